import { describe, expect, it } from 'vitest';
import { waitUntilReadable } from '../../../../src/core/send/wait-until-readable.ts';
import type { BatchGetTracesInput } from '../../../../src/xray/api/traces.ts';
import type { SegmentDocument } from '../../../../src/xray/segment.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createSeededRandom } from '../../../support/seeded-random.ts';

const never = new AbortController().signal;
const random = createSeededRandom();

const documentOf = (trace: number, id: number): SegmentDocument => ({
  trace_id: `1-58406520-${trace.toString(16).padStart(24, '0')}`,
  id: id.toString(16).padStart(16, '0'),
  name: 'web',
  start_time: 1,
  end_time: 2,
});

/** X-Ray as it is `afterMs`: document id to when it can be read. */
const xrayOf = (documents: readonly SegmentDocument[], readableAtMs: (index: number) => number) => {
  const clock = createFakeClock();
  const asked: number[] = [];
  const xray = {
    batchGetTraces: async ({ TraceIds }: BatchGetTracesInput) => {
      asked.push(TraceIds.length);
      const there = documents.filter(
        (document, index) =>
          TraceIds.includes(document.trace_id) && readableAtMs(index) <= clock.monotonic(),
      );
      return {
        Traces: TraceIds.flatMap((Id) => {
          const own = there.filter(({ trace_id }) => trace_id === Id);
          const Segments = own.map((document) => ({ Document: JSON.stringify(document) }));
          return own.length === 0 ? [] : [{ Id, Segments }];
        }),
      };
    },
  };
  return { clock, xray, asked };
};

describe('waitUntilReadable', () => {
  it('looks for more traces than one call takes', async () => {
    const documents = Array.from({ length: 12 }, (_, index) => documentOf(index, index));
    const { clock, xray, asked } = xrayOf(documents, () => 0);
    const { readableMs, missing } = await waitUntilReadable(
      { clock, xray, random },
      documents,
      1000,
      never,
    );
    expect(asked).toEqual([5, 5, 2]);
    expect(readableMs.size).toBe(12);
    expect(missing).toEqual([]);
  });

  it('looks at every trace although the first ones never come', async () => {
    const documents = Array.from({ length: 7 }, (_, index) => documentOf(index, index));
    const { clock, xray } = xrayOf(documents, (index) => (index < 6 ? Infinity : 0));
    const waiting = waitUntilReadable({ clock, xray, random }, documents, 1000, never);
    await clock.advance(5000);
    const { readableMs, missing } = await waiting;
    expect([...readableMs]).toEqual([[documents[6]?.trace_id, 0]]);
    expect(missing).toHaveLength(6);
  });

  it('waits for every document of a trace', async () => {
    const documents = [documentOf(1, 1), documentOf(1, 2)];
    const { clock, xray } = xrayOf(documents, (index) => index * 300);
    const waiting = waitUntilReadable({ clock, xray, random }, documents, 10_000, never);
    await clock.advance(10_000);
    const { readableMs } = await waiting;
    const [ms] = readableMs.values();
    expect(ms).toBe(350);
  });

  it('takes its last look at the deadline, and looks ever less often', async () => {
    const documents = [documentOf(1, 1)];
    const { clock, xray, asked } = xrayOf(documents, () => 30_000);
    const waiting = waitUntilReadable({ clock, xray, random }, documents, 30_000, never);
    await clock.advance(30_000);
    expect((await waiting).missing).toEqual([]);
    expect(asked.length).toBeLessThan(40);
  });

  it('goes on through throttling, and follows a trace from page to page', async () => {
    const documents = [documentOf(1, 1), documentOf(1, 2)];
    const clock = createFakeClock();
    let calls = 0;
    const xray = {
      batchGetTraces: async ({ TraceIds, NextToken }: BatchGetTracesInput) => {
        calls += 1;
        if (calls === 1)
          throw Object.assign(new Error('slow down'), { name: 'ThrottledException' });
        const [first, second] = documents.map((document) => ({
          Id: document.id,
          Document: JSON.stringify(document),
        }));
        const page = NextToken === undefined ? first : second;
        return {
          Traces: TraceIds.map((Id) => ({ Id, Segments: page === undefined ? [] : [page] })),
          ...(NextToken === undefined ? { NextToken: 'more' } : {}),
        };
      },
    };
    const waiting = waitUntilReadable({ clock, xray, random }, documents, 10_000, never);
    await clock.advance(10_000);
    expect((await waiting).missing).toEqual([]);
    expect(calls).toBe(3);
  });

  it('ends with the reason of the signal', async () => {
    const controller = new AbortController();
    const documents = [documentOf(1, 1)];
    const { clock, xray } = xrayOf(documents, () => Infinity);
    const waiting = waitUntilReadable(
      { clock, xray, random },
      documents,
      30_000,
      controller.signal,
    );
    await clock.whenSleeping();
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
