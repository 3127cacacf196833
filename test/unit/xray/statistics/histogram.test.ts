import { describe, expect, it } from 'vitest';
import {
  addToHistogram,
  createHistogram,
  listBuckets,
} from '../../../../src/xray/statistics/histogram.ts';
import { percentileOf } from '../../../../src/xray/statistics/percentile-of.ts';
import { printHistogram } from '../../../../src/xray/statistics/print-histogram.ts';

const histogramOf = (durations: readonly number[]) => {
  const histogram = createHistogram();
  for (const duration of durations) addToHistogram(histogram, duration);
  return histogram;
};

const printed = (durations: readonly number[]) =>
  printHistogram(listBuckets(histogramOf(durations)));

describe('histogram', () => {
  it('counts to the millisecond, values rising', () => {
    expect(printed([1.25, 0.0114, 0.011, 3.232, 1.0239, 0, 1.0244])).toEqual([
      { Value: 0, Count: 1 },
      { Value: 0.011, Count: 2 },
      { Value: 1.024, Count: 2 },
      { Value: 1.25, Count: 1 },
      { Value: 3.232, Count: 1 },
    ]);
  });

  it('rounds half a millisecond up, as the service does', () => {
    expect(printed([0.01566791534423828])).toEqual([{ Value: 0.016, Count: 1 }]);
  });

  it('keeps whole seconds above 100 s', () => {
    expect(printed([99.9994, 100.4, 86_400.6])).toEqual([
      { Value: 99.999, Count: 1 },
      { Value: 100, Count: 1 },
      { Value: 86_401, Count: 1 },
    ]);
  });

  it('takes away what was added, short and long', () => {
    const histogram = histogramOf([0.5, 0.5, 20]);
    addToHistogram(histogram, 0.5, -1);
    addToHistogram(histogram, 20, -1);
    expect(listBuckets(histogram)).toEqual([[500, 1]]);
  });

  it('prints no count below one', () => {
    const histogram = histogramOf([0.5]);
    addToHistogram(histogram, 0.7, -1);
    expect(printHistogram(listBuckets(histogram))).toEqual([{ Value: 0.5, Count: 1 }]);
  });

  it('prints few hundred durations one by one', () => {
    expect(printed(Array.from({ length: 500 }, (_, at) => at / 1_000))).toHaveLength(500);
  });

  it('prints many durations in groups, loses none and moves no percentile by more than 1 %', () => {
    const durations = Array.from({ length: 20_000 }, (_, at) => (at + 1) * 0.005);
    const entries = printed(durations);
    expect(entries.length).toBeLessThan(1_000);
    expect(entries.reduce((sum, { Count }) => sum + Count, 0)).toBe(20_000);
    for (const share of [0.01, 0.5, 0.9, 0.99, 1]) {
      const exact = durations[Math.ceil(share * 20_000) - 1] as number;
      expect(Math.abs((percentileOf(entries, share) as number) - exact) / exact).toBeLessThan(0.01);
    }
  });
});

describe('percentileOf', () => {
  const entries = [
    { Value: 0.3, Count: 1 },
    { Value: 0.1, Count: 90 },
    { Value: 0.2, Count: 9 },
  ];

  it.each([
    [0, 0.1],
    [0.5, 0.1],
    [0.9, 0.1],
    [0.91, 0.2],
    [0.99, 0.2],
    [0.991, 0.3],
    [1, 0.3],
  ])('finds the value at share %d', (share, value) => {
    expect(percentileOf(entries, share)).toBe(value);
  });

  it('does not let floating point ask for one call more', () => {
    const twenty = Array.from({ length: 20 }, (_, at) => ({ Value: at + 1, Count: 1 }));
    expect(percentileOf(twenty, 0.95)).toBe(19);
  });

  it('knows nothing of no calls', () => {
    expect(percentileOf([], 0.5)).toBeUndefined();
    expect(percentileOf([{ Value: 1, Count: 0 }], 0.5)).toBeUndefined();
  });
});
