import { describe, expect, it } from 'vitest';
import type { SentRequest } from '../../../../src/core/arrivals/arrival.ts';
import { verifyArrivals } from '../../../../src/core/arrivals/verify-arrivals.ts';
import type { TraceId } from '../../../../src/xray/ids.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { makeSegment } from '../../../support/make-segment.ts';
import { createSeededRandom } from '../../../support/seeded-random.ts';

const traceIdOf = (number: number) => `1-6553f100-${String(number).padStart(24, '0')}` as TraceId;

const requestOf = (number: number): SentRequest => ({
  traceId: traceIdOf(number),
  method: 'GET',
  path: '/',
  status: undefined,
  services: ['shop'],
});

const shop = (traceId: string, isOpen: boolean) => {
  const segment = makeSegment(1, isOpen ? [0] : [0, 1], { name: 'shop', trace_id: traceId });
  return { Id: traceId, Segments: [{ Id: segment.id, Document: JSON.stringify(segment) }] };
};

/** Verifies `requests`; `lookOf` says at which look a trace is there: in progress at first, a look later whole. */
const verify = async (
  requests: readonly SentRequest[],
  lookOf: (traceId: string) => number,
  deadlineMs = 1_000,
) => {
  const clock = createFakeClock();
  const random = createSeededRandom();
  const asked: (readonly string[])[] = [];
  let look = 0;
  let lookedAt = -1;
  const xray = {
    batchGetTraces: async ({ TraceIds }: { readonly TraceIds: readonly string[] }) => {
      if (clock.now() !== lookedAt) look += 1;
      lookedAt = clock.now();
      asked.push(TraceIds);
      const there = TraceIds.filter((id) => lookOf(id) <= look);
      return { Traces: there.map((id) => shop(id, lookOf(id) === look)) };
    },
  };
  const { signal } = new AbortController();
  const verifying = verifyArrivals({ xray, clock, random }, requests, { deadlineMs, signal });
  await clock.advance(10_000);
  return { report: await verifying, asked };
};

describe('verifying arrivals', () => {
  it('looks until every trace is whole, and reads none again that was', async () => {
    const { report, asked } = await verify([requestOf(1), requestOf(2)], (id) =>
      id === traceIdOf(1) ? 0 : 2,
    );
    expect(report).toMatchObject({ sent: 2, whole: 2, waitedMs: 200 });
    expect(asked).toEqual([[traceIdOf(1), traceIdOf(2)], [traceIdOf(2)], [traceIdOf(2)]]);
  });

  it('asks for as many traces a call as X-Ray takes', async () => {
    const requests = Array.from({ length: 12 }, (_, index) => requestOf(index));
    const { report, asked } = await verify(requests, () => 0);
    expect(report).toMatchObject({ sent: 12, whole: 12, waitedMs: 0 });
    expect(asked.map((ids) => ids.length)).toEqual([5, 5, 2]);
  });

  it('gives up at its deadline, with what is missing and what is only partly there', async () => {
    const { report } = await verify([requestOf(1), requestOf(2)], (id) =>
      id === traceIdOf(1) ? 11 : Infinity,
    );
    expect(report).toMatchObject({ sent: 2, whole: 0, waitedMs: 1_000 });
    expect(report.arrivals.map(({ state, reasons }) => [state, ...reasons])).toEqual([
      ['partial', '1 still in progress'],
      ['missing', 'no segment arrived'],
    ]);
  });
});
