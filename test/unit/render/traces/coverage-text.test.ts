import { describe, expect, it } from 'vitest';
import { coverageText, missingText } from '../../../../src/render/traces/coverage-text.ts';

const figures = (scanned: number | undefined) => ({
  windows: { read: 14, partly: 0, total: 14 },
  scanned,
  matched: 37,
  listPriceUsd: scanned === undefined ? undefined : scanned * 5e-7,
});

describe('coverageText', () => {
  it('says what was read, scanned and found, and the list price of the scan', () => {
    expect(coverageText(figures(8_213))).toBe(
      '14 of 14 windows read, 8,213 traces scanned, 37 matched (list price $0.0041 at $0.50 per million scanned)',
    );
  });

  it.each([
    [0, '$0 '],
    [1, '$0.0000005 '],
    [200_000, '$0.10 '],
    [25_000_000, '$12.50 '],
  ])('prices %i traces at %s', (scanned, price) => {
    expect(coverageText(figures(scanned))).toContain(`list price ${price}`);
  });

  it('says when a window was left at the limit', () => {
    expect(coverageText({ ...figures(10), windows: { read: 0, partly: 1, total: 4 } })).toContain(
      '0 of 4 windows read, 1 in part, 10 traces',
    );
  });

  it('does not make up what X-Ray did not say', () => {
    expect(coverageText(figures(undefined))).toBe(
      '14 of 14 windows read, traces scanned not reported, 37 matched',
    );
  });
});

describe('missingText', () => {
  it('names each part and why', () => {
    expect(missingText([{ start: 1480615200, end: 1480636800, reason: 'throttled' }])).toBe(
      '2016-12-01T18:00:00Z to 2016-12-02T00:00:00Z: throttled',
    );
  });
});
