import { describe, expect, it } from 'vitest';
import { parseDuration, printDuration } from '../../../../src/cli/flags/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
    ['1.5h', 5_400_000],
    ['1h30m', 5_400_000],
    ['0s', 0],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: ms });
  });

  it.each(['', '30', '30x', 'm', '-5m', '5 m', '5m!', '.5s', '1e3s', `${'9'.repeat(30)}d`])(
    'refuses "%s"',
    (text) => {
      expect(parseDuration(text).ok).toBe(false);
    },
  );
});

describe('printDuration', () => {
  it.each([
    [90_000, '90s'],
    [1_800_000, '30m'],
    [86_400_000, '1d'],
    [1500, '1500ms'],
    [0, '0ms'],
  ])('prints %d ms', (ms, text) => {
    expect(printDuration(ms)).toBe(text);
  });
});
