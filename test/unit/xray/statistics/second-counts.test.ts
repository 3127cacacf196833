import { describe, expect, it } from 'vitest';
import {
  addToSecond,
  createSecondCounts,
  extentOfSeconds,
  listSeconds,
} from '../../../../src/xray/statistics/second-counts.ts';

describe('second counts', () => {
  it('lists seconds in order, over minutes', () => {
    const counts = createSecondCounts();
    for (const second of [1_000_000_121, 1_000_000_000, 1_000_000_059, 1_000_000_121]) {
      addToSecond(counts, second, 1);
    }
    expect(listSeconds(counts)).toEqual([
      [1_000_000_000, 1],
      [1_000_000_059, 1],
      [1_000_000_121, 2],
    ]);
    expect(extentOfSeconds(counts)).toEqual({ start: 1_000_000_000, end: 1_000_000_122 });
  });

  it('shrinks again when what reached furthest is taken away', () => {
    const counts = createSecondCounts();
    addToSecond(counts, 500, 1);
    addToSecond(counts, 30, 1);
    addToSecond(counts, 31, 2);
    addToSecond(counts, 500, -1);
    addToSecond(counts, 30, -1);
    expect(extentOfSeconds(counts)).toEqual({ start: 31, end: 32 });
    addToSecond(counts, 31, -2);
    expect(counts.size).toBe(0);
    expect(extentOfSeconds(counts).start).toBe(Infinity);
  });

  it('does not take plus one and minus one in a minute for nothing', () => {
    const counts = createSecondCounts();
    addToSecond(counts, 1, 1);
    addToSecond(counts, 2, -1);
    expect(listSeconds(counts)).toEqual([
      [1, 1],
      [2, -1],
    ]);
  });
});
