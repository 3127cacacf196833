import type {
  GetTraceSummariesInput,
  GetTraceSummariesOutput,
  TraceSummary,
} from '../../xray/api/traces.ts';
import { LIMITS } from '../../xray/limits.ts';
import type { TraceFacts } from '../../xray/trace-facts.ts';
import { checkWindow } from '../check-window.ts';
import type { TracePosition, TraceRow } from '../store/trace-table.ts';
import { positionIn, walkTraces } from '../store/walk-traces.ts';
import { compileExpression } from './compile-expression.ts';
import { readTimeRange, type TimeRange } from './event-time.ts';
import { lazyFacts } from './lazy-facts.ts';
import { parsePageToken, printPageToken } from './page-token.ts';
import type { QueryPorts } from './query-ports.ts';
import { isSampled, readSampling, type SummarySampling } from './sampling-strategy.ts';

/**
 * Traces examined, and summaries given, on one page. X-Ray's own sizes are not known; these keep a page to some twenty
 * milliseconds, so that a filter that matches little gives short pages, or empty ones, that carry a token all the same.
 */
const EXAMINED_PER_PAGE = 1_000;
/** Traces passed over on one page, those outside the sample included. */
const VISITED_PER_PAGE = 5_000;
const SUMMARIES_PER_PAGE = 100;
/** Traces a partial scan looks at in all. */
const PARTIAL_SCAN = 1_000;

const MS = 1_000;

interface Query {
  readonly range: TimeRange;
  readonly sampling: SummarySampling;
  readonly matches: (facts: TraceFacts) => boolean;
  /** Whether summaries say when the trace was last changed, as they do unless found by its start. */
  readonly showsMatchedTime: boolean;
  /** Traces that may still be examined. */
  readonly budget: number;
}

interface Page {
  readonly summaries: TraceSummary[];
  examined: number;
  visited: number;
  /** Where to go on; undefined when the listing has ended. */
  after: TracePosition | undefined;
}

/** The trace's summary, if it is part of the answer. */
const examine = (row: TraceRow, query: Query): TraceSummary | undefined => {
  const facts = lazyFacts(row);
  if (!query.range.includes(facts) || !query.matches(facts)) return undefined;
  if (!query.showsMatchedTime) return facts.summary;
  // The receipt, by service as well: there it may lie outside the window. [live]
  return { ...facts.summary, MatchedEventTime: row.lastReceivedMs / MS };
};

const isFull = ({ examined, visited, summaries }: Page, { budget }: Query): boolean =>
  examined >= budget || visited >= VISITED_PER_PAGE || summaries.length >= SUMMARIES_PER_PAGE;

const readPage = (ports: QueryPorts, query: Query, start: TracePosition | undefined): Page => {
  const { range, sampling } = query;
  const page: Page = { summaries: [], examined: 0, visited: 0, after: undefined };
  for (const rows of walkTraces(ports.store.traces, range.listing, range, start)) {
    for (const row of rows) {
      if (isFull(page, query)) return page;
      page.after = positionIn(range.listing, row);
      page.visited += 1;
      if (!isSampled(row.id, sampling)) continue;
      page.examined += 1;
      const summary = examine(row, query);
      if (summary !== undefined) page.summaries.push(summary);
    }
  }
  return { ...page, after: undefined };
};

/** Start of the oldest time this page has scanned. */
const approximateTime = (page: Page, { listing, from }: TimeRange): number => {
  const at = page.after?.at ?? from;
  return listing === 'byReceipt' ? at / MS : at;
};

/** Lists summaries, newest first, one page a call. */
export const getTraceSummaries = (
  ports: QueryPorts,
  input: GetTraceSummariesInput,
): GetTraceSummariesOutput => {
  const { NextToken, TimeRangeType = 'TraceId', FilterExpression } = input;
  checkWindow(input, LIMITS.summariesWindowSeconds);
  const sampling = readSampling(input);
  const compiled = compileExpression(FilterExpression, ports.groups.groupFilter);
  const identity = [
    TimeRangeType,
    input.StartTime,
    input.EndTime,
    FilterExpression ?? '',
    sampling,
  ];
  const start = NextToken === undefined ? undefined : parsePageToken(identity, NextToken);
  const left = PARTIAL_SCAN - (start?.examined ?? 0);
  const query: Query = {
    range: readTimeRange(input, TimeRangeType, compiled.expression),
    sampling,
    matches: compiled.matches,
    showsMatchedTime: TimeRangeType !== 'TraceId',
    budget: sampling.kind === 'partial' ? Math.min(left, EXAMINED_PER_PAGE) : EXAMINED_PER_PAGE,
  };
  ports.settleAll();
  const page = readPage(ports, query, start?.after);
  const examined = (start?.examined ?? 0) + page.examined;
  const isDone =
    page.after === undefined || (sampling.kind === 'partial' && examined >= PARTIAL_SCAN);
  return {
    TraceSummaries: page.summaries,
    ApproximateTime: approximateTime(page, query.range),
    TracesProcessedCount: page.examined,
    ...(isDone || page.after === undefined
      ? {}
      : { NextToken: printPageToken(identity, { after: page.after, examined }) }),
  };
};
