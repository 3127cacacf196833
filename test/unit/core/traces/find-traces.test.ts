import { describe, expect, it } from 'vitest';
import { findTraces } from '../../../../src/core/traces/find-traces.ts';
import { streamTraces } from '../../../../src/core/traces/stream-traces.ts';
import { XrayctlError } from '../../../../src/std/xrayctl-error.ts';
import { ApiError } from '../../../../src/xray/api/api-error.ts';
import type { TraceSummary } from '../../../../src/xray/api/traces.ts';
import {
  createFakeSummaries,
  type FakeSummaries,
  makeSummary,
  traceIdOf,
} from '../../../support/fake-summaries.ts';

const HOUR = 3_600;
const day = { start: 0, end: 24 * HOUR };

const portsOf = ({ xray }: FakeSummaries) => ({
  xray,
  clock: { sleep: async () => undefined },
  random: { next: () => 0 },
});

/** One trace every half hour of a day: number n began n half hours in. */
const summaries = Array.from({ length: 48 }, (_, number) => makeSummary(number, number * 1_800));

const numbersOf = (found: readonly TraceSummary[]) =>
  found.map(({ Id }) => Number.parseInt(Id?.slice(11) ?? '', 16));

describe('findTraces', () => {
  it('finds every trace of a wide window once, newest first, and says what it covered', async () => {
    const fake = createFakeSummaries(summaries);
    const found = await findTraces(portsOf(fake), { window: day });
    expect(numbersOf(found.summaries)).toEqual(summaries.map((_, number) => 47 - number));
    expect(found.coverage).toEqual({
      start: 0,
      end: 24 * HOUR,
      windows: { read: 4, partly: 0, total: 4 },
      scanned: 480,
      matched: 48,
      listPriceUsd: 0.00024,
      missing: [],
      cutAtLimit: false,
    });
    expect(found.approximateTime).toBe(0);
    expect(fake.asked.every(({ StartTime, EndTime }) => EndTime - StartTime <= 6 * HOUR)).toBe(
      true,
    );
  });

  it('passes on filter, kind of time range and sampling', async () => {
    const fake = createFakeSummaries([]);
    await findTraces(portsOf(fake), {
      window: { start: 0, end: HOUR },
      filter: 'fault',
      timeRangeType: 'Event',
      sampleRate: 0.1,
    });
    expect(fake.asked).toEqual([
      {
        StartTime: 0,
        EndTime: HOUR,
        TimeRangeType: 'Event',
        FilterExpression: 'fault',
        Sampling: true,
        SamplingStrategy: { Name: 'FixedRate', Value: 0.1 },
      },
    ]);
  });

  it('asks for nothing that was not asked of it', async () => {
    const fake = createFakeSummaries([]);
    await findTraces(portsOf(fake), { window: { start: 0, end: HOUR } });
    expect(fake.asked).toEqual([{ StartTime: 0, EndTime: HOUR }]);
  });

  describe('with a limit', () => {
    it('reads the newest and no further', async () => {
      const fake = createFakeSummaries(summaries);
      const found = await findTraces(portsOf(fake), { window: day, limit: 3 });
      expect(numbersOf(found.summaries)).toEqual([47, 46, 45]);
      expect(fake.asked.map(({ StartTime }) => StartTime)).toEqual([18 * HOUR, 18 * HOUR]);
      expect(found.coverage).toMatchObject({
        cutAtLimit: true,
        matched: 3,
        windows: { read: 0, partly: 1, total: 4 },
      });
    });

    it('goes on to older windows until it has enough', async () => {
      const fake = createFakeSummaries(summaries.slice(0, 13));
      const found = await findTraces(portsOf(fake), { window: day, limit: 2 });
      expect(numbersOf(found.summaries)).toEqual([12, 11]);
    });

    it('does not claim to have cut when there were no more', async () => {
      const fake = createFakeSummaries(summaries.slice(0, 2), { pageSize: 50 });
      const found = await findTraces(portsOf(fake), { window: day, limit: 5 });
      expect(found.coverage).toMatchObject({
        cutAtLimit: false,
        windows: { read: 4, partly: 0, total: 4 },
      });
    });

    it('counts the window that filled the limit as read when it ended there', async () => {
      const fake = createFakeSummaries([], {
        instead: () => ({ TraceSummaries: [makeSummary(1, 10)], TracesProcessedCount: 1 }),
      });
      const found = await findTraces(portsOf(fake), { window: { start: 0, end: 60 }, limit: 1 });
      expect(found.coverage).toMatchObject({
        cutAtLimit: false,
        windows: { read: 1, partly: 0, total: 1 },
      });
    });

    it('takes the newest of a page that holds more, in whatever order they came', async () => {
      const fake = createFakeSummaries([], {
        instead: () => ({ TraceSummaries: [1, 3, 2].map((number) => makeSummary(number, number)) }),
      });
      const found = await findTraces(portsOf(fake), { window: { start: 0, end: 60 }, limit: 2 });
      expect(numbersOf(found.summaries)).toEqual([3, 2]);
      expect(found.coverage.cutAtLimit).toBe(true);
    });
  });

  it('sorts the whole window before the limit cuts', async () => {
    const slow = summaries.map((summary, number) => ({ ...summary, Duration: (number * 7) % 48 }));
    const fake = createFakeSummaries(slow);
    const found = await findTraces(portsOf(fake), {
      window: day,
      limit: 2,
      sort: [{ field: 'duration', descending: true }],
    });
    expect(found.summaries.map((one) => one.Duration)).toEqual([47, 46]);
    expect(found.coverage).toMatchObject({
      matched: 48,
      cutAtLimit: true,
      windows: { read: 4, partly: 0, total: 4 },
    });
  });

  it('follows a page that is empty and still carries a token', async () => {
    const fake = createFakeSummaries([], {
      instead: (_input, call) =>
        call < 3
          ? { TraceSummaries: [], NextToken: `more ${call}` }
          : { TraceSummaries: [makeSummary(1, 10)] },
    });
    const found = await findTraces(portsOf(fake), { window: { start: 0, end: 60 } });
    expect(numbersOf(found.summaries)).toEqual([1]);
    expect(fake.asked).toHaveLength(3);
  });

  it('gives a trace that two windows know once, in its latest revision', async () => {
    const fake = createFakeSummaries([], {
      instead: ({ StartTime }) => ({
        TraceSummaries: [
          makeSummary(1, 10, { Revision: StartTime === 0 ? 1 : 2, Duration: StartTime }),
        ],
      }),
    });
    const found = await findTraces(portsOf(fake), { window: { start: 0, end: 12 * HOUR } });
    expect(found.summaries).toHaveLength(1);
    expect(found.summaries[0]).toMatchObject({ Revision: 2, Duration: 6 * HOUR });
    expect(found.coverage.matched).toBe(1);
  });

  it('waits and asks again when throttled', async () => {
    const fake = createFakeSummaries([makeSummary(1, 10)], {
      instead: (_input, call) => {
        if (call < 3) throw new ApiError('ThrottledException', 'Rate exceeded');
        return undefined;
      },
    });
    const found = await findTraces(portsOf(fake), { window: { start: 0, end: 60 } });
    expect(numbersOf(found.summaries)).toEqual([1]);
    expect(found.coverage.missing).toEqual([]);
  });

  it('gives what it could read, and names what it could not', async () => {
    const fake = createFakeSummaries(summaries, {
      instead: ({ StartTime }) => {
        if (StartTime === 6 * HOUR) throw new XrayctlError('remote', 'X-Ray broke');
        return undefined;
      },
    });
    const found = await findTraces(portsOf(fake), { window: day });
    expect(found.summaries).toHaveLength(36);
    expect(found.coverage.windows).toEqual({ read: 3, partly: 0, total: 4 });
    expect(found.coverage.missing).toEqual([
      { start: 6 * HOUR, end: 12 * HOUR, reason: 'X-Ray broke' },
    ]);
  });

  it('does not make up how much was scanned when X-Ray does not say', async () => {
    const fake = createFakeSummaries([], { instead: () => ({ TraceSummaries: [] }) });
    const found = await findTraces(portsOf(fake), { window: { start: 0, end: 60 } });
    expect(found.coverage).toMatchObject({ scanned: undefined, listPriceUsd: undefined });
    expect(found.approximateTime).toBeUndefined();
  });

  it('tells how far it is after every page', async () => {
    const seen: number[] = [];
    await findTraces(portsOf(createFakeSummaries(summaries.slice(0, 5))), {
      window: { start: 0, end: 6 * HOUR },
      onPage: ({ matched }) => {
        seen.push(matched);
      },
    });
    expect(seen).toEqual([2, 4, 5]);
  });
});

describe('streamTraces', () => {
  it('gives a page on before it asks for the next', async () => {
    const fake = createFakeSummaries(summaries.slice(0, 6));
    const stream = streamTraces(portsOf(fake), { window: { start: 0, end: 6 * HOUR } });
    const given: [number, number][] = [];
    for await (const page of stream.pages) given.push([page.length, fake.asked.length]);
    expect(given).toEqual([
      [2, 1],
      [2, 2],
      [2, 3],
    ]);
  });

  it('drops what it has given already, and gives a later revision on', async () => {
    const revisions = [1, 1, 2, 1];
    const fake = createFakeSummaries([], {
      instead: (_input, call) => ({
        TraceSummaries: [makeSummary(7, 10, { Revision: revisions[call - 1] ?? 0 })],
        ...(call < revisions.length ? { NextToken: String(call) } : {}),
      }),
    });
    const stream = streamTraces(portsOf(fake), { window: { start: 0, end: 60 } });
    const given: (number | undefined)[] = [];
    for await (const page of stream.pages) given.push(...page.map(({ Revision }) => Revision));
    expect(given).toEqual([1, 2]);
    expect(stream.coverage().matched).toBe(1);
  });

  it('stops asking when the reader leaves', async () => {
    const fake = createFakeSummaries(summaries);
    const stream = streamTraces(portsOf(fake), { window: { start: 0, end: 6 * HOUR } });
    for await (const page of stream.pages) {
      expect(page[0]?.Id).toBe(traceIdOf(11));
      break;
    }
    expect(fake.asked).toHaveLength(1);
  });
});
