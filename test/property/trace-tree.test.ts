import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeTrace } from '../../src/core/traces/analyze-trace.ts';
import { buildTrace } from '../../src/xray/build-trace.ts';
import type { SegmentDocument, Subsegment } from '../../src/xray/segment.ts';
import {
  idOf,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  TRACE_ID,
} from '../support/make-segment.ts';

/** Ids from a small range, so that duplicates, loops, twins and orphans all happen. */
const number = fc.integer({ min: 1, max: 12 });
const time = fc.oneof(
  fc.integer({ min: 0, max: 10 }),
  fc.double({ min: 0, max: 10, noNaN: true, noDefaultInfinity: true }),
);
const interval = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(time, time) },
  { weight: 1, arbitrary: fc.tuple(time) },
);

/** A subsegment with up to two of `inner` in it. */
const subsegmentOf = (inner: fc.Arbitrary<Subsegment>): fc.Arbitrary<Subsegment> =>
  fc
    .record({
      id: number,
      interval,
      namespace: fc.constantFrom('remote', 'aws'),
      subsegments: fc.array(inner, { maxLength: 2 }),
    })
    .map(({ id, interval: at, ...members }) => makeSubsegment(id, at, members));

const leaf = fc.tuple(number, interval).map(([id, at]) => makeSubsegment(id, at));

const segment: fc.Arbitrary<SegmentDocument> = fc
  .record({
    id: number,
    interval,
    parent: fc.option(number, { nil: undefined }),
    inferred: fc.boolean(),
    subsegments: fc.array(subsegmentOf(leaf), { maxLength: 3 }),
  })
  .map(({ id, interval: at, parent, ...members }) =>
    makeSegment(id, at, { ...members, ...(parent && { parent_id: idOf(parent) }) }),
  );

const independent: fc.Arbitrary<SegmentDocument> = fc
  .record({ id: number, parent: number, interval })
  .map(({ id, parent, interval: at }) => makeIndependent(id, parent, at));

const document = fc.oneof(segment, independent);

const documents = fc.array(document, { maxLength: 12 });

const idsIn = (entity: SegmentDocument | Subsegment): readonly string[] => [
  entity.id,
  ...(entity.subsegments ?? []).flatMap(idsIn),
];

const check = (property: (given: readonly SegmentDocument[]) => void): void => {
  fc.assert(fc.property(documents, property), { numRuns: 300 });
};

describe('a trace of any documents', () => {
  it('has every id in it exactly once, as a node or folded into one', () => {
    check((given) => {
      const { nodes } = buildTrace(TRACE_ID, given);
      const shown = nodes.flatMap(({ id, inferred }) => (inferred ? [id, inferred.id] : [id]));
      expect(shown.toSorted()).toEqual([...new Set(given.flatMap(idsIn))].toSorted());
    });
  });

  it('is a forest: parents first, children in order, depth and links right', () => {
    check((given) => {
      const { nodes, roots } = buildTrace(TRACE_ID, given);
      const seen = new Set();
      for (const node of nodes) {
        expect(node.parent === undefined || seen.has(node.parent)).toBe(true);
        expect(node.depth).toBe((node.parent?.depth ?? -1) + 1);
        expect((node.parent?.children ?? roots).includes(node)).toBe(true);
        const starts = node.children.map(({ start }) => start);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        seen.add(node);
      }
      expect(nodes.filter(({ parent }) => parent === undefined)).toHaveLength(roots.length);
    });
  });

  it('contains the time of every node that has ended, and no end before its start', () => {
    check((given) => {
      const { nodes, start, end } = buildTrace(TRACE_ID, given);
      for (const node of nodes) {
        expect(node.start).toBeGreaterThanOrEqual(start);
        expect(node.end ?? end).toBeLessThanOrEqual(end);
        expect(node.end ?? node.start).toBeGreaterThanOrEqual(node.start);
      }
    });
  });

  it('reports every orphan, open end and loop, about nodes that are there', () => {
    check((given) => {
      const { nodes, problems } = buildTrace(TRACE_ID, given);
      const ids = new Set(given.flatMap(idsIn));
      expect(problems.every(({ id }) => ids.has(id))).toBe(true);
      const reported = (kind: string) =>
        problems.filter((problem) => problem.kind === kind).map(({ id }) => id);
      const having = (test: (node: (typeof nodes)[number]) => boolean) =>
        nodes.filter(test).map(({ id }) => id);
      expect(reported('orphan')).toEqual(having(({ orphan }) => orphan));
      expect(reported('in-progress')).toEqual(having(({ end }) => end === undefined));
      expect(reported('skew')).toEqual(having(({ skewed }) => skewed));
      // A node that stands at the top although its document names a parent that is there was cut out of a loop.
      const isCut = ({ parent, orphan, kind, entity }: (typeof nodes)[number]) =>
        parent === undefined && !orphan && (kind === 'subsegment' || 'parent_id' in entity);
      expect(reported('loop').toSorted()).toEqual(having(isCut).toSorted());
    });
  });

  it('comes out the same in whatever order different ids arrive', () => {
    check((given) => {
      const bare = given.map((one) => ({ ...one, inferred: false, subsegments: [] }));
      const once = [...new Map(bare.map((one) => [one.id, one])).values()];
      const shape = (order: readonly SegmentDocument[]) =>
        buildTrace(TRACE_ID, order).nodes.map(({ id, parent }) => [id, parent?.id]);
      expect(shape(once.toReversed())).toEqual(shape(once));
    });
  });

  it('has a critical path without gaps that adds up to its duration', () => {
    check((given) => {
      const trace = buildTrace(TRACE_ID, given);
      const { criticalPath, duration, nodes } = analyzeTrace(trace);
      const total = criticalPath.reduce((sum, { contribution }) => sum + contribution, 0);
      expect(Math.abs(total - duration)).toBeLessThanOrEqual(1e-9 * Math.max(1, nodes.length));
      let reached = trace.start;
      for (const step of criticalPath) {
        expect(step.start).toBe(reached);
        expect(step.end).toBeGreaterThan(step.start);
        expect(step.contribution).toBeGreaterThanOrEqual(0);
        reached = step.end;
      }
      expect(reached).toBe(trace.end);
    });
  });

  it('has self times that are what no child covers, second by second', () => {
    const whole = fc.array(
      fc
        .tuple(number, fc.array(fc.tuple(number, fc.nat(9), fc.nat(9)), { maxLength: 5 }))
        .map(([id, calls]) =>
          makeSegment(id, [0, 10], {
            subsegments: calls.map(([call, start, length]) =>
              makeSubsegment(call, [start, start + length]),
            ),
          }),
        ),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(whole, (given) => {
        const trace = buildTrace(TRACE_ID, given);
        const { nodes } = analyzeTrace(trace);
        for (const [index, { start, end = start, children }] of trace.nodes.entries()) {
          let uncovered = 0;
          for (let second = start; second < end; second += 1) {
            const isCovered = children.some(
              (child) => child.start <= second && (child.end ?? end) > second,
            );
            if (!isCovered) uncovered += 1;
          }
          expect(nodes[index]?.selfTime).toBe(uncovered);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('has self times between nothing and the duration', () => {
    check((given) => {
      for (const { selfTime, duration } of analyzeTrace(buildTrace(TRACE_ID, given)).nodes) {
        expect(selfTime ?? 0).toBeGreaterThanOrEqual(0);
        expect(selfTime ?? 0).toBeLessThanOrEqual(duration ?? 0);
        expect(selfTime === null).toBe(duration === null);
      }
    });
  });
});
