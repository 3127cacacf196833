import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrace } from '../../src/xray/build-trace.ts';
import { deriveGraph } from '../../src/xray/graph/derive-graph.ts';
import { createGraphAccumulator } from '../../src/xray/graph/graph-accumulator.ts';
import type { Segment } from '../../src/xray/segment.ts';
import { makeLocal, rootOf } from '../unit/local/make-local.ts';

const BEGIN = 1_700_000_000;
/** Traces begin within these minutes, and so do the windows asked for. */
const MINUTES = 5;
const ACCOUNT = { accountId: '000000000000' };

type Step =
  | { readonly kind: 'put'; readonly segments: readonly Segment[] }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'ask'; readonly from: number; readonly seconds: number };

const offset = fc.integer({ min: 0, max: MINUTES * 600 }).map((tenths) => tenths / 10);
const length = fc.oneof(
  fc.constantFrom(0, 0.5, 59, 60, 61, 200),
  fc.double({ min: 0, max: 90, noNaN: true }),
);

/** A root, or a call into a service of its own: of one of few traces, so that they grow and move. */
const segment = fc
  .record({
    number: fc.integer({ min: 1, max: 12 }),
    part: fc.integer({ min: 0, max: 3 }),
    at: offset,
    seconds: length,
    fault: fc.boolean(),
    open: fc.boolean(),
  })
  .map(({ number, part, at, seconds, fault, open }): Segment => {
    const root = rootOf(number, BEGIN + at, seconds, fault ? { fault } : {});
    const { end_time: _, ...unfinished } = root;
    const timed: Segment = open ? { ...unfinished, in_progress: true } : root;
    if (part === 0) return timed;
    const id = (number * 16 + part).toString(16).padStart(16, '0');
    return { ...timed, id, parent_id: root.id, name: `service-${part}` };
  });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    segments: fc.array(segment, { minLength: 1, maxLength: 6 }),
  }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 9_000 }) }),
  fc.record({
    kind: fc.constant('ask' as const),
    from: offset,
    seconds: fc.integer({ min: 0, max: MINUTES * 60 }),
  }),
);

/** The graph of a window by the plain rule: every trace that was active in it, from its documents. */
const plainGraph = (sent: readonly Segment[], from: number, to: number) => {
  const accumulator = createGraphAccumulator();
  for (const traceId of new Set(sent.map((one) => one.trace_id))) {
    const trace = buildTrace(
      traceId,
      sent.filter((one) => one.trace_id === traceId),
    );
    if (trace.start < to && (trace.end >= from || trace.start >= from)) {
      accumulator.add(deriveGraph(trace, ACCOUNT));
    }
  }
  return accumulator.toServices();
};

describe('the service graph of the local X-Ray', () => {
  it('is that of the active traces, however they came, grew and moved', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const local = makeLocal();
        const sent: Segment[] = [];
        const ask: Step = { kind: 'ask', from: 0, seconds: MINUTES * 60 + 1 };
        for (const one of [...steps, ask]) {
          if (one.kind === 'put') {
            await local.put(...one.segments);
            sent.push(...one.segments);
          } else if (one.kind === 'wait') {
            await local.clock.advance(one.ms);
          } else {
            const StartTime = BEGIN + one.from;
            const EndTime = StartTime + one.seconds;
            const { Services } = await local.api.getServiceGraph({ StartTime, EndTime });
            expect(Services).toEqual(plainGraph(sent, StartTime, EndTime));
          }
        }
        local.stop();
        local.store.close();
      }),
      { numRuns: 120 },
    );
  });
});
