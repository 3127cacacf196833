import { describe, expect, it } from 'vitest';
import {
  rateText,
  rateUnitOf,
  shareText,
  trafficText,
} from '../../../../src/render/map/map-figures.ts';
import type { Traffic } from '../../../../src/xray/graph/graph-reading.ts';

const traffic = (members: Partial<Traffic> = {}): Traffic => ({
  calls: 10,
  callsPerSecond: 2,
  shares: { ok: 1, error: 0, throttle: 0, fault: 0 },
  averageSeconds: 0.1,
  percentiles: undefined,
  ...members,
});

const style = { width: 80, color: 0, unicode: true } as const;
const PER_SECOND = { seconds: 1, suffix: '/s' };

const unitFor = (...rates: number[]) =>
  rateUnitOf({
    nodes: rates.map((callsPerSecond) => ({
      id: 0,
      name: '',
      type: undefined,
      accountId: undefined,
      isEntry: false,
      isClient: false,
      isReported: true,
      traffic: traffic({ callsPerSecond }),
    })),
    edges: [],
  }).suffix;

describe('shareText', () => {
  it.each([
    [0, '0%'],
    [0.000_4, '<0.1%'],
    [0.001, '0.1%'],
    [0.123_45, '12.3%'],
    [0.999_9, '99.9%'],
    [1, '100%'],
    [undefined, '-'],
  ])('%d is %s: only all is 100% and only none is 0%', (share, text) => {
    expect(shareText(share)).toBe(text);
  });
});

describe('rateText', () => {
  it.each([
    [0, '0/s'],
    [0.001, '<0.01/s'],
    [0.05, '0.05/s'],
    [1.5, '1.5/s'],
    [12.34, '12.3/s'],
    [1_234.5, '1,235/s'],
  ])('%d calls a second are %s', (callsPerSecond, text) => {
    expect(rateText(traffic({ callsPerSecond }), PER_SECOND)).toBe(text);
  });

  it('counts calls where there is no window of time', () => {
    expect(rateText(traffic({ callsPerSecond: undefined, calls: 1_200 }), PER_SECOND)).toBe(
      '1,200',
    );
  });

  it.each([
    [[5, 0.001], '/s'],
    [[0.5, 0.001], '/min'],
    [[0.001], '/h'],
    [[0.0001], '/d'],
    [[], '/d'],
  ])('the busiest of %j sets the unit of all: %s', (rates, suffix) => {
    expect(unitFor(...rates)).toBe(suffix);
  });
});

describe('trafficText', () => {
  it('names outcomes only where there is trouble', () => {
    const shares = { ok: 0.9, error: 0, throttle: 0.02, fault: 0.08 };
    const percentiles = { p50: 0.1, p90: 0.2, p99: 0.3 };
    expect(trafficText(traffic({ shares, percentiles }), PER_SECOND, style)).toBe(
      '2/s, 8.0% fault, 2.0% throttle, p50 100ms, p99 300ms',
    );
    expect(trafficText(traffic(), PER_SECOND, style)).toBe('2/s');
  });

  it('is empty without calls', () => {
    expect(trafficText(traffic({ calls: 0 }), PER_SECOND, style)).toBe('');
    expect(trafficText(undefined, PER_SECOND, style)).toBe('');
  });

  it('says calls where a number alone would not', () => {
    expect(trafficText(traffic({ calls: 1, callsPerSecond: undefined }), PER_SECOND, style)).toBe(
      '1 call',
    );
  });
});
