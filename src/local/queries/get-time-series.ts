import type {
  GetTimeSeriesServiceStatisticsInput,
  GetTimeSeriesServiceStatisticsOutput,
  TimeSeriesServiceStatistics,
} from '../../xray/api/graph.ts';
import { matchesService } from '../../xray/filter/matches-service.ts';
import { parseEntitySelector } from '../../xray/filter/parse.ts';
import { printRefusal } from '../../xray/filter/print-refusal.ts';
import { type SeriesSelection, type TimedGraph, timeSeries } from '../../xray/graph/time-series.ts';
import { LIMITS } from '../../xray/limits.ts';
import { checkWindow, type Window } from '../check-window.ts';
import { invalidRequest } from '../invalid-request.ts';
import { walkTraces } from '../store/walk-traces.ts';
import { type GroupScope, readGroupScope } from './group-scope.ts';
import { lazyFacts } from './lazy-facts.ts';
import { nextTurn } from './next-turn.ts';
import type { QueryPorts } from './query-ports.ts';

type Period = (typeof LIMITS.timeSeriesPeriodsSeconds)[number];

const MS = 1_000;

const readPeriod = (period: number = LIMITS.timeSeriesPeriodsSeconds[0]): Period => {
  const known = LIMITS.timeSeriesPeriodsSeconds.find((seconds) => seconds === period);
  if (known !== undefined) return known;
  throw invalidRequest(
    `Time period must be one of [${LIMITS.timeSeriesPeriodsSeconds.join(', ')}]`,
  );
};

/** Which calls are meant; those of clients when no entity is selected. */
const readSelection = (expression: string | undefined): SeriesSelection => {
  if (expression === undefined) return { kind: 'entry' };
  const parsed = parseEntitySelector(expression);
  if (!parsed.ok) throw invalidRequest(printRefusal(expression, parsed.problem));
  const selector = parsed.value;
  if (selector.kind === 'service') {
    return { kind: 'service', matches: (node) => matchesService(selector.node, node) };
  }
  return {
    kind: 'edge',
    from: (node) => matchesService(selector.source, node),
    to: (node) => matchesService(selector.destination, node),
  };
};

interface Series {
  readonly ports: QueryPorts;
  readonly scope: GroupScope;
  readonly selection: SeriesSelection;
  readonly period: Period;
}

/** The graphs of a stretch, one at a time: however many there are, one is held. */
function* graphsOf(
  { ports, scope }: Series,
  range: { readonly from: number; readonly to: number },
): Generator<TimedGraph> {
  for (const rows of walkTraces(ports.store.traces, 'byReceipt', range)) {
    for (const row of rows) {
      const facts = lazyFacts(row);
      if (scope.matches !== undefined && !scope.matches(facts)) continue;
      yield { at: row.lastReceivedMs / MS, graph: facts.graph };
    }
  }
}

/** Period by period, newest first, passing over those in which nothing was received. */
const readSeries = async (
  series: Series,
  { StartTime, EndTime }: Window,
): Promise<readonly TimeSeriesServiceStatistics[]> => {
  const { ports, selection, period } = series;
  const from = StartTime * MS;
  const periodMs = period * MS;
  const entries: TimeSeriesServiceStatistics[] = [];
  let to = EndTime * MS;
  for (;;) {
    const [newest] = ports.store.traces.byReceipt({ from, to, after: undefined }, 1);
    if (newest === undefined) return entries;
    const start = Math.floor(newest.lastReceivedMs / periodMs) * periodMs;
    const stretch = { from: Math.max(from, start), to };
    entries.push(...timeSeries(graphsOf(series, stretch), period, selection));
    to = stretch.from;
    await nextTurn();
  }
};

/** Statistics by minute or by five, of all traces or of a group's, by receipt of their last change. */
export const getTimeSeries = async (
  ports: QueryPorts,
  input: GetTimeSeriesServiceStatisticsInput,
): Promise<GetTimeSeriesServiceStatisticsOutput> => {
  const { StartTime, EndTime, EntitySelectorExpression, Period, NextToken } = input;
  const window = { StartTime, EndTime };
  checkWindow(window, LIMITS.graphWindowSeconds);
  if (NextToken !== undefined) throw invalidRequest('Invalid token: the answer has one page');
  const period = readPeriod(Period);
  const selection = readSelection(EntitySelectorExpression);
  const scope = readGroupScope(ports, input, window);
  ports.settleAll();
  return {
    TimeSeriesServiceStatistics: await readSeries({ ports, scope, selection, period }, window),
    ContainsOldGroupVersions: scope.containsOldVersions,
  };
};
