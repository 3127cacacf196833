import { describe, expect, it } from 'vitest';
import { type RateBoost, updateBoost } from '../../../../src/xray/sampling/rate-boost.ts';

const config = { MaxRate: 0.5, CooldownWindowMinutes: 5 };

const report = (AnomalyCount: number, SampledAnomalyCount: number) => ({
  RuleName: 'rule',
  ServiceName: 'orders',
  Timestamp: 1_000,
  AnomalyCount,
  TotalCount: 100,
  SampledAnomalyCount,
});

describe('a rate boost', () => {
  it('starts when anomalies were missed, and lasts a minute', () => {
    expect(updateBoost(undefined, config, [report(0, 0), report(9, 1)], 1_000.5)).toEqual({
      rate: 0.5,
      ttl: 1_060,
      cooldownUntil: 1_300.5,
    });
  });

  it.each([
    ['no rate boost is configured', undefined, [report(9, 0)]],
    ['nothing was reported', config, []],
    ['every anomaly was sampled anyway', config, [report(3, 3)]],
  ])('does not start when %s', (_, rule, reports) => {
    expect(updateBoost(undefined, rule, reports, 1_000)).toBeUndefined();
  });

  it('starts once in a cooldown window', () => {
    const first = updateBoost(undefined, config, [report(9, 0)], 1_000) as RateBoost;
    expect(updateBoost(first, config, [report(9, 0)], 1_200)).toBe(first);
    expect(updateBoost(first, config, [report(9, 0)], 1_300)?.ttl).toBe(1_360);
  });
});
