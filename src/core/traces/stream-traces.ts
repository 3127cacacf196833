import type { XRayApi } from '../../ports/xray-api.ts';
import type {
  GetTraceSummariesInput,
  GetTraceSummariesOutput,
  TimeRangeType,
  TraceSummary,
} from '../../xray/api/traces.ts';
import { LIST_PRICES } from '../../xray/prices.ts';
import { summaryStart } from '../../xray/summary-start.ts';
import { readWindows, type WindowsReading } from '../reading/read-windows.ts';
import { type ReadWindow, splitWindow } from '../reading/split-window.ts';
import type { BackOffPorts } from '../reading/with-back-off.ts';
import type { Coverage } from './coverage.ts';

/** Windows read at the same time. X-Ray's limit on reads is not published; this few were never seen throttled for long. */
const CONCURRENCY = 4;

/** What listing traces takes. */
export interface FindTracesPorts extends BackOffPorts {
  readonly xray: Pick<XRayApi, 'getTraceSummaries'>;
}

/** Which traces to find. */
export interface TraceSearch {
  readonly window: ReadWindow;
  /** A filter expression, already checked. */
  readonly filter?: string | undefined;
  /** X-Ray's own default is TraceId: when the trace began. */
  readonly timeRangeType?: TimeRangeType | undefined;
  /** Share of the matches to be given, above 0 and up to 1; X-Ray samples only by the time of events. */
  readonly sampleRate?: number | undefined;
  /** Stop after so many, newest first. */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Summaries page by page as they arrive, and what was looked at; the coverage is final once `pages` has ended. */
export interface TraceStream {
  readonly pages: AsyncGenerator<readonly TraceSummary[], void, undefined>;
  readonly coverage: () => Coverage;
  /** Start of the oldest time X-Ray scanned, epoch seconds. */
  readonly approximateTime: () => number | undefined;
}

/** What is counted while pages come by. */
interface Tally {
  scanned: number | undefined;
  approximateTime: number | undefined;
  cutAtLimit: boolean;
  /** How far the window was read in which the limit was reached. */
  lastWindow: 'whole' | 'part' | undefined;
  /** Highest revision given of each trace. */
  readonly revisions: Map<string, number>;
}

const requestFor = (
  search: TraceSearch,
  window: ReadWindow,
  token: string | undefined,
): GetTraceSummariesInput => ({
  StartTime: window.start,
  EndTime: window.end,
  ...(search.timeRangeType === undefined ? {} : { TimeRangeType: search.timeRangeType }),
  ...(search.filter === undefined ? {} : { FilterExpression: search.filter }),
  ...(search.sampleRate === undefined
    ? {}
    : { Sampling: true, SamplingStrategy: { Name: 'FixedRate', Value: search.sampleRate } }),
  ...(token === undefined ? {} : { NextToken: token }),
});

const countPage = (tally: Tally, page: GetTraceSummariesOutput): void => {
  const { TracesProcessedCount: processed, ApproximateTime: oldest } = page;
  if (typeof processed === 'number') tally.scanned = (tally.scanned ?? 0) + processed;
  if (typeof oldest === 'number') {
    tally.approximateTime = Math.min(tally.approximateTime ?? oldest, oldest);
  }
};

/** True for what has not been given yet: a trace seen first, or a later revision of it. */
const isNews = (tally: Tally, summary: TraceSummary): boolean => {
  if (summary.Id === undefined) return true;
  const revision = summary.Revision ?? 0;
  const given = tally.revisions.get(summary.Id);
  if (given !== undefined && given >= revision) return false;
  tally.revisions.set(summary.Id, revision);
  return true;
};

/** When X-Ray takes a trace to have happened, for the kind of time range asked for. */
const eventTimeOf = (summary: TraceSummary): number =>
  summary.MatchedEventTime ?? summaryStart(summary) ?? 0;

/** What is new on a page; with a limit only as much as it leaves room for, newest first. */
const takeNews = (
  tally: Tally,
  summaries: readonly TraceSummary[],
  limit: number | undefined,
): readonly TraceSummary[] => {
  if (limit === undefined) return summaries.filter((summary) => isNews(tally, summary));
  const newest = summaries.toSorted((one, other) => eventTimeOf(other) - eventTimeOf(one));
  const taken = newest.filter((summary) => {
    const known = summary.Id !== undefined && tally.revisions.has(summary.Id);
    return (known || tally.revisions.size < limit) && isNews(tally, summary);
  });
  tally.cutAtLimit ||= newest.some((one) => one.Id !== undefined && !tally.revisions.has(one.Id));
  return taken;
};

async function* newsOf(
  reading: WindowsReading<GetTraceSummariesOutput>,
  tally: Tally,
  limit: number | undefined,
): AsyncGenerator<readonly TraceSummary[], void, undefined> {
  for await (const { index, page } of reading.pages) {
    countPage(tally, page);
    const news = takeNews(tally, page.TraceSummaries ?? [], limit);
    if (news.length > 0) yield news;
    if (limit === undefined || tally.revisions.size < limit) continue;
    tally.lastWindow = page.NextToken ? 'part' : 'whole';
    tally.cutAtLimit ||= Boolean(page.NextToken) || index + 1 < reading.progress().total;
    return;
  }
}

/**
 * Trace summaries as they come: windows wider than six hours split and read side by side, each trace once (a later
 * revision of one given before is given again). With a limit the windows are read newest first, one after the other,
 * and no further than needed. Memory grows by ids only: some 100 bytes a trace.
 */
export const streamTraces = (ports: FindTracesPorts, search: TraceSearch): TraceStream => {
  const tally: Tally = {
    scanned: undefined,
    approximateTime: undefined,
    cutAtLimit: false,
    lastWindow: undefined,
    revisions: new Map(),
  };
  const reading = readWindows(ports, {
    windows: splitWindow(search.window),
    concurrency: search.limit === undefined ? CONCURRENCY : 1,
    signal: search.signal,
    fetchPage: (window, token, signal) =>
      ports.xray.getTraceSummaries(requestFor(search, window, token), signal),
    coveredTo: (page) => page.ApproximateTime ?? undefined,
  });
  return {
    pages: newsOf(reading, tally, search.limit),
    approximateTime: () => tally.approximateTime,
    coverage: () => {
      const { read, total, missing } = reading.progress();
      return {
        start: search.window.start,
        end: search.window.end,
        windows: {
          read: read + Number(tally.lastWindow === 'whole'),
          partly: Number(tally.lastWindow === 'part'),
          total,
        },
        scanned: tally.scanned,
        matched: tally.revisions.size,
        listPriceUsd:
          tally.scanned === undefined
            ? undefined
            : (tally.scanned / 1e6) * LIST_PRICES.scannedPerMillionUsd,
        missing,
        cutAtLimit: tally.cutAtLimit,
      };
    },
  };
};
