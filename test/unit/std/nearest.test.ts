import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/std/nearest.ts';

const WORDS = ['fault', 'error', 'throttle', 'responsetime', 'ok', 'CONTAINS'];

describe('nearest', () => {
  it.each([
    ['fualt', 'fault', 'swaps neighbours'],
    ['falt', 'fault', 'misses a letter'],
    ['faullt', 'fault', 'has a letter too many'],
    ['fauld', 'fault', 'has a wrong letter'],
    ['Response_Time', 'responsetime', 'differs in case and a sign'],
    ['contain', 'CONTAINS', 'is cut short'],
    ['k', 'ok', 'is short'],
  ])('%s, which %3$s, is %s', (word, meant) => {
    expect(nearest(word, WORDS)).toBe(meant);
  });

  it.each(['', 'latency', 'zz', 'thermal', 'x'.repeat(100_000)])(
    'a word near nothing has no nearest',
    (word) => {
      expect(nearest(word, WORDS)).toBeUndefined();
    },
  );

  it('the nearer candidate wins, whatever the order', () => {
    expect(nearest('durations', ['iterations', 'duration'])).toBe('duration');
  });

  it('the first of equally near candidates wins', () => {
    expect(nearest('bat', ['cat', 'hat'])).toBe('cat');
  });

  it('without candidates there is none', () => {
    expect(nearest('fault', [])).toBeUndefined();
  });
});
