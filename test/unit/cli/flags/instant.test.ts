import { describe, expect, it } from 'vitest';
import { parseInstant, resolveInstant } from '../../../../src/cli/flags/instant.ts';

const NOW = Date.UTC(2026, 10, 22, 10);

const resolved = (text: string): number => {
  const instant = parseInstant(text);
  if (!instant.ok) throw new Error(instant.problem);
  return resolveInstant(instant.value, NOW);
};

describe('parseInstant', () => {
  it.each([
    ['now', NOW],
    ['now-2h', NOW - 7_200_000],
    ['30m ago', NOW - 1_800_000],
    ['2026-11-22T10:00:00Z', NOW],
    ['2026-11-22T10:00:00', NOW],
    ['2026-11-22 10:00', NOW],
    ['2026-11-22', NOW - 36_000_000],
    ['2026-11-22T11:00:00+01:00', NOW],
    ['2026-11-22T04:30:00-0530', NOW],
    ['2026-11-22T10:00:00.250+00:00', NOW + 250],
    ['1795341600', NOW],
    ['1795341600.25', NOW + 250],
  ])('reads %s', (text, epochMs) => {
    expect(resolved(text)).toBe(epochMs);
  });

  it.each([
    '',
    'yesterday',
    'now+2h',
    'now-',
    '30 ago',
    '2026-02-31',
    '2026-13-01',
    '2026-11-22T25:00:00Z',
    '2026-11-22T10:61:00Z',
    '22/11/2026',
  ])('refuses "%s"', (text) => {
    expect(parseInstant(text).ok).toBe(false);
  });

  it('says that epoch milliseconds are not seconds', () => {
    expect(parseInstant('1795341600000')).toEqual({
      ok: false,
      problem: 'is too far away; expected epoch seconds, not milliseconds',
    });
  });
});
