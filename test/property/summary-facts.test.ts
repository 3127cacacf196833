import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrace } from '../../src/xray/build-trace.ts';
import type { SegmentDocument, Subsegment } from '../../src/xray/segment.ts';
import { deriveFacts } from '../../src/xray/summary/derive-facts.ts';
import {
  idOf,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  TRACE_ID,
} from '../support/make-segment.ts';

const ACCOUNT = { accountId: '123456789012' };

const interval = fc
  .tuple(
    fc.integer({ min: 0, max: 50 }),
    fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
  )
  .map(([start, length]) =>
    length === undefined ? ([start / 10] as const) : ([start / 10, (start + length) / 10] as const),
  );

const flags = fc.record(
  {
    error: fc.boolean(),
    fault: fc.boolean(),
    throttle: fc.boolean(),
    cause: fc.constantFrom(
      'aaaaaaaaaaaaaaaa',
      { exceptions: [{ id: 'aaaaaaaaaaaaaaaa', type: 'Boom' }] },
      {},
    ),
    annotations: fc.dictionary(
      fc.constantFrom('a', 'b', '__proto__'),
      fc.constantFrom('x', 1, true),
    ),
  },
  { requiredKeys: [] },
);

const call = fc.record(
  {
    name: fc.constantFrom('DynamoDB', 'SQS', 'back', 'KMS'),
    namespace: fc.constantFrom('aws', 'remote', 'local'),
    aws: fc.constantFrom(
      { operation: 'x', table_name: 't' },
      { operation: 'x', queue_url: 'q' },
      { queue_url: 7 },
    ),
  },
  { requiredKeys: ['name'] },
);

/** Small numbers for ids, so that parents are found, missing, of another kind or their own children. */
const number = fc.integer({ min: 1, max: 12 });

const subsegment: fc.Arbitrary<Subsegment> = fc
  .tuple(number, interval, call, flags)
  .map(([id, times, members, marks]) => makeSubsegment(id, times, { ...members, ...marks }));

const document: fc.Arbitrary<SegmentDocument> = fc.oneof(
  fc
    .record({
      id: number,
      interval,
      marks: flags,
      parent: fc.option(number, { nil: undefined }),
      subsegments: fc.array(subsegment, { maxLength: 3 }),
      inferred: fc.boolean(),
    })
    .map(({ id, interval: times, marks, parent, subsegments, inferred }) =>
      makeSegment(id, times, {
        name: `service-${id % 3}`,
        ...marks,
        ...(parent === undefined ? {} : { parent_id: idOf(parent) }),
        ...(inferred ? { inferred } : {}),
        subsegments,
      }),
    ),
  fc
    .tuple(number, number, interval, call, flags)
    .map(([id, parent, times, members, marks]) =>
      makeIndependent(id, parent, times, { ...members, ...marks }),
    ),
);

const documents = fc.array(document, { maxLength: 6 });

const deriveFrom = (given: readonly SegmentDocument[]) => {
  const trace = buildTrace(TRACE_ID, given);
  return { trace, ...deriveFacts(trace, 1, ACCOUNT) };
};

const check = (judge: (derived: ReturnType<typeof deriveFrom>) => void): void =>
  fc.assert(
    fc.property(documents, (given) => judge(deriveFrom(given))),
    { numRuns: 300 },
  );

describe('the facts of any documents', () => {
  it('tell one outcome at most', () => {
    check(({ summary }) => {
      const told = [summary.HasFault, summary.HasError, summary.HasThrottle].filter(Boolean);
      expect(told.length).toBeLessThanOrEqual(1);
    });
  });

  it('have edges between nodes they have, one node an identity, one entry a root', () => {
    check(({ graph, trace }) => {
      for (const { from, to } of graph.edges) {
        expect(graph.nodes[from]).toBeDefined();
        expect(graph.nodes[to]).toBeDefined();
      }
      const keys = graph.nodes.map(({ name, type, accountId }) =>
        JSON.stringify([name, type, accountId]),
      );
      expect(new Set(keys).size).toBe(keys.length);
      expect(graph.nodes.some(({ root }) => root)).toBe(trace.root !== undefined);
    });
  });

  it('count every segment that reported itself as one call', () => {
    check(({ graph, trace }) => {
      const reported = graph.nodes.filter(({ state }) => state === 'active');
      const segments = trace.nodes.filter(
        ({ kind, entity }) => kind === 'segment' && !('inferred' in entity),
      );
      const calls = reported.reduce((sum, node) => sum + node.calls.length, 0);
      expect(calls).toBeGreaterThanOrEqual(segments.length);
    });
  });

  it('have times that are not negative, calls within their spans', () => {
    check(({ graph, summary }) => {
      const { Duration, ResponseTime = 0 } = summary;
      if (Duration !== undefined) expect(Duration).toBeGreaterThanOrEqual(ResponseTime);
      for (const { start, end, calls } of [...graph.nodes, ...graph.edges]) {
        expect(end).toBeGreaterThanOrEqual(start);
        for (const { duration = 0, span = duration } of calls) {
          expect(duration).toBeGreaterThanOrEqual(0);
          expect(span).toBeGreaterThanOrEqual(duration);
        }
      }
    });
  });

  it('name causes of what failed only, and have paths that are not empty', () => {
    check(({ summary, trace }) => {
      const failed = trace.nodes.some(({ entity }) => entity.fault === true);
      if (!failed) expect(summary.FaultRootCauses).toEqual([]);
      const causes = [
        ...(summary.FaultRootCauses ?? []),
        ...(summary.ErrorRootCauses ?? []),
        ...(summary.ResponseTimeRootCauses ?? []),
      ];
      for (const { Services = [] } of causes) {
        expect(Services.length).toBeGreaterThan(0);
        for (const { EntityPath = [] } of Services) expect(EntityPath.length).toBeGreaterThan(0);
      }
      const impacting = (summary.FaultRootCauses ?? []).filter((cause) => cause.ClientImpacting);
      expect(impacting.length).toBeLessThanOrEqual(1);
    });
  });

  it('are plain JSON', () => {
    check(({ summary, graph }) => {
      const printed = JSON.stringify({ summary, graph });
      expect(JSON.stringify(JSON.parse(printed))).toBe(printed);
    });
  });
});
