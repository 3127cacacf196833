import type { XRayApi } from '../../ports/xray-api.ts';
import type { BatchGetTracesOutput, TraceWithSegments } from '../../xray/api/traces.ts';
import type { TraceId } from '../../xray/ids.ts';
import { LIMITS } from '../../xray/limits.ts';
import { inParallel } from '../reading/in-parallel.ts';
import { asThrown, isHopeless, partialFailureOf } from '../reading/read-failure.ts';
import { readPages } from '../reading/read-pages.ts';
import { type BackOffPorts, withBackOff } from '../reading/with-back-off.ts';
import { joinTraces } from './join-traces.ts';

const CONCURRENCY = 4;

/** What reading whole traces takes. */
export interface GetTracesPorts extends BackOffPorts {
  readonly xray: Pick<XRayApi, 'batchGetTraces'>;
}

export interface GetTracesRequest {
  /** In the order the traces are to be given; repeated ones count once. */
  readonly ids: readonly TraceId[];
  readonly signal?: AbortSignal | undefined;
}

/** Ids X-Ray did not answer for, and why. */
export interface UnreadIds {
  readonly ids: readonly string[];
  readonly reason: string;
}

/** Whole traces; every id asked for is in exactly one of the four. */
export interface GottenTraces {
  /** In the order asked for. */
  readonly traces: readonly TraceWithSegments[];
  /** Ids X-Ray gave back unprocessed, even when asked again. */
  readonly unprocessed: readonly string[];
  /** Ids X-Ray does not know. */
  readonly missing: readonly TraceId[];
  /** Ids whose request failed. */
  readonly unread: readonly UnreadIds[];
}

/** What the pages of one batch hold together. */
interface Batch {
  readonly traces: readonly TraceWithSegments[];
  readonly unprocessed: readonly string[];
  readonly unread: readonly UnreadIds[];
}

const batchesOf = (ids: readonly TraceId[]): readonly (readonly TraceId[])[] =>
  Array.from({ length: Math.ceil(ids.length / LIMITS.tracesPerBatchGet) }, (_, index) =>
    ids.slice(index * LIMITS.tracesPerBatchGet, (index + 1) * LIMITS.tracesPerBatchGet),
  );

const readBatch = async (
  ports: GetTracesPorts,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Batch> => {
  const traces: TraceWithSegments[] = [];
  const unprocessed: string[] = [];
  const fetchPage = (token: string | undefined): Promise<BatchGetTracesOutput> =>
    withBackOff(
      ports,
      () =>
        ports.xray.batchGetTraces(
          { TraceIds: ids, ...(token === undefined ? {} : { NextToken: token }) },
          signal,
        ),
      signal,
    );
  for await (const page of readPages(fetchPage)) {
    traces.push(...(page.Traces ?? []));
    unprocessed.push(...(page.UnprocessedTraceIds ?? []));
  }
  return { traces, unprocessed, unread: [] };
};

/** Asks once more for what came back unprocessed: X-Ray does that when it is short of time. */
const readBatchTwice = async (
  ports: GetTracesPorts,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Batch> => {
  const first = await readBatch(ports, ids, signal);
  if (first.unprocessed.length === 0) return first;
  const second = await readBatch(ports, first.unprocessed, signal);
  return {
    traces: [...first.traces, ...second.traces],
    unprocessed: second.unprocessed,
    unread: [],
  };
};

/**
 * Reads whole traces, five a call, side by side. When no call succeeds, the first failure is thrown; otherwise what
 * failed is named beside what was read.
 */
export const getTraces = async (
  ports: GetTracesPorts,
  request: GetTracesRequest,
): Promise<GottenTraces> => {
  const ids = [...new Set(request.ids)];
  let answered = 0;
  let firstFailure: unknown;
  const batches = await inParallel(batchesOf(ids), CONCURRENCY, async (batch): Promise<Batch> => {
    try {
      const read = await readBatchTwice(ports, batch, request.signal);
      answered += 1;
      return read;
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason;
      const failure = partialFailureOf(error);
      if (failure === undefined) throw asThrown(error);
      if (answered === 0 && isHopeless(failure)) throw failure;
      firstFailure ??= failure;
      return { traces: [], unprocessed: [], unread: [{ ids: batch, reason: failure.message }] };
    }
  });
  if (firstFailure !== undefined && answered === 0) throw firstFailure;
  const traces = joinTraces(batches.flatMap((batch) => batch.traces));
  const unprocessed = [...new Set(batches.flatMap((batch) => batch.unprocessed))].filter(
    (id) => !traces.has(id.toLowerCase()),
  );
  const unread = batches.flatMap((batch) => batch.unread);
  const explained = new Set([...unprocessed, ...unread.flatMap((one) => one.ids)]);
  return {
    traces: ids.flatMap((id) => traces.get(id) ?? []),
    unprocessed,
    missing: ids.filter((id) => !traces.has(id) && !explained.has(id)),
    unread,
  };
};
