import { describe, expect, it } from 'vitest';
import { analyzeTrace } from '../../../../../src/core/traces/analyze-trace.ts';
import { buildRows } from '../../../../../src/render/trace/rows/build-rows.ts';
import { calledServices } from '../../../../../src/render/trace/rows/called-service.ts';
import { membersOf } from '../../../../../src/render/trace/rows/members.ts';
import type { TraceRow } from '../../../../../src/render/trace/rows/trace-row.ts';
import { buildTrace } from '../../../../../src/xray/build-trace.ts';
import type { SegmentDocument, Subsegment } from '../../../../../src/xray/segment.ts';
import { idOf, makeSegment, makeSubsegment, TRACE_ID } from '../../../../support/make-segment.ts';

const traceOf = (documents: readonly SegmentDocument[]) => buildTrace(TRACE_ID, documents);

const rowsOf = (documents: readonly SegmentDocument[], expand = false): readonly TraceRow[] => {
  const trace = traceOf(documents);
  return buildRows(trace, membersOf(trace, analyzeTrace(trace)), expand);
};

/** `shop(mysql*3(read*3) redis)`: names, numbers of folded members, children. */
const sketch = ({ content, children }: TraceRow): string => {
  const below = children.length === 0 ? '' : `(${children.map(sketch).join(' ')})`;
  if (content.kind === 'gap') return 'gap';
  if (content.kind === 'missing-parent') return `missing${below}`;
  const { first, members } = content;
  return `${first.node.name}${members.length > 1 ? `*${members.length}` : ''}${below}`;
};

const drawn = (subsegments: readonly Subsegment[], expand = false): string =>
  rowsOf([makeSegment(1, [0, 1], { name: 'shop', subsegments })], expand)
    .map(sketch)
    .join(' ');

/** Subsegments one after the other, each a tenth of a second. */
const inTurn = (...made: readonly Partial<Subsegment>[]): readonly Subsegment[] =>
  made.map((members, index) => makeSubsegment(10 + index, [index / 10, (index + 1) / 10], members));

const times = (count: number, members: Partial<Subsegment>): readonly Partial<Subsegment>[] =>
  Array.from({ length: count }, () => members);

describe('buildRows', () => {
  it('folds three identical siblings or more, wherever they stand', () => {
    const mysql = { name: 'mysql' };
    const redis = { name: 'redis' };
    expect(drawn(inTurn(mysql, redis, mysql, redis, mysql, ...times(5, redis)))).toBe(
      'shop(mysql*3 redis*7)',
    );
    expect(drawn(inTurn(mysql, mysql, ...times(8, { name: 'other' })))).toBe(
      'shop(mysql mysql other*8)',
    );
  });

  it('folds nothing away that ended in another way', () => {
    const table = { name: 'table' };
    const failing = { name: 'table', fault: true };
    expect(drawn(inTurn(...times(5, table), failing, ...times(4, table)))).toBe(
      'shop(table*9 table)',
    );
  });

  it('folds nothing away that did something else', () => {
    const get = { name: 'table', aws: { operation: 'GetItem' } };
    const put = { name: 'table', aws: { operation: 'PutItem' } };
    expect(drawn(inTurn(...times(4, get), ...times(6, put)))).toBe('shop(table*4 table*6)');
  });

  it('folds what is beneath a fold in turn', () => {
    const calls = Array.from({ length: 10 }, (_, index) =>
      makeSubsegment(10 + index, [index / 10, (index + 1) / 10], {
        name: 'call',
        subsegments: [
          makeSubsegment(30 + index, [index / 10, (index + 1) / 10], {
            name: index === 4 ? 'retry' : 'try',
          }),
        ],
      }),
    );
    expect(drawn(calls)).toBe('shop(call*10(try*9 retry))');
  });

  it('folds nothing when asked to expand', () => {
    expect(drawn(inTurn(...times(10, { name: 'a' })), true)).toBe(
      `shop(${'a '.repeat(10).trim()})`,
    );
  });

  it('has a row for a long stretch without instrumentation, in its place in time', () => {
    const first = makeSubsegment(2, [0, 0.3], { name: 'a' });
    const second = makeSubsegment(3, [0.6, 0.95], { name: 'b' });
    expect(drawn([first, second])).toBe('shop(a gap b)');
    expect(drawn([second])).toBe('shop(gap b)');
    expect(drawn([first])).toBe('shop(a gap)');
    expect(drawn([])).toBe('shop');
  });

  it('sees no gap where other work went on', () => {
    const long = makeSubsegment(2, [0, 0.95], { name: 'long' });
    expect(drawn([long, ...inTurn({ name: 'a' })])).toBe('shop(a long)');
  });

  it('puts orphans under a row for each parent they miss', () => {
    const orphan = (number: number, parent: number) =>
      makeSegment(number, [0, 1], { name: `s${number}`, parent_id: idOf(parent) });
    const rows = rowsOf([
      makeSegment(1, [0, 1], { name: 'shop' }),
      orphan(5, 70),
      orphan(6, 71),
      orphan(7, 70),
    ]);
    expect(rows.map(sketch).join(' ')).toBe('shop missing(s5 s7) missing(s6)');
  });

  it('counts what waits for the critical path as being on it', () => {
    const [root] = rowsOf([
      makeSegment(1, [0, 1], {
        name: 'shop',
        subsegments: [makeSubsegment(2, [0, 1], { name: 'all' })],
      }),
    ]);
    expect(root?.content).toMatchObject({ critical: 1 });
  });
});

describe('calledServices', () => {
  it('gives the time of a call to what was called, unless that reports itself', () => {
    const trace = traceOf([
      makeSegment(1, [0, 1], {
        name: 'shop',
        subsegments: [
          makeSubsegment(2, [0, 0.2], {
            name: 'dynamodb',
            namespace: 'aws',
            subsegments: [makeSubsegment(3, [0, 0.1], { name: 'connect' })],
          }),
          makeSubsegment(4, [0.2, 0.3], { name: 'render' }),
          makeSubsegment(5, [0.3, 0.9], { name: 'mail-host', namespace: 'remote' }),
        ],
      }),
      makeSegment(6, [0.4, 0.8], { name: 'mail', parent_id: idOf(5) }),
    ]);
    const services = calledServices(trace);
    const named = trace.nodes.map((node) => `${node.name}: ${services.get(node)}`);
    expect(named).toEqual([
      'shop: shop',
      'dynamodb: dynamodb',
      'connect: dynamodb',
      'render: shop',
      'mail-host: shop',
      'mail: mail',
    ]);
  });
});
