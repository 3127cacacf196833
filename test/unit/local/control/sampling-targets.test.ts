import { describe, expect, it } from 'vitest';
import type { GetSamplingTargetsInput } from '../../../../src/xray/api/sampling.ts';
import { makeControl, newRule, refusalOf, START } from './make-control.ts';

const A = 'a'.repeat(24);
const B = 'b'.repeat(24);

const statistics = (RuleName: string, ClientID: string) => ({
  RuleName,
  ClientID,
  Timestamp: START,
  RequestCount: 100,
  SampledCount: 10,
  BorrowCount: 3,
});

const anomalies = (RuleName: string, AnomalyCount: number) => ({
  RuleName,
  ServiceName: 'orders',
  Timestamp: START,
  TotalCount: 100,
  AnomalyCount,
  SampledAnomalyCount: 0,
});

const makeFleet = async (rule = newRule()) => {
  const made = makeControl();
  await made.control.createSamplingRule({ SamplingRule: rule });
  const report = (...documents: GetSamplingTargetsInput['SamplingStatisticsDocuments']) =>
    made.control.getSamplingTargets({ SamplingStatisticsDocuments: documents });
  return { ...made, report };
};

describe('a report of statistics', () => {
  it('is answered with the rate alone the first time, with a quota from then on', async () => {
    const { report, advance } = await makeFleet();
    expect(await report(statistics('checkout', A))).toEqual({
      LastRuleModification: START,
      SamplingTargetDocuments: [{ RuleName: 'checkout', FixedRate: 0.25 }],
      UnprocessedStatistics: [],
    });
    advance(10.4);
    expect((await report(statistics('checkout', A))).SamplingTargetDocuments).toEqual([
      {
        RuleName: 'checkout',
        FixedRate: 0.25,
        Interval: 10,
        ReservoirQuota: 3,
        ReservoirQuotaTTL: START + 10 + 300,
      },
    ]);
  });

  it('shares the reservoir over the clients of a rule', async () => {
    const { report, advance } = await makeFleet();
    await report(statistics('checkout', A), statistics('checkout', B));
    advance(10);
    const { SamplingTargetDocuments = [] } = await report(
      statistics('checkout', A),
      statistics('checkout', B),
      statistics('Default', A),
    );
    const quotas = SamplingTargetDocuments.map(({ ReservoirQuota }) => ReservoirQuota);
    expect(quotas.slice(0, 2).sort()).toEqual([1, 2]);
    expect(quotas[2]).toBeUndefined();
  });

  it('is answered document by document, in order, unknown rules apart', async () => {
    const { report } = await makeFleet();
    const answer = await report(
      statistics('Default', A),
      statistics('gone', A),
      statistics('checkout', A),
      statistics('checkout', A),
    );
    expect(answer.SamplingTargetDocuments?.map(({ RuleName }) => RuleName)).toEqual([
      'Default',
      'checkout',
      'checkout',
    ]);
    expect(answer.UnprocessedStatistics).toEqual([
      { RuleName: 'gone', ErrorCode: '400', Message: 'Unknown rule' },
    ]);
  });

  it('may be empty', async () => {
    const { control } = makeControl();
    expect(await control.getSamplingTargets({ SamplingStatisticsDocuments: [] })).toEqual({
      LastRuleModification: 0,
      SamplingTargetDocuments: [],
      UnprocessedStatistics: [],
    });
  });

  it('is refused with 26 documents', async () => {
    const { report } = await makeFleet();
    const documents = Array.from({ length: 26 }, () => statistics('checkout', A));
    expect(await refusalOf(report(...documents))).toMatch(/^ValidationException/);
  });

  it('tells when any rule last came, changed or went', async () => {
    const { control, report, advance } = await makeFleet();
    const last = async () => (await report()).LastRuleModification;
    expect(await last()).toBe(START);
    advance(5);
    await control.updateSamplingRule({ SamplingRuleUpdate: { RuleName: 'Default', FixedRate: 1 } });
    expect(await last()).toBe(START + 5);
    advance(5);
    await control.deleteSamplingRule({ RuleName: 'checkout' });
    expect(await last()).toBe(START + 10);
  });

  it('finds a rule made anew under an old name without clients', async () => {
    const { control, report, advance } = await makeFleet();
    await report(statistics('checkout', A));
    await control.deleteSamplingRule({ RuleName: 'checkout' });
    await control.createSamplingRule({ SamplingRule: newRule() });
    advance(10);
    const { SamplingTargetDocuments } = await report(statistics('checkout', A));
    expect(SamplingTargetDocuments?.[0]).not.toHaveProperty('ReservoirQuota');
  });
});

describe('a report of anomalies', () => {
  const boosted = newRule({ SamplingRateBoost: { MaxRate: 0.5, CooldownWindowMinutes: 5 } });

  const reportBoth = async (rule = boosted) => {
    const fleet = await makeFleet(rule);
    const answer = await fleet.control.getSamplingTargets({
      SamplingStatisticsDocuments: [statistics('checkout', A)],
      SamplingBoostStatisticsDocuments: [anomalies('checkout', 9), anomalies('gone', 9)],
    });
    return { ...fleet, answer };
  };

  it('boosts the rate of its rule, and says what it could not use', async () => {
    const { answer } = await reportBoth();
    expect(answer.SamplingTargetDocuments?.[0]?.SamplingBoost).toEqual({
      BoostRate: 0.5,
      BoostRateTTL: START + 60,
    });
    expect(answer.UnprocessedBoostStatistics).toEqual([
      { RuleName: 'gone', ErrorCode: '400', Message: 'Unknown rule' },
    ]);
    expect(answer.UnprocessedStatistics).toEqual([]);
  });

  it('boosts for every client until the minute is over', async () => {
    const { report, advance } = await reportBoth();
    advance(30);
    const during = await report(statistics('checkout', B));
    expect(during.SamplingTargetDocuments?.[0]?.SamplingBoost?.BoostRateTTL).toBe(START + 60);
    advance(30);
    const after = await report(statistics('checkout', B));
    expect(after.SamplingTargetDocuments?.[0]).not.toHaveProperty('SamplingBoost');
  });

  it.each([
    ['the rule has no boost', newRule()],
    [
      'the fixed rate is as high',
      newRule({ FixedRate: 0.5, SamplingRateBoost: { MaxRate: 0.5, CooldownWindowMinutes: 5 } }),
    ],
  ])('boosts nothing when %s', async (_, rule) => {
    const { answer } = await reportBoth(rule);
    expect(answer.SamplingTargetDocuments?.[0]).not.toHaveProperty('SamplingBoost');
  });

  it('ends with the boost of its rule', async () => {
    const { control, report } = await reportBoth();
    await control.updateSamplingRule({ SamplingRuleUpdate: { RuleName: 'checkout' } });
    const answer = await report(statistics('checkout', A));
    expect(answer.SamplingTargetDocuments?.[0]).not.toHaveProperty('SamplingBoost');
  });
});

describe('the summaries of statistics', () => {
  it('are none before any report', async () => {
    expect(await makeControl().control.getSamplingStatisticSummaries({})).toEqual({
      SamplingStatisticSummaries: [],
    });
  });

  it('add up the reports of each rule by the minute they came in', async () => {
    const { control, report, advance } = await makeFleet();
    await report(statistics('checkout', A), statistics('checkout', B), statistics('Default', A));
    await report(statistics('gone', A));
    advance(60);
    await report({
      ...statistics('checkout', A),
      RequestCount: 5,
      SampledCount: 1,
      BorrowCount: 0,
    });
    const minute = Math.floor(START / 60) * 60;
    expect((await control.getSamplingStatisticSummaries({})).SamplingStatisticSummaries).toEqual([
      {
        RuleName: 'Default',
        Timestamp: minute,
        RequestCount: 100,
        SampledCount: 10,
        BorrowCount: 3,
      },
      {
        RuleName: 'checkout',
        Timestamp: minute,
        RequestCount: 200,
        SampledCount: 20,
        BorrowCount: 6,
      },
      {
        RuleName: 'checkout',
        Timestamp: minute + 60,
        RequestCount: 5,
        SampledCount: 1,
        BorrowCount: 0,
      },
    ]);
  });

  it('go back ten minutes', async () => {
    const { control, report, advance } = await makeFleet();
    await report(statistics('checkout', A));
    const count = async () =>
      (await control.getSamplingStatisticSummaries({})).SamplingStatisticSummaries?.length;
    advance(600);
    expect(await count()).toBe(1);
    advance(60);
    expect(await count()).toBe(0);
  });

  it('forget a deleted rule', async () => {
    const { control, report } = await makeFleet();
    await report(statistics('checkout', A));
    await control.deleteSamplingRule({ RuleName: 'checkout' });
    expect((await control.getSamplingStatisticSummaries({})).SamplingStatisticSummaries).toEqual(
      [],
    );
  });
});
