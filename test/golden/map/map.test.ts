import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../../src/render/layout/width.ts';
import { renderMapDot } from '../../../src/render/map/map-dot.ts';
import { renderMapMermaid } from '../../../src/render/map/map-mermaid.ts';
import { renderMapTable } from '../../../src/render/map/map-table.ts';
import { renderMapTree } from '../../../src/render/map/map-tree.ts';
import type { Style } from '../../../src/render/style.ts';
import type { Edge, Service } from '../../../src/xray/api/graph.ts';
import { readGraph } from '../../../src/xray/graph/read-graph.ts';
import { expectGolden } from '../../support/golden.ts';

interface Counts {
  readonly ok?: number;
  readonly error?: number;
  readonly throttle?: number;
  readonly fault?: number;
}

const statistics = ({ ok = 0, error = 0, throttle = 0, fault = 0 }: Counts, seconds: number) => ({
  OkCount: ok,
  ErrorStatistics: { OtherCount: error, ThrottleCount: throttle, TotalCount: error + throttle },
  FaultStatistics: { OtherCount: fault, TotalCount: fault },
  TotalCount: ok + error + throttle + fault,
  TotalResponseTime: seconds,
});

const histogram = (...values: number[]) => values.map((Value) => ({ Value, Count: 1 }));

const call = (to: number, counts: Counts, seconds: number, members: Partial<Edge> = {}): Edge => ({
  ReferenceId: to,
  SummaryStatistics: statistics(counts, seconds),
  ResponseTimeHistogram: histogram(0.05, 0.08, 0.4),
  ...members,
});

/** The tutorial's system, with a circle, a queue, a client, a wide and a hostile name, and a call that leads nowhere. */
const services: readonly Service[] = [
  {
    ReferenceId: 0,
    Name: 'user-management-service',
    Type: 'AWS::EKS::Container',
    State: 'active',
    Root: true,
    SummaryStatistics: statistics({ ok: 990, error: 5, throttle: 2, fault: 3 }, 300),
    ResponseTimeHistogram: histogram(0.12, 0.3, 0.9),
    Edges: [
      call(1, { ok: 500 }, 25),
      call(2, { ok: 100, fault: 1 }, 90, { ResponseTimeHistogram: histogram(0.8, 1.1) }),
    ],
  },
  {
    ReferenceId: 1,
    Name: 'users@mysql.eu-west-1.rds.amazonaws.com',
    Type: 'Database::SQL',
    State: 'unknown',
    SummaryStatistics: statistics({ ok: 500 }, 25),
    ResponseTimeHistogram: histogram(0.05, 0.06),
  },
  {
    ReferenceId: 2,
    Name: '通知"サービス"',
    Type: 'AWS::EKS::Container',
    State: 'active',
    SummaryStatistics: statistics({ ok: 100, fault: 1 }, 60),
    ResponseTimeHistogram: histogram(0.5, 0.9),
    Edges: [
      call(0, { ok: 1 }, 0.1),
      call(4, { ok: 3 }, 0.1, {
        EdgeType: 'link',
        ReceivedEventAgeHistogram: histogram(2, 3),
      }),
    ],
  },
  {
    ReferenceId: 3,
    Name: 'user-management-service',
    Type: 'client',
    State: 'unknown',
    Edges: [call(0, { ok: 990, error: 5, throttle: 2, fault: 3 }, 310)],
  },
  {
    ReferenceId: 4,
    Name: 'queue<b>&\\ `x`\u001b[31m\u202e',
    Type: 'AWS::SQS::Queue',
    State: 'unknown',
    SummaryStatistics: statistics({}, 0),
    Edges: [{ ReferenceId: 99 }],
  },
];

const HALF_HOUR = 1_800;
const graph = readGraph(services, HALF_HOUR);

const style = (width: number, members: Partial<Style> = {}): Style => ({
  width,
  color: 0,
  unicode: true,
  ...members,
});

const widestOf = (drawn: string) => Math.max(...drawn.split('\n').map(cellWidth));

describe('the map as a table', () => {
  it.each([60, 100, 200])('at %i cells', (width) => {
    expectGolden(`map/table-${width}.txt`, renderMapTable(graph, style(width)));
  });

  it('is one line a node at 80 cells where names are short', () => {
    const short: readonly Service[] = [
      { ...services[0], Name: 'user-management-a', Edges: [call(1, { ok: 100, error: 1 }, 2)] },
      { ...services[1], ReferenceId: 1, Name: 'users@mysql' },
    ];
    const drawn = renderMapTable(readGraph(short, 60), style(80));
    expectGolden('map/table-short-80.txt', drawn);
    expect(drawn.split('\n\n')[0]?.split('\n')).toHaveLength(4);
  });

  it('of one trace, in colour', () => {
    expectGolden(
      'map/trace-colour-120.txt',
      renderMapTable(readGraph(services, 0), style(120, { color: 1 })),
    );
  });

  it('keeps to the width from 60 cells on', () => {
    for (let width = 60; width <= 200; width += 1) {
      expect(
        widestOf(renderMapTable(graph, style(width))),
        `at width ${width}`,
      ).toBeLessThanOrEqual(width);
    }
  });

  it('is ASCII in ASCII style', () => {
    for (const render of [renderMapTable, renderMapTree, renderMapMermaid, renderMapDot]) {
      expect(render(graph, style(100, { unicode: false }))).toMatch(/^[\n -~]*$/);
    }
  });
});

describe('the map as a tree', () => {
  it.each([60, 120])('at %i cells', (width) => {
    expectGolden(`map/tree-${width}.txt`, renderMapTree(graph, style(width)));
  });

  it('in ASCII', () => {
    expectGolden('map/tree-ascii-100.txt', renderMapTree(graph, style(100, { unicode: false })));
  });

  it('keeps to the width', () => {
    for (let width = 40; width <= 160; width += 1) {
      expect(widestOf(renderMapTree(graph, style(width)))).toBeLessThanOrEqual(width);
    }
  });

  it('draws what no entry leads to, and what two callers share once with its calls', () => {
    const names: [string, number[]][] = [
      ['a', [1, 2]],
      ['b', [3]],
      ['c', [3]],
      ['d', [4]],
      ['e', []],
      ['island', [6]],
      ['islet', [5]],
    ];
    const shared = names.map(
      ([Name, calls], ReferenceId): Service => ({
        ReferenceId,
        Name,
        Root: Name === 'a',
        Edges: calls.map((to) => ({ ReferenceId: to })),
      }),
    );
    expectGolden('map/tree-shared.txt', renderMapTree(readGraph(shared, 0), style(100)));
  });

  it('is quick and whole on a deep map', () => {
    const deep = Array.from(
      { length: 5_000 },
      (_, ReferenceId): Service => ({
        ReferenceId,
        Name: `n${ReferenceId}`,
        Root: ReferenceId === 0,
        Edges: [{ ReferenceId: ReferenceId + 1 }],
      }),
    );
    const lines = renderMapTree(readGraph(deep, 0), style(80)).split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(5_000);
    expect(Math.max(...lines.map(cellWidth))).toBeLessThanOrEqual(80);
  });
});

describe('the map as a diagram', () => {
  it('in mermaid', () => {
    expectGolden('map/map.mermaid.txt', renderMapMermaid(graph, style(100)));
  });

  it('in dot', () => {
    expectGolden('map/map.dot.txt', renderMapDot(graph, style(100)));
  });
});

it('a map without services is nothing to read', () => {
  const empty = readGraph([], HALF_HOUR);
  expect(renderMapTable(empty, style(100))).toBe('');
  expect(renderMapTree(empty, style(100))).toBe('');
});
