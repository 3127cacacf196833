import type { Clock } from '../../ports/clock.ts';
import type { TraceId } from '../../xray/ids.ts';
import type { SegmentDocument } from '../../xray/segment.ts';
import { type GetTracesPorts, getTraces } from '../traces/get-traces.ts';

/** What waiting takes. */
export interface ReadBackPorts extends GetTracesPorts {
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

const idsByTrace = (documents: readonly SegmentDocument[]): Map<TraceId, readonly string[]> => {
  const ids = new Map<TraceId, string[]>();
  for (const { trace_id, id } of documents) {
    const known = ids.get(trace_id as TraceId);
    if (known === undefined) ids.set(trace_id as TraceId, [id]);
    else known.push(id);
  }
  return ids;
};

/** One look: which of these traces hold every id sent, nested ones included. */
const lookUp = async (
  ports: ReadBackPorts,
  wanted: ReadonlyMap<TraceId, readonly string[]>,
  signal: AbortSignal,
): Promise<readonly TraceId[]> => {
  const { traces } = await getTraces(ports, { ids: [...wanted.keys()], signal });
  const texts = new Map(
    traces.map(({ Id, Segments = [] }) => [Id, Segments.map(({ Document }) => Document).join()]),
  );
  const isWhole = ([trace, ids]: readonly [TraceId, readonly string[]]): boolean =>
    ids.every((id) => texts.get(trace)?.includes(`"${id}"`));
  return [...wanted].filter(isWhole).map(([trace]) => trace);
};

/** Reads the documents' traces until all of them are there, or `deadlineMs` have passed. */
export const waitUntilReadable = async (
  ports: ReadBackPorts,
  documents: readonly SegmentDocument[],
  deadlineMs: number,
  signal: AbortSignal,
): Promise<ReadBack> => {
  const { clock } = ports;
  const startedMs = clock.monotonic();
  const wanted = idsByTrace(documents);
  const readableMs = new Map<string, number>();
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const found = await lookUp(ports, wanted, signal);
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
