import type { TraceSummary } from '../../xray/api/traces.ts';
import type { Coverage } from './coverage.ts';
import { NEWEST_FIRST, type SortKey, sortSummaries } from './sort-summaries.ts';
import { type FindTracesPorts, streamTraces, type TraceSearch } from './stream-traces.ts';

/** Which traces to find, and in which order to give them. */
export interface FindTracesRequest extends TraceSearch {
  /** Absent or empty: newest first. */
  readonly sort?: readonly SortKey[] | undefined;
  /** Called after every page, for progress. */
  readonly onPage?: ((coverage: Coverage) => Promise<void> | void) | undefined;
}

/** The traces found, each once, and what was looked at to find them. */
export interface FoundTraces {
  readonly summaries: readonly TraceSummary[];
  readonly coverage: Coverage;
  /** Start of the oldest time X-Ray scanned, epoch seconds; undefined when it did not say. */
  readonly approximateTime: number | undefined;
}

const isSorted = (request: FindTracesRequest): boolean => (request.sort?.length ?? 0) > 0;

/**
 * Finds trace summaries. Without `sort` the newest `limit` are read and no more; with it the whole window is read,
 * sorted, then cut. What could not be read is in `coverage.missing`, unless nothing could: then the failure is thrown.
 */
export const findTraces = async (
  ports: FindTracesPorts,
  request: FindTracesRequest,
): Promise<FoundTraces> => {
  const sorted = isSorted(request);
  const stream = streamTraces(ports, sorted ? { ...request, limit: undefined } : request);
  const latest = new Map<string, TraceSummary>();
  for await (const page of stream.pages) {
    for (const summary of page) latest.set(summary.Id ?? `nameless ${latest.size}`, summary);
    await request.onPage?.(stream.coverage());
  }
  const keys = sorted ? (request.sort ?? NEWEST_FIRST) : NEWEST_FIRST;
  const summaries = sortSummaries([...latest.values()], keys);
  const limit = request.limit ?? summaries.length;
  const coverage = stream.coverage();
  return {
    summaries: summaries.slice(0, limit),
    coverage: { ...coverage, cutAtLimit: coverage.cutAtLimit || summaries.length > limit },
    approximateTime: stream.approximateTime(),
  };
};
