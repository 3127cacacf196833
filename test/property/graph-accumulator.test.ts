import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Service, SummaryStatistics } from '../../src/xray/api/graph.ts';
import { createGraphAccumulator } from '../../src/xray/graph/graph-accumulator.ts';
import { percentileOf } from '../../src/xray/statistics/percentile-of.ts';
import { printHistogram } from '../../src/xray/statistics/print-histogram.ts';
import type { Call, GraphEdge, GraphNode, TraceGraph } from '../../src/xray/trace-facts.ts';

const SECOND = 1_700_000_000;

const calls: fc.Arbitrary<readonly Call[]> = fc.array(
  fc.record(
    {
      outcome: fc.constantFrom('ok', 'error', 'throttle', 'fault'),
      duration: fc.option(fc.double({ min: 0, max: 200, noNaN: true }), { nil: undefined }),
      span: fc.double({ min: 0, max: 500, noNaN: true }),
    },
    { requiredKeys: ['outcome', 'duration'] },
  ),
  { maxLength: 3 },
);

const extent = fc
  .tuple(fc.double({ min: 0, max: 200, noNaN: true }), fc.double({ min: 0, max: 90, noNaN: true }))
  .map(([start, length]) => ({ start: SECOND + start, end: SECOND + start + length }));

const node: fc.Arbitrary<GraphNode> = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', '__proto__'),
    type: fc.constantFrom(null, 'client', 'remote', 'AWS::SNS'),
    accountId: fc.constantFrom(null, '999999999999'),
    root: fc.boolean(),
    state: fc.constantFrom('active', 'passive', 'unknown'),
    extra: fc.constantFrom([], ['other']),
    extent,
    calls,
  })
  .map(({ extra, extent: times, ...members }) => ({
    ...members,
    ...times,
    names: [members.name, ...extra],
    inferred: members.state !== 'active',
  }));

const edgeBetween = (count: number): fc.Arbitrary<GraphEdge> =>
  fc
    .record({
      from: fc.nat({ max: count - 1 }),
      to: fc.nat({ max: count - 1 }),
      aliases: fc.constantFrom([], [{ Name: 'x', Names: ['x'], Type: 'remote' }], [{ Name: 'y' }]),
      edgeType: fc.constantFrom(undefined, 'link'),
      eventAges: fc.array(fc.double({ min: 0, max: 40, noNaN: true }), { maxLength: 2 }),
      extent,
      calls,
    })
    .map(({ extent: times, ...members }) => ({ ...members, ...times }));

const graph: fc.Arbitrary<TraceGraph> = fc
  .array(node, { minLength: 1, maxLength: 4 })
  .chain((nodes) =>
    fc.record({
      nodes: fc.constant(nodes),
      edges: fc.array(edgeBetween(nodes.length), { maxLength: 5 }),
    }),
  );

const graphs = fc.array(graph, { maxLength: 6 });

const accumulatorOf = (all: readonly TraceGraph[]) => {
  const accumulator = createGraphAccumulator();
  for (const one of all) accumulator.add(one);
  return accumulator;
};

const textOf = (all: readonly TraceGraph[]): string => JSON.stringify(accumulatorOf(all));

const check = (property: fc.IProperty<[readonly TraceGraph[]]>): void =>
  fc.assert(property, { numRuns: 200 });

const statisticsOf = (services: readonly Service[]): readonly SummaryStatistics[] =>
  services.flatMap(({ SummaryStatistics: own, Edges = [] }) => [
    ...(own === undefined ? [] : [own]),
    ...Edges.flatMap((edge) => edge.SummaryStatistics ?? []),
  ]);

describe('a service graph of any traces', () => {
  it('has counts that add up', () => {
    check(
      fc.property(graphs, (all) => {
        for (const statistics of statisticsOf(accumulatorOf(all).toServices())) {
          const {
            OkCount = 0,
            ErrorStatistics: error = {},
            FaultStatistics: fault = {},
          } = statistics;
          const { ThrottleCount = 0, OtherCount = 0 } = error;
          expect(error.TotalCount).toBe(ThrottleCount + OtherCount);
          expect(fault.TotalCount).toBe(fault.OtherCount);
          expect(statistics.TotalCount).toBe(
            OkCount + (error.TotalCount ?? 0) + (fault.TotalCount ?? 0),
          );
        }
      }),
    );
  });

  it('counts as many calls in histograms as in statistics', () => {
    check(
      fc.property(graphs, (all) => {
        for (const service of accumulatorOf(all).toServices()) {
          const total = service.SummaryStatistics?.TotalCount ?? 0;
          for (const histogram of [service.ResponseTimeHistogram, service.DurationHistogram]) {
            expect((histogram ?? []).reduce((sum, { Count }) => sum + Count, 0)).toBe(total);
          }
        }
      }),
    );
  });

  it('has an end for every edge, and ids that are positions', () => {
    check(
      fc.property(graphs, (all) => {
        const services = accumulatorOf(all).toServices();
        expect(services.map(({ ReferenceId }) => ReferenceId)).toEqual([...services.keys()]);
        const ends = services.flatMap(({ Edges = [] }) =>
          Edges.map(({ ReferenceId }) => services[ReferenceId ?? -1]),
        );
        expect(ends).not.toContain(undefined);
      }),
    );
  });

  it('is what it was after a trace was added and taken away again', () => {
    fc.assert(
      fc.property(graphs, graph, fc.boolean(), (all, other, addFirst) => {
        const accumulator = accumulatorOf(all);
        const before = JSON.stringify(accumulator);
        accumulator.add(other, addFirst ? 1 : -1);
        accumulator.add(other, addFirst ? -1 : 1);
        expect(JSON.stringify(accumulator)).toBe(before);
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order of traces', () => {
    fc.assert(
      fc.property(
        graphs.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          ),
        ),
        ([all, shuffled]) => {
          expect(textOf(shuffled)).toBe(textOf(all));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is the same merged from parts, in either order, with JSON in between', () => {
    fc.assert(
      fc.property(graphs, graphs, (some, others) => {
        const merged = accumulatorOf(some);
        merged.merge(JSON.parse(textOf(others)));
        const reversed = createGraphAccumulator(accumulatorOf(others).toJSON());
        reversed.merge(accumulatorOf(some));
        const whole = textOf([...some, ...others]);
        expect(JSON.stringify(merged)).toBe(whole);
        expect(JSON.stringify(reversed)).toBe(whole);
      }),
      { numRuns: 200 },
    );
  });

  it('lies within its extent', () => {
    check(
      fc.property(graphs, (all) => {
        const accumulator = accumulatorOf(all);
        const bounds = accumulator.extent();
        const nodes = all.flatMap((one) => one.nodes);
        expect(bounds === undefined).toBe(nodes.length === 0);
        for (const { start, end } of nodes) {
          expect(start).toBeGreaterThanOrEqual(bounds?.start ?? NaN);
          expect(end).toBeLessThanOrEqual(bounds?.end ?? NaN);
        }
      }),
    );
  });
});

describe('a histogram of any durations', () => {
  const buckets = fc
    .uniqueArray(fc.nat({ max: 5_000 }), { maxLength: 1_500, size: 'max' })
    .map((values) => values.sort((one, other) => one - other).map((ms) => [ms, 1] as const));

  it('has percentiles that rise with their share, between its least and its greatest', () => {
    fc.assert(
      fc.property(buckets, fc.double({ min: 0, max: 1, noNaN: true }), (pairs, share) => {
        const entries = printHistogram(pairs);
        const value = percentileOf(entries, share);
        if (pairs.length === 0) {
          expect(value).toBeUndefined();
          return;
        }
        expect(value).toBeGreaterThanOrEqual(percentileOf(entries, share / 2) ?? NaN);
        expect(value).toBeLessThanOrEqual(percentileOf(entries, 1) ?? NaN);
        expect(entries.map(({ Value }) => Value)).toContain(value);
      }),
      { numRuns: 100 },
    );
  });

  it('is printed within 1 % and a millisecond of the exact percentile', () => {
    fc.assert(
      fc.property(buckets, fc.double({ min: 0.01, max: 1, noNaN: true }), (pairs, share) => {
        fc.pre(pairs.length > 0);
        const rank = Math.max(1, Math.ceil(share * pairs.length - 1e-9));
        const exact = (pairs[rank - 1]?.[0] ?? NaN) / 1_000;
        const printed = percentileOf(printHistogram(pairs), share) ?? NaN;
        expect(Math.abs(printed - exact)).toBeLessThanOrEqual(exact * 0.01 + 0.0011);
      }),
      { numRuns: 100 },
    );
  });
});
