import type { GetServiceGraphInput, GetServiceGraphOutput } from '../../xray/api/graph.ts';
import {
  createGraphAccumulator,
  type GraphAccumulator,
} from '../../xray/graph/graph-accumulator.ts';
import { LIMITS } from '../../xray/limits.ts';
import { checkWindow, type Window } from '../check-window.ts';
import { minuteOf, minuteStart } from '../graph/minute-graph.ts';
import { invalidRequest } from '../invalid-request.ts';
import { parseTraceGraph } from '../store/pack-trace-graph.ts';
import type { TraceRow } from '../store/trace-table.ts';
import { type TraceListing, walkTraces } from '../store/walk-traces.ts';
import { type GroupScope, readGroupScope } from './group-scope.ts';
import { lazyFacts } from './lazy-facts.ts';
import { nextTurn } from './next-turn.ts';
import type { QueryPorts } from './query-ports.ts';

/** Minutes merged before others get their turn. */
const MINUTES_PER_TURN = 20;

interface Drawing {
  readonly ports: QueryPorts;
  readonly window: Window;
  readonly graph: GraphAccumulator;
}

/** Adds the traces of a listing one by one. */
const addRows = async (
  { ports, graph }: Drawing,
  listing: TraceListing,
  stretch: { readonly from: number; readonly to: number },
  isWanted: (row: TraceRow) => boolean,
): Promise<void> => {
  for (const rows of walkTraces(ports.store.traces, listing, stretch)) {
    for (const row of rows) {
      if (isWanted(row)) graph.add(parseTraceGraph(row.graph));
    }
    await nextTurn();
  }
};

/** Adds a minute: as a whole where all its traces began in the window, else those that did. */
const addMinute = async (drawing: Drawing, minute: number): Promise<void> => {
  const { ports, graph, window } = drawing;
  const whole = ports.rollups.read(minute, ports.clock.monotonic());
  if (whole === undefined) return;
  if (whole.first >= window.StartTime && whole.last < window.EndTime) {
    graph.merge(whole.graph);
    return;
  }
  const from = Math.max(minuteStart(minute), window.StartTime);
  const to = Math.min(minuteStart(minute + 1), window.EndTime);
  await addRows(drawing, 'byStart', { from, to }, () => true);
};

/**
 * The traces that were active in the window: those that began in it, by minutes, and those that began before it and
 * still ran, one by one. What is settled meanwhile may be counted or not, but nothing twice: a minute is read at once.
 */
const addAll = async (drawing: Drawing): Promise<void> => {
  const { StartTime, EndTime } = drawing.window;
  await addRows(drawing, 'active', { from: StartTime, to: StartTime }, () => true);
  const last = minuteOf(EndTime);
  for (let minute = minuteOf(StartTime); minute <= last; minute += 1) {
    await addMinute(drawing, minute);
    if (minute % MINUTES_PER_TURN === 0) await nextTurn();
  }
};

/** The active traces of a group: its filter is asked of each. */
const addGroup = (drawing: Drawing, matches: NonNullable<GroupScope['matches']>): Promise<void> => {
  const { StartTime: from, EndTime: to } = drawing.window;
  return addRows(drawing, 'active', { from, to }, (row) => matches(lazyFacts(row)));
};

/** The service graph of a window, of all traces or of a group's. */
export const getServiceGraph = async (
  ports: QueryPorts,
  input: GetServiceGraphInput,
): Promise<GetServiceGraphOutput> => {
  const { StartTime, EndTime, NextToken, ...group } = input;
  const window = { StartTime, EndTime };
  checkWindow(window, LIMITS.graphWindowSeconds);
  if (NextToken !== undefined) throw invalidRequest('Invalid token: the answer has one page');
  const { matches, containsOldVersions } = readGroupScope(ports, group, window);
  ports.settleAll();
  const drawing: Drawing = { ports, window, graph: createGraphAccumulator() };
  await (matches === undefined ? addAll(drawing) : addGroup(drawing, matches));
  const extent = drawing.graph.extent();
  return {
    ...(extent === undefined ? {} : { StartTime: extent.start, EndTime: extent.end }),
    Services: drawing.graph.toServices(),
    ContainsOldGroupVersions: containsOldVersions,
  };
};
