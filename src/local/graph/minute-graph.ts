import {
  createGraphAccumulator,
  type GraphAccumulator,
} from '../../xray/graph/graph-accumulator.ts';
import type { GraphRollup } from '../../xray/graph/graph-rollup.ts';
import type { TraceGraph } from '../../xray/trace-facts.ts';
import { parseTraceGraph } from '../store/pack-trace-graph.ts';
import type { Store } from '../store/store.ts';
import { walkTraces } from '../store/walk-traces.ts';

/** A trace's graph and where it lies in time. */
export interface PlacedGraph {
  /** Of the trace. */
  readonly id: string;
  /** Start of the trace, epoch seconds. */
  readonly start: number;
  readonly graph: TraceGraph;
}

/** The graph of the traces that began in one minute. */
export interface MinuteGraph {
  /** No trace of the minute began before `first` or after `last`; epoch seconds. */
  readonly first: number;
  readonly last: number;
  readonly graph: GraphAccumulator | GraphRollup;
}

/** A minute as table rollup has it. */
export interface StoredMinute extends MinuteGraph {
  readonly graph: GraphRollup;
}

/** A minute in memory. */
export interface HeldMinute {
  /** Counted from 1970. */
  readonly minute: number;
  readonly graph: GraphAccumulator;
  first: number;
  last: number;
  /** Whether table rollup has it as it is here. */
  stored: boolean;
  /** Monotonic clock. */
  touchedMs: number;
}

const MINUTE_SECONDS = 60;

/** The minute an instant in epoch seconds lies in. */
export const minuteOf = (seconds: number): number => Math.floor(seconds / MINUTE_SECONDS);

/** When a minute begins, epoch seconds. */
export const minuteStart = (minute: number): number => minute * MINUTE_SECONDS;

/** A minute without a trace. */
export const emptyMinute = (minute: number): HeldMinute => ({
  minute,
  graph: createGraphAccumulator(),
  first: Infinity,
  last: -Infinity,
  stored: false,
  touchedMs: 0,
});

/** Adds a trace to a minute, or takes it away again with -1. */
export const addToMinute = (
  held: HeldMinute,
  { start, graph }: Omit<PlacedGraph, 'id'>,
  sign: 1 | -1,
): void => {
  held.graph.add(graph, sign);
  held.stored = false;
  if (sign === -1) return;
  held.first = Math.min(held.first, start);
  held.last = Math.max(held.last, start);
};

/** All traces of a minute, from table trace; undefined when there is none. */
export const computeMinute = (store: Store, minute: number): HeldMinute | undefined => {
  const window = { from: minuteStart(minute), to: minuteStart(minute + 1) };
  let held: HeldMinute | undefined;
  for (const page of walkTraces(store.traces, 'byStart', window)) {
    held ??= emptyMinute(minute);
    for (const row of page) {
      addToMinute(held, { start: row.start, graph: parseTraceGraph(row.graph) }, 1);
    }
  }
  return held;
};

/** Whether table trace has anything but this trace in the minute. */
export const minuteHoldsOthers = (store: Store, minute: number, id: string): boolean =>
  store.traces.anyOtherByStart(minuteStart(minute), minuteStart(minute + 1), id);
