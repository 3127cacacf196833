import { describe, expect, it } from 'vitest';
import { resolveTimeRange } from '../../../../src/cli/flags/time-range.ts';

const NOW = 1_000_000_000;
const at = (epochMs: number) => ({ kind: 'at', epochMs }) as const;
const range = (flags: Partial<Parameters<typeof resolveTimeRange>[0]>) =>
  resolveTimeRange({ since: undefined, from: undefined, to: undefined, ...flags }, NOW);

describe('resolveTimeRange', () => {
  it('looks back 30 minutes when nothing is said', () => {
    expect(range({})).toEqual({ startMs: NOW - 1_800_000, endMs: NOW });
  });

  it('looks back as far as --since says', () => {
    expect(range({ since: 5000 })).toEqual({ startMs: NOW - 5000, endMs: NOW });
  });

  it('ends now when only --from is given', () => {
    expect(range({ from: at(5) })).toEqual({ startMs: 5, endMs: NOW });
  });

  it('counts --since back from --to', () => {
    expect(range({ since: 1000, to: at(5000) })).toEqual({ startMs: 4000, endMs: 5000 });
  });

  it('reads both ends with the same clock', () => {
    const from = { kind: 'ago', agoMs: 100 } as const;
    expect(range({ from, to: { kind: 'ago', agoMs: 40 } })).toEqual({
      startMs: NOW - 100,
      endMs: NOW - 40,
    });
  });

  it.each([
    { said: 'two starts', flags: { since: 5, from: at(5) }, message: /--since and --from/ },
    { said: 'an end before the start', flags: { from: at(9), to: at(5) }, message: /is empty/ },
    { said: 'no time at all', flags: { since: 0 }, message: /is empty/ },
  ])('refuses $said', ({ flags, message }) => {
    expect(() => range(flags)).toThrow(message);
  });
});
