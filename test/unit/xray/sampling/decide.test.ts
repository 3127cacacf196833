import { describe, expect, it } from 'vitest';
import { createSampler, decide } from '../../../../src/xray/sampling/decide.ts';
import { applyTargets, reportStatistics } from '../../../../src/xray/sampling/report-statistics.ts';
import { makeRule } from './make-rule.ts';

const DEFAULT = makeRule({
  RuleName: 'Default',
  Priority: 10_000,
  FixedRate: 0.05,
  ReservoirSize: 1,
});

describe('a sampling decision', () => {
  it('is made by the first rule that matches', () => {
    const sampler = createSampler([
      DEFAULT,
      makeRule({ RuleName: 'health', Priority: 1, URLPath: '/health' }),
      makeRule({ RuleName: 'all', Priority: 50, FixedRate: 1 }),
    ]);
    const moment = { now: 10, random: 0.5 };
    expect(decide(sampler, { urlPath: '/health' }, moment).decision?.ruleName).toBe('health');
    expect(decide(sampler, { urlPath: '/orders' }, moment).decision?.ruleName).toBe('all');
  });

  it('passes over rules SDKs do not use', () => {
    const sampler = createSampler([makeRule({ Attributes: { a: 'b' } }), DEFAULT]);
    expect(decide(sampler, {}, { now: 10, random: 0 }).decision?.ruleName).toBe('Default');
  });

  it('is undefined when no rule matches', () => {
    const sampler = createSampler([makeRule({ Host: 'a' })]);
    expect(decide(sampler, { host: 'b' }, { now: 10, random: 0 })).toEqual({
      decision: undefined,
      sampler,
    });
  });

  it.each([
    [0, 0, false],
    [0.05, 0.0499, true],
    [0.05, 0.05, false],
    [1, 0.999_999, true],
  ])('at fixed rate %d samples a request that drew %d: %s', (rate, random, sampled) => {
    const sampler = createSampler([makeRule({ FixedRate: rate })]);
    expect(decide(sampler, {}, { now: 10, random }).decision).toEqual({
      ruleName: 'rule',
      sampled,
      borrowed: false,
      by: 'fixed rate',
    });
  });

  it('asks the reservoir before the fixed rate', () => {
    const first = decide(createSampler([DEFAULT]), {}, { now: 10, random: 0.99 });
    expect(first.decision).toMatchObject({ sampled: true, borrowed: true, by: 'reservoir' });
    const second = decide(first.sampler, {}, { now: 10.5, random: 0.99 });
    expect(second.decision).toMatchObject({ sampled: false, borrowed: false, by: 'fixed rate' });
  });
});

describe('the statistics a client reports', () => {
  it('count requests, samples and borrowed samples apart, and start again after the report', () => {
    let sampler = createSampler([DEFAULT, makeRule({ RuleName: 'idle', Host: 'other' })]);
    for (const random of [0.9, 0.01, 0.9]) {
      sampler = decide(sampler, { host: 'here' }, { now: 10, random }).sampler;
    }
    const report = reportStatistics(sampler, 'c'.repeat(24), 12.7);
    expect(report.documents).toEqual([
      {
        RuleName: 'Default',
        ClientID: 'c'.repeat(24),
        Timestamp: 12,
        RequestCount: 3,
        SampledCount: 1,
        BorrowCount: 1,
      },
    ]);
    expect(reportStatistics(report.sampler, 'c'.repeat(24), 13).documents).toEqual([]);
  });

  it('are answered with a rate and a quota that replace the old ones', () => {
    const target = { RuleName: 'Default', FixedRate: 1, ReservoirQuota: 0, ReservoirQuotaTTL: 500 };
    const sampler = applyTargets(createSampler([DEFAULT]), [target]);
    expect(decide(sampler, {}, { now: 10, random: 0.9 }).decision).toEqual({
      ruleName: 'Default',
      sampled: true,
      borrowed: false,
      by: 'fixed rate',
    });
  });
});
