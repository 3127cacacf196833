import { describe, expect, it } from 'vitest';
import { isoTime } from '../../../../src/render/json/iso-time.ts';

describe('isoTime', () => {
  // The right-hand side is what Python's datetime.fromtimestamp(seconds, timezone.utc).isoformat() gives.
  it.each([
    [1480615200, '2016-12-01T18:00:00+00:00'],
    [1480615200.01, '2016-12-01T18:00:00.010000+00:00'],
    [1.790149691123456e9, '2026-09-23T07:48:11.123456+00:00'],
    [1480615200 + 1 / 128, '2016-12-01T18:00:00.007812+00:00'],
    [1480615200 + 3 / 128, '2016-12-01T18:00:00.023438+00:00'],
    [1480615200 - 2 ** -22, '2016-12-01T18:00:00+00:00'],
    [0, '1970-01-01T00:00:00+00:00'],
    [-1.5, '1969-12-31T23:59:58.500000+00:00'],
  ])('%d is %s', (seconds, text) => {
    expect(isoTime(seconds)).toBe(text);
  });

  it('is undefined for what no calendar holds', () => {
    expect(isoTime(Number.NaN)).toBeUndefined();
    expect(isoTime(1e20)).toBeUndefined();
  });
});
