import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeGraphs } from '../../src/core/map/merge-graphs.ts';
import { splitWindow } from '../../src/core/reading/split-window.ts';
import type { Edge, Service } from '../../src/xray/api/graph.ts';

const RUNS = { numRuns: 200 };
const SIX_HOURS = 21_600;

const NAMES = ['a', 'b', 'c', 'd'] as const;

const traffic = fc.record({
  SummaryStatistics: fc.record({
    OkCount: fc.nat(1000),
    TotalCount: fc.nat(1000),
    TotalResponseTime: fc.nat(10_000).map((ms) => ms / 1000),
  }),
  ResponseTimeHistogram: fc.array(
    fc.record({ Value: fc.nat(20).map((ms) => ms / 1000), Count: fc.integer({ min: 1, max: 9 }) }),
    { maxLength: 5 },
  ),
});

/** The graph of one window: some of four services under numbers of its own, calling one another. */
const graph = fc
  .record({
    names: fc.subarray([...NAMES], { minLength: 1 }),
    first: fc.nat(50),
    parts: fc.array(traffic, { minLength: 20, maxLength: 20 }),
    calls: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
  })
  .map(({ names, first, parts, calls }): readonly Service[] =>
    names.map((Name, at) => ({
      ReferenceId: first + at,
      Name,
      ...parts[at],
      Edges: names.flatMap((_, to): Edge[] =>
        calls[at * 4 + to] ? [{ ReferenceId: first + to, ...parts[at * 4 + to + 4] }] : [],
      ),
    })),
  );

/** Sums by what things are called, so that numbers given to nodes do not matter. */
const sumsOf = (graphs: readonly (readonly Service[])[]) => {
  const sums = new Map<string, number>();
  const add = (key: string, value: number) => sums.set(key, (sums.get(key) ?? 0) + value);
  for (const services of graphs) {
    const names = new Map(services.map((one) => [one.ReferenceId, one.Name]));
    for (const service of services) {
      const all: [string, Service | Edge][] = [
        [`${service.Name}`, service],
        ...(service.Edges ?? []).map((edge): [string, Edge] => [
          `${service.Name}>${names.get(edge.ReferenceId)}`,
          edge,
        ]),
      ];
      for (const [key, { SummaryStatistics, ResponseTimeHistogram }] of all) {
        add(`${key} ok`, SummaryStatistics?.OkCount ?? 0);
        add(`${key} total`, SummaryStatistics?.TotalCount ?? 0);
        add(`${key} µs`, Math.round((SummaryStatistics?.TotalResponseTime ?? 0) * 1e6));
        for (const { Value, Count } of ResponseTimeHistogram ?? []) add(`${key} ${Value}`, Count);
      }
    }
  }
  return new Map([...sums].sort());
};

describe('the merged graph', () => {
  it('loses no call and counts none twice, however windows number their nodes', () => {
    fc.assert(
      fc.property(fc.array(graph, { minLength: 1, maxLength: 5 }), (graphs) => {
        expect(sumsOf([mergeGraphs(graphs)])).toEqual(sumsOf(graphs));
      }),
      RUNS,
    );
  });

  it('holds each service once, each under a number of its own', () => {
    fc.assert(
      fc.property(fc.array(graph, { minLength: 2, maxLength: 5 }), (graphs) => {
        const merged = mergeGraphs(graphs);
        const distinct = new Set(graphs.flat().map(({ Name }) => Name)).size;
        expect(new Set(merged.map(({ ReferenceId }) => ReferenceId)).size).toBe(merged.length);
        expect(merged.length).toBe(distinct);
      }),
      RUNS,
    );
  });
});

describe('a split window', () => {
  it('is the window: newest first, without gap or overlap, no part too wide', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000_000),
        fc.integer({ min: 1, max: 40 * SIX_HOURS }),
        (start, length) => {
          const parts = splitWindow({ start, end: start + length });
          expect(parts[0]?.end).toBe(start + length);
          expect(parts.at(-1)?.start).toBe(start);
          for (const [at, part] of parts.entries()) {
            expect(part.end - part.start).toBeGreaterThan(0);
            expect(part.end - part.start).toBeLessThanOrEqual(SIX_HOURS);
            if (at > 0) expect(parts[at - 1]?.start).toBe(part.end);
          }
        },
      ),
      RUNS,
    );
  });
});
