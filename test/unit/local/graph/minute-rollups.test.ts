import { describe, expect, it } from 'vitest';
import {
  createMinuteRollups,
  type MinuteRollups,
} from '../../../../src/local/graph/minute-rollups.ts';
import { printTraceGraph } from '../../../../src/local/store/pack-trace-graph.ts';
import { openStore, type Store } from '../../../../src/local/store/store.ts';
import { createGraphAccumulator } from '../../../../src/xray/graph/graph-accumulator.ts';
import type { TraceGraph } from '../../../../src/xray/trace-facts.ts';

const graphOf = (start: number): TraceGraph => ({
  nodes: [
    {
      name: 'api',
      names: ['api'],
      type: null,
      accountId: null,
      root: true,
      inferred: false,
      state: 'active',
      start,
      end: start + 1,
      calls: [{ outcome: 'ok', duration: 1 }],
    },
  ],
  edges: [],
});

/** Settles a trace as ingest does: the row first, then statistics. */
const settle = (store: Store, rollups: MinuteRollups, id: string, start: number): void =>
  store.transaction(() => {
    const graph = graphOf(start);
    const former = store.traces.get(id);
    const received = { firstReceivedMs: 0, lastReceivedMs: 0 };
    const texts = { summary: '{}', graph: printTraceGraph(graph) };
    store.traces.put({ id, ...received, start, end: start + 1, revision: 1, bytes: 1, ...texts });
    const place = former && { id, start: former.start, graph: graphOf(former.start) };
    rollups.exchange(place, { id, start, graph }, 0);
  });

const countIn = (rollups: MinuteRollups, minute: number): number => {
  const read = rollups.read(minute, 0);
  if (read === undefined) return 0;
  const accumulator = createGraphAccumulator();
  accumulator.merge(read.graph);
  return accumulator.toServices()[0]?.SummaryStatistics?.TotalCount ?? 0;
};

describe('the statistics of a minute', () => {
  it('follow traces as they come and move', () => {
    const store = openStore(undefined);
    const rollups = createMinuteRollups(store);
    settle(store, rollups, 'a', 600);
    settle(store, rollups, 'b', 659);
    expect(countIn(rollups, 10)).toBe(2);
    expect(rollups.read(10, 0)).toMatchObject({ first: 600, last: 659 });
    settle(store, rollups, 'b', 660);
    expect([countIn(rollups, 10), countIn(rollups, 11), countIn(rollups, 12)]).toEqual([1, 1, 0]);
    store.close();
  });

  it('are written when they are quiet, and taken back when they change', () => {
    const store = openStore(undefined);
    const rollups = createMinuteRollups(store);
    settle(store, rollups, 'a', 600);
    rollups.storeQuiet(4_999, 5_000);
    expect(store.rollups.get(10)).toBeUndefined();
    rollups.storeQuiet(5_000, 5_000);
    expect(store.rollups.get(10)).toBeDefined();
    expect(countIn(createMinuteRollups(store), 10)).toBe(1);
    settle(store, rollups, 'b', 601);
    expect(store.rollups.get(10)).toBeUndefined();
    expect(countIn(rollups, 10)).toBe(2);
    store.close();
  });

  it('are right after a crash, from a row or without one', () => {
    const store = openStore(undefined);
    const rollups = createMinuteRollups(store);
    settle(store, rollups, 'a', 600);
    rollups.storeQuiet(5_000, 5_000);
    settle(store, rollups, 'b', 660);
    const afterwards = createMinuteRollups(store);
    settle(store, afterwards, 'c', 601);
    settle(store, afterwards, 'd', 661);
    expect([countIn(afterwards, 10), countIn(afterwards, 11)]).toEqual([2, 2]);
    store.close();
  });

  it('are right after a transaction that failed', () => {
    const store = openStore(undefined);
    const rollups = createMinuteRollups(store);
    settle(store, rollups, 'a', 600);
    const failing = (): void =>
      store.transaction(() => {
        rollups.exchange(undefined, { id: 'b', start: 601, graph: graphOf(601) }, 0);
        throw new Error('disk full');
      });
    expect(failing).toThrow('disk full');
    rollups.reset();
    expect(countIn(rollups, 10)).toBe(1);
    store.close();
  });

  it('are right when there are more minutes than memory holds', () => {
    const store = openStore(undefined);
    const rollups = createMinuteRollups(store);
    const minutes = Array.from({ length: 200 }, (_, minute) => minute);
    for (const minute of minutes) settle(store, rollups, `a${minute}`, minute * 60);
    for (const minute of minutes) settle(store, rollups, `b${minute}`, minute * 60 + 30);
    expect(minutes.map((minute) => countIn(rollups, minute))).toEqual(minutes.map(() => 2));
    store.close();
  });

  it('are computed anew when a trace is deleted', () => {
    const store = openStore(undefined);
    const rollups = createMinuteRollups(store);
    settle(store, rollups, 'a', 600);
    settle(store, rollups, 'b', 601);
    rollups.storeQuiet(5_000, 5_000);
    store.transaction(() => {
      store.traces.delete('a');
      rollups.forget(600);
    });
    expect(countIn(rollups, 10)).toBe(1);
    store.close();
  });
});
