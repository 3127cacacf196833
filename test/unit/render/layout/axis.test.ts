import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisTicks, drawAxisLabels, tickCell } from '../../../../src/render/layout/axis.ts';

const UNICODE = { unicode: true };

const labels = (seconds: number, width = 80): string =>
  axisTicks(seconds, width, UNICODE)
    .map(({ text }) => text)
    .join(' ');

describe('axisTicks', () => {
  it('are round, in one unit, three to six of them', () => {
    const cases: readonly (readonly [number, string])[] = [
      [0.00042, '0 100µs 200µs 300µs 400µs'],
      [0.0012, '0 0.25ms 0.5ms 0.75ms 1ms'],
      [0.245, '0 50ms 100ms 150ms 200ms'],
      [1, '0 0.2s 0.4s 0.6s 0.8s 1s'],
      [1.3, '0 0.25s 0.5s 0.75s 1s 1.25s'],
      [30, '0 10s 20s 30s'],
      [119, '0 20s 40s 60s 80s 100s'],
      [600, '0 2min 4min 6min 8min 10min'],
      [86_400, '0 5h 10h 15h 20h'],
      [700_000, '0 2d 4d 6d 8d'],
    ];
    for (const [seconds, text] of cases)
      expect([seconds, labels(seconds)]).toEqual([seconds, text]);
  });

  it('are fewer on a short axis, and name the unit once on a very short one', () => {
    expect(labels(0.245, 40)).toBe('0 50ms 100ms 150ms 200ms');
    expect(labels(0.245, 20)).toBe('0 100ms 200ms');
    expect(labels(0.96, 18)).toBe('0 250 500 750ms');
  });

  it('spell the micro sign in ASCII', () => {
    expect(axisTicks(0.0005, 80, { unicode: false }).at(-1)?.text).toBe('500us');
  });

  it('read an axis without length as a millisecond', () => {
    expect(labels(0)).toBe(labels(0.001));
    expect(labels(Number.NaN)).toBe(labels(0.001));
  });

  it('are three to six, ascending, on the axis, whatever its length and width', () => {
    const seconds = fc.double({ min: 1e-6, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(seconds, fc.integer({ min: 8, max: 160 }), (length, width) => {
        const ticks = axisTicks(length, width, UNICODE);
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        expect(ticks.length).toBeLessThanOrEqual(6);
        const places = ticks.map(({ at }) => at);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(places.every((at) => at >= 0 && at <= 1)).toBe(true);
        expect(drawAxisLabels(ticks, width).length).toBeLessThanOrEqual(width);
      }),
      { numRuns: 300 },
    );
  });
});

describe('drawAxisLabels', () => {
  it('begins each label at its tick, and ends the last at the end', () => {
    const ticks = axisTicks(30, 40, UNICODE);
    expect(drawAxisLabels(ticks, 40)).toBe('0            10s           20s       30s');
    expect(ticks.map((tick) => tickCell(tick, 40))).toEqual([0, 13, 27, 39]);
  });

  it('leaves out what would touch the last', () => {
    expect(drawAxisLabels(axisTicks(3, 8, UNICODE), 8)).toBe('0  1  3s');
  });
});
