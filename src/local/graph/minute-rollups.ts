import { createGraphAccumulator } from '../../xray/graph/graph-accumulator.ts';
import type { Store } from '../store/store.ts';
import {
  addToMinute,
  computeMinute,
  emptyMinute,
  type HeldMinute,
  type MinuteGraph,
  minuteHoldsOthers,
  minuteOf,
  type PlacedGraph,
  type StoredMinute,
} from './minute-graph.ts';

/**
 * Minutes held in memory. Live traffic touches one or two, a backfill of half an hour thirty; one with twenty services
 * takes some 200 KB.
 */
const MAX_HELD = 64;

/** Service graph statistics by minute of start, kept up as traces are settled. `nowMs` is the monotonic clock. */
export interface MinuteRollups {
  /** Takes a trace's former contribution away and adds its new one, which table trace has by now. In its transaction. */
  exchange(former: PlacedGraph | undefined, next: PlacedGraph, nowMs: number): void;
  /** Forgets the minute in which a deleted trace began: it is computed anew when asked for. Within a transaction. */
  forget(start: number): void;
  /** What a minute holds; undefined when there is nothing in it. */
  read(minute: number, nowMs: number): MinuteGraph | undefined;
  /** Writes the minutes that did not change for `quietMs`. */
  storeQuiet(nowMs: number, quietMs: number): void;
  /** Forgets what is held in memory, after a transaction that failed. */
  reset(): void;
}

const writeMinute = (store: Store, held: HeldMinute): void => {
  if (held.stored) return;
  const { first, last, graph } = held;
  const body: StoredMinute = { first, last, graph: graph.toJSON() };
  store.rollups.put(held.minute, JSON.stringify(body));
  held.stored = true;
};

const loadMinute = (store: Store, minute: number): HeldMinute | undefined => {
  const body = store.rollups.get(minute);
  if (body === undefined) return undefined;
  const { first, last, graph } = JSON.parse(body) as StoredMinute;
  return {
    minute,
    graph: createGraphAccumulator(graph),
    first,
    last,
    stored: true,
    touchedMs: 0,
  };
};

/**
 * A minute is in memory, or in table rollup, or nowhere; nowhere means it is computed from table trace when somebody
 * asks. Whoever changes a minute in memory deletes its row in the transaction that changes the trace, so that after a
 * crash a row is either right or absent.
 */
export const createMinuteRollups = (store: Store): MinuteRollups => {
  /** In order of last use; the one not used for longest leaves for table rollup. */
  const minutes = new Map<number, HeldMinute>();

  const touch = (held: HeldMinute, nowMs: number): void => {
    held.touchedMs = nowMs;
    minutes.delete(held.minute);
    minutes.set(held.minute, held);
    const [oldest] = minutes.values();
    if (minutes.size <= MAX_HELD || oldest === undefined) return;
    writeMinute(store, oldest);
    minutes.delete(oldest.minute);
  };

  const find = (minute: number): HeldMinute | undefined =>
    minutes.get(minute) ?? loadMinute(store, minute);

  /** A minute that is nowhere begins with its first trace; where there are others it is left to be computed. */
  const begin = ({ id, start }: PlacedGraph): HeldMinute | undefined => {
    const minute = minuteOf(start);
    return minuteHoldsOthers(store, minute, id) ? undefined : emptyMinute(minute);
  };

  const change = (placed: PlacedGraph, sign: 1 | -1, nowMs: number): void => {
    const held = find(minuteOf(placed.start)) ?? (sign === 1 ? begin(placed) : undefined);
    if (held === undefined) return;
    if (held.stored) store.rollups.delete(held.minute);
    addToMinute(held, placed, sign);
    touch(held, nowMs);
  };

  return {
    exchange: (former, next, nowMs) => {
      if (former !== undefined) change(former, -1, nowMs);
      change(next, 1, nowMs);
    },
    forget: (start) => {
      minutes.delete(minuteOf(start));
      store.rollups.delete(minuteOf(start));
    },
    read: (minute, nowMs) => {
      const held = minutes.get(minute);
      if (held !== undefined) return held;
      const body = store.rollups.get(minute);
      if (body !== undefined) return JSON.parse(body) as StoredMinute;
      const computed = computeMinute(store, minute);
      if (computed !== undefined) touch(computed, nowMs);
      return computed;
    },
    storeQuiet: (nowMs, quietMs) => {
      for (const held of minutes.values()) {
        if (nowMs - held.touchedMs >= quietMs) writeMinute(store, held);
      }
    },
    reset: () => {
      minutes.clear();
    },
  };
};
