import { describe, expect, it } from 'vitest';
import {
  type RetrieveTracesRequest,
  retrieveTraces,
} from '../../../../src/core/traces/retrieve-traces.ts';
import { XrayctlError } from '../../../../src/std/xrayctl-error.ts';
import { ApiError } from '../../../../src/xray/api/api-error.ts';
import type {
  ListRetrievedTracesInput,
  ListRetrievedTracesOutput,
  StartTraceRetrievalInput,
} from '../../../../src/xray/api/retrieval.ts';
import { makeTraceId, type TraceId } from '../../../../src/xray/ids.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

/** Where the fake clock stands. */
const NOW = Date.UTC(2026, 10, 22, 10) / 1000;

const DAY = 86_400;

const idAt = (epoch: number, number = 1): TraceId =>
  makeTraceId(epoch, () => number.toString(16).padStart(24, '0'));

const ID = idAt(NOW - 60);

const traceOf = (id: string, ...spans: readonly string[]) => ({
  Id: id,
  Duration: 1,
  Spans: spans.map((span) => ({ Id: span, Document: `{"id":"${span}"}` })),
});

const complete = (...traces: readonly ReturnType<typeof traceOf>[]): ListRetrievedTracesOutput => ({
  RetrievalStatus: 'COMPLETE',
  Traces: traces,
});

type Script = {
  readonly destination?: 'XRay' | 'CloudWatchLogs' | XrayctlError;
  readonly start?: (input: StartTraceRetrievalInput, call: number) => void;
  readonly list?: (input: ListRetrievedTracesInput, call: number) => ListRetrievedTracesOutput;
};

const setUp = ({ destination = 'CloudWatchLogs', start, list }: Script) => {
  const started: StartTraceRetrievalInput[] = [];
  const listed: { readonly atMs: number; readonly input: ListRetrievedTracesInput }[] = [];
  const clock = createFakeClock();
  const ports = {
    clock,
    random: { next: () => 0.5 },
    xray: {
      getTraceSegmentDestination: async () => {
        if (destination instanceof XrayctlError) throw destination;
        return { Destination: destination };
      },
      startTraceRetrieval: async (input: StartTraceRetrievalInput) => {
        started.push(input);
        start?.(input, started.length);
        return { RetrievalToken: `token-${started.length}` };
      },
      listRetrievedTraces: async (input: ListRetrievedTracesInput) => {
        listed.push({ atMs: clock.monotonic(), input });
        return (list ?? (() => complete()))(input, listed.length);
      },
    },
  };
  return {
    started,
    listed,
    /** Lets an hour pass, unless told otherwise. */
    run: async (request: Partial<RetrieveTracesRequest> = {}, passMs = 3_600_000) => {
      const retrieved = retrieveTraces(ports, { ids: [ID], ...request });
      retrieved.catch(() => undefined);
      await clock.advance(passMs);
      return retrieved;
    },
  };
};

describe('retrieveTraces', () => {
  it('asks for nothing where traces go to X-Ray', async () => {
    const { run, started } = setUp({ destination: 'XRay' });
    const told: string[] = [];
    const retrieved = await run({ onStart: async () => void told.push('started') });
    expect(retrieved).toMatchObject({ destination: { kind: 'xray' }, missing: [ID], searched: [] });
    expect([started, told, retrieved.failure]).toEqual([[], [], undefined]);
  });

  it('asks for nothing where it may not know where traces go, and says why', async () => {
    const { run, started } = setUp({ destination: new XrayctlError('access', 'denied') });
    expect(await run()).toMatchObject({
      destination: { kind: 'unknown', reason: 'denied' },
      missing: [ID],
    });
    expect(started).toEqual([]);
  });

  it('looks around the time in the id and gives what is there as a trace with segments', async () => {
    const { run, started, listed } = setUp({ list: () => complete(traceOf(ID, 'a', 'b')) });
    const told: string[] = [];
    const { traces, missing, failure } = await run({
      onStart: async () => void told.push('started'),
    });
    const Segments = traceOf(ID, 'a', 'b').Spans;
    expect([...traces]).toEqual([[ID, { Id: ID, Duration: 1, Segments }]]);
    expect([missing, failure, told]).toEqual([[], undefined, ['started']]);
    expect(started).toEqual([{ TraceIds: [ID], StartTime: NOW - 3_660, EndTime: NOW }]);
    expect(listed[0]?.input).toEqual({ RetrievalToken: 'token-1', TraceFormat: 'XRAY' });
  });

  it('looks again, at growing distances, until the retrieval is complete', async () => {
    const statuses = ['SCHEDULED', undefined, 'RUNNING', 'RUNNING', 'RUNNING', 'RUNNING'] as const;
    const told: string[] = [];
    const { run, listed } = setUp({
      list: (_input, call) => {
        if (call > statuses.length) return complete(traceOf(ID, 'a'));
        const status = statuses[call - 1];
        return status === undefined ? {} : { RetrievalStatus: status };
      },
    });
    const { missing } = await run({ onStatus: async (status) => void told.push(status) });
    expect(missing).toEqual([]);
    expect(listed.map(({ atMs }) => atMs)).toEqual([0, 500, 1_500, 3_500, 7_500, 12_500, 17_500]);
    expect(told).toEqual(['SCHEDULED', 'SCHEDULED', 'RUNNING', 'RUNNING', 'RUNNING', 'RUNNING']);
  });

  it('reads all pages and joins a trace that came on two', async () => {
    const other = idAt(NOW - 30, 2);
    const { run, listed } = setUp({
      list: ({ NextToken }) =>
        NextToken === undefined
          ? { ...complete(traceOf(ID, 'a')), NextToken: 'more' }
          : complete(traceOf(ID, 'b'), traceOf(other, 'c')),
    });
    const { traces, missing } = await run({ ids: [ID, other] });
    expect(traces.get(ID)?.Segments?.map(({ Id }) => Id)).toEqual(['a', 'b']);
    expect(traces.get(other)?.Segments).toHaveLength(1);
    expect(missing).toEqual([]);
    expect(listed.map(({ input }) => input.NextToken)).toEqual([undefined, 'more']);
  });

  it('takes the form of W3C in an answer for the id it is', async () => {
    const w3c = ID.slice(2).replace('-', '');
    const { run } = setUp({ list: () => complete(traceOf(w3c, 'a')) });
    const { traces } = await run();
    expect(traces.get(ID)?.Id).toBe(ID);
  });

  it('calls missing what is not in the answer, or is there without a document', async () => {
    const other = idAt(NOW - 30, 2);
    const { run } = setUp({ list: () => complete(traceOf(ID)) });
    const { missing, searched, failure } = await run({ ids: [ID, other] });
    expect([missing, failure]).toEqual([[ID, other], undefined]);
    expect(searched).toEqual([{ ids: [ID, other], start: NOW - 3_660, end: NOW }]);
  });

  it('looks in the days X-Ray keeps for an id whose time may be chance and led nowhere', async () => {
    const id = idAt(NOW - 90 * DAY);
    const { run, started } = setUp({
      list: ({ RetrievalToken }) =>
        RetrievalToken === 'token-1' ? complete() : complete(traceOf(id, 'a')),
    });
    expect((await run({ ids: [id] })).missing).toEqual([]);
    expect(started.map(({ StartTime }) => StartTime)).toEqual([
      NOW - 90 * DAY - 3_600,
      NOW - 30 * DAY,
    ]);
  });

  it.each(['FAILED', 'CANCELLED', 'TIMEOUT'] as const)(
    'fails with the status %s, and still gives what other retrievals found',
    async (status) => {
      const older = idAt(NOW - 3 * DAY, 2);
      const { run } = setUp({
        list: ({ RetrievalToken }) =>
          RetrievalToken === 'token-1'
            ? { RetrievalStatus: status }
            : complete(traceOf(older, 'a')),
      });
      const { failure, missing, traces } = await run({ ids: [ID, older] });
      expect(failure?.kind).toBe('remote');
      expect(failure?.message).toContain(
        `${ID} from CloudWatch Logs ended with the status ${status}`,
      );
      expect([missing, [...traces.keys()]]).toEqual([[ID], [older]]);
    },
  );

  it('names every failure', async () => {
    const { run } = setUp({ list: () => ({ RetrievalStatus: 'FAILED' }) });
    const older = idAt(NOW - 3 * DAY, 2);
    const { failure } = await run({ ids: [ID, older] });
    expect(failure?.message.split('\n')).toHaveLength(2);
  });

  it('waits for five minutes and no longer', async () => {
    const { run, listed, started } = setUp({ list: () => ({ RetrievalStatus: 'RUNNING' }) });
    const { failure, missing } = await run({ ids: [ID, idAt(NOW - 3 * DAY, 2)] });
    expect(failure?.kind).toBe('timeout');
    expect(failure?.message).toContain('not complete within 5 minutes: its status is RUNNING');
    expect(missing).toHaveLength(2);
    expect(listed.at(-1)?.atMs).toBe(300_000);
    expect(started).toHaveLength(1);
  });

  it('ends with the reason of the signal while it waits', async () => {
    const controller = new AbortController();
    const reason = new XrayctlError('timeout', '--timeout');
    const { run } = setUp({
      list: (_input, call) => {
        if (call === 3) controller.abort(reason);
        return { RetrievalStatus: 'RUNNING' };
      },
    });
    await expect(run({ signal: controller.signal })).rejects.toBe(reason);
  });

  it('stops at a missing right: every other retrieval would miss it too', async () => {
    const denied = new XrayctlError('access', 'denied');
    const { run, started } = setUp({
      start: () => {
        throw denied;
      },
    });
    const ids = [ID, idAt(NOW - 3 * DAY, 2)];
    expect(await run({ ids })).toMatchObject({ failure: denied, missing: ids, searched: [] });
    expect(started).toHaveLength(1);
  });

  it('tries again when throttled', async () => {
    const { run, started } = setUp({
      start: (_input, call) => {
        if (call === 1) throw new ApiError('ThrottledException', 'Rate exceeded');
      },
      list: () => complete(traceOf(ID, 'a')),
    });
    expect((await run()).missing).toEqual([]);
    expect(started).toHaveLength(2);
  });

  it('does not blame the user for a request of our own that X-Ray refuses', async () => {
    const { run } = setUp({
      start: () => {
        throw new ApiError('InvalidRequestException', 'bad window');
      },
    });
    expect((await run()).failure).toMatchObject({ kind: 'remote', message: 'bad window' });
  });

  it('does not hide a bug', async () => {
    const { run } = setUp({
      list: () => {
        throw new TypeError('bug');
      },
    });
    await expect(run()).rejects.toThrow('bug');
  });
});
