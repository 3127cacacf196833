import type { Clock } from '../../ports/clock.ts';
import type { XRayApi } from '../../ports/xray-api.ts';
import { LIMITS } from '../../xray/limits.ts';
import type { SegmentDocument } from '../../xray/segment.ts';

export interface ReadBackPorts {
  readonly xray: Pick<XRayApi, 'batchGetTraces'>;
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
}

/** When each trace could be read back whole. */
export interface ReadBack {
  /** Trace id to milliseconds after the wait began; traces that never came are absent. */
  readonly readableMs: ReadonlyMap<string, number>;
  /** Ids of traces that were not whole when the deadline passed. */
  readonly missing: readonly string[];
}

/** The first look comes at once; looks then come further and further apart, up to a second: AWS takes seconds. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

const idsByTrace = (documents: readonly SegmentDocument[]): ReadonlyMap<string, string[]> => {
  const ids = new Map<string, string[]>();
  for (const { trace_id, id } of documents) ids.set(trace_id, [...(ids.get(trace_id) ?? []), id]);
  return ids;
};

/** Which of these traces hold every id sent, nested ones included. */
const lookUp = async (
  xray: ReadBackPorts['xray'],
  wanted: ReadonlyMap<string, readonly string[]>,
): Promise<readonly string[]> => {
  const answer = await xray.batchGetTraces({ TraceIds: [...wanted.keys()] });
  const whole = (answer.Traces ?? []).filter((trace) => {
    const text = (trace.Segments ?? []).map((segment) => segment.Document ?? '').join('\n');
    return (wanted.get(trace.Id ?? '') ?? []).every((id) => text.includes(`"${id}"`));
  });
  return whole.flatMap((trace) => trace.Id ?? []);
};

/** One look at every trace that is still wanted, as many a call as X-Ray takes. */
const lookUpAll = async (
  xray: ReadBackPorts['xray'],
  wanted: ReadonlyMap<string, readonly string[]>,
): Promise<readonly string[]> => {
  const entries = [...wanted];
  const found: string[] = [];
  for (let from = 0; from < entries.length; from += LIMITS.tracesPerBatchGet) {
    found.push(
      ...(await lookUp(xray, new Map(entries.slice(from, from + LIMITS.tracesPerBatchGet)))),
    );
  }
  return found;
};

/** Reads the documents' traces until all of them are there, or `deadlineMs` have passed. */
export const waitUntilReadable = async (
  { xray, clock }: ReadBackPorts,
  documents: readonly SegmentDocument[],
  deadlineMs: number,
  signal: AbortSignal,
): Promise<ReadBack> => {
  const startedMs = clock.monotonic();
  const wanted = new Map(idsByTrace(documents));
  const readableMs = new Map<string, number>();
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const found = await lookUpAll(xray, wanted);
    const elapsedMs = clock.monotonic() - startedMs;
    for (const id of found) {
      readableMs.set(id, elapsedMs);
      wanted.delete(id);
    }
    if (wanted.size === 0 || elapsedMs >= deadlineMs) {
      return { readableMs, missing: [...wanted.keys()] };
    }
    await clock.sleep(Math.min(pauseMs, deadlineMs - elapsedMs), signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
};
