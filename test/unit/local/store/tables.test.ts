import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../src/local/store/store.ts';
import type { TraceRecord, TraceRow } from '../../../../src/local/store/trace-table.ts';

let store: Store;

beforeEach(() => {
  store = openStore(undefined);
});

afterEach(() => {
  store.close();
});

const record = (id: string, start: number, end = start, lastReceivedMs = 0): TraceRecord => ({
  id,
  firstReceivedMs: 0,
  lastReceivedMs,
  start,
  end,
  revision: 1,
  bytes: 2,
  summary: '{}',
  graph: '{}',
});

const ids = (rows: readonly TraceRow[]): readonly string[] => rows.map(({ id }) => id);

const inPages = (
  list: (after: { at: number; no: number } | undefined) => readonly TraceRow[],
): readonly string[] => {
  const seen: string[] = [];
  let after: { at: number; no: number } | undefined;
  for (;;) {
    const [row] = list(after);
    if (row === undefined) return seen;
    seen.push(row.id);
    after = { at: row.start, no: row.no };
  }
};

describe('documents', () => {
  it('are kept by trace in order of arrival', () => {
    store.documents.append('a', 1, '[1]');
    store.documents.append('b', 2, '[2]');
    store.documents.append('a', 3, '["é"]');
    expect(store.documents.ofTrace('a')).toEqual([
      { seq: 1, receivedMs: 1, body: '[1]' },
      { seq: 3, receivedMs: 3, body: '["é"]' },
    ]);
    expect(store.documents.tracesAfter(0)).toEqual(['a', 'b']);
    expect(store.documents.tracesAfter(1)).toEqual(['b', 'a']);
    expect(store.documents.tracesAfter(3)).toEqual([]);
    expect(store.documents.sizeOf('a')).toBe(9);
    expect(store.documents.sizeOf('c')).toBe(0);
  });

  it('never share a number, also after the last was deleted', () => {
    store.documents.append('a', 1, '[1]');
    store.documents.deleteTrace('a');
    expect(store.documents.append('b', 1, '[1]')).toBe(2);
    store.documents.deleteRow(2);
    expect(store.documents.ofTrace('b')).toEqual([]);
    expect(store.documents.lastSeq()).toBe(2);
  });
});

describe('settings in the database', () => {
  it('are replaced, listed by prefix and deleted', () => {
    const { settings } = store;
    settings.set('groups/b', '1');
    settings.set('groups/a', '2');
    settings.set('groups/a', '3');
    settings.set('groups', '4');
    settings.set('groupsX', '5');
    expect(settings.get('groups/a')).toBe('3');
    expect(settings.keys('groups/')).toEqual(['groups/a', 'groups/b']);
    expect(settings.keys('')).toEqual(['groups', 'groups/a', 'groups/b', 'groupsX']);
    settings.delete('groups/a');
    settings.delete('groups/a');
    expect(settings.get('groups/a')).toBeUndefined();
  });

  it('take a prefix for what it is', () => {
    store.settings.set('a%b', '1');
    store.settings.set('aXb', '2');
    store.settings.set('a\u{10fffe}', '3');
    expect(store.settings.keys('a%')).toEqual(['a%b']);
    expect(store.settings.keys('a')).toEqual(['a%b', 'aXb', 'a\u{10fffe}']);
  });
});

describe('traces', () => {
  it('are replaced by id and keep their place', () => {
    store.traces.put(record('a', 1));
    store.traces.put(record('b', 2));
    const before = store.traces.get('a');
    store.traces.put({ ...record('a', 5), revision: 2, summary: '{"x":1}' });
    expect(store.traces.get('a')).toEqual({
      ...before,
      start: 5,
      end: 5,
      revision: 2,
      summary: '{"x":1}',
    });
    expect(store.traces.count()).toBe(2);
    expect(store.traces.sizeOf('a')).toBe(2);
    expect(store.traces.sizeOf('c')).toBeUndefined();
    store.traces.delete('a');
    expect(store.traces.get('a')).toBeUndefined();
  });

  it('are listed by start, newest first, from inclusive to exclusive', () => {
    for (const [id, start] of [
      ['a', 10],
      ['b', 20.5],
      ['c', 20.5],
      ['d', 30],
    ] as const) {
      store.traces.put(record(id, start));
    }
    expect(ids(store.traces.byStart({ from: 10, to: 30, after: undefined }, 99))).toEqual([
      'c',
      'b',
      'a',
    ]);
    expect(inPages((after) => store.traces.byStart({ from: 0, to: 99, after }, 1))).toEqual([
      'd',
      'c',
      'b',
      'a',
    ]);
  });

  it('are listed by last receipt', () => {
    store.traces.put(record('a', 1, 1, 3000));
    store.traces.put(record('b', 2, 2, 1000));
    store.traces.put(record('c', 3, 3, 2000));
    expect(ids(store.traces.byReceipt({ from: 1000, to: 3000, after: undefined }, 99))).toEqual([
      'c',
      'b',
    ]);
    expect(store.traces.oldest(2).map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('are found while they were active, however long ago they began', () => {
    store.traces.put(record('before', 900, 990));
    store.traces.put(record('short, into it', 970, 1001));
    store.traces.put(record('ends as it begins', 960, 1000));
    store.traces.put(record('long, into it', 500, 1500));
    store.traces.put(record('a minute and a bit', 935, 1002));
    store.traces.put(record('very long', 1, 99_999));
    store.traces.put(record('within', 1010, 1011));
    store.traces.put(record('after', 1100, 1200));
    const expected = [
      'within',
      'short, into it',
      'ends as it begins',
      'a minute and a bit',
      'long, into it',
      'very long',
    ];
    expect(ids(store.traces.active({ from: 1000, to: 1100, after: undefined }, 99))).toEqual(
      expected,
    );
    expect(inPages((after) => store.traces.active({ from: 1000, to: 1100, after }, 1))).toEqual(
      expected,
    );
    expect(ids(store.traces.active({ from: 1000, to: 1000, after: undefined }, 99))).toEqual(
      expected.slice(1),
    );
  });
});

describe('rollups', () => {
  it('are kept by minute', () => {
    store.rollups.put(7, 'a');
    store.rollups.put(8, 'b');
    store.rollups.put(7, 'c');
    expect(store.rollups.get(7)).toBe('c');
    store.rollups.delete(7);
    expect(store.rollups.get(7)).toBeUndefined();
    expect(store.rollups.get(8)).toBe('b');
  });
});
