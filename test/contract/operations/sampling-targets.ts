import { expect, it } from 'vitest';
import type { SamplingTargetDocument } from '../../../src/xray/api/sampling.ts';
import { type GetSubject, refusalOf } from '../subject.ts';
import { newRule } from './sampling-rules.ts';

const A = 'a'.repeat(24);
const B = 'b'.repeat(24);

/** A report of ten requests, as an SDK makes it. */
const reportOf = (subject: GetSubject, RuleName: string, ClientID: string) => ({
  RuleName,
  ClientID,
  Timestamp: Math.floor(subject().nowMs() / 1_000),
  RequestCount: 10,
  SampledCount: 4,
  BorrowCount: 1,
});

export const describeGetSamplingTargets = (subject: GetSubject): void => {
  const report = async (RuleName: string, ...clients: readonly string[]) => {
    const { SamplingTargetDocuments = [], UnprocessedStatistics } =
      await subject().api.getSamplingTargets({
        SamplingStatisticsDocuments: clients.map((client) => reportOf(subject, RuleName, client)),
      });
    expect(UnprocessedStatistics).toEqual([]);
    return SamplingTargetDocuments;
  };

  it('tells a client the rate at its first report, and its quota from the second on', async () => {
    const { api } = subject();
    await api.createSamplingRule({ SamplingRule: newRule('alone') });
    expect(await report('alone', A)).toEqual([{ RuleName: 'alone', FixedRate: 0.5 }]);
    await subject().advance(10_000);
    const second = Math.floor(subject().nowMs() / 1_000);
    const [target] = await report('alone', A);
    expect(target).toEqual({
      RuleName: 'alone',
      FixedRate: 0.5,
      ReservoirQuota: 10,
      ReservoirQuotaTTL: expect.any(Number),
      Interval: 10,
    });
    expect(target?.ReservoirQuotaTTL).toBeGreaterThanOrEqual(second + 300);
    expect(target?.ReservoirQuotaTTL).toBeLessThanOrEqual(second + 301);
    await api.deleteSamplingRule({ RuleName: 'alone' });
  });

  it('divides a reservoir over its clients, never giving out more than it holds', async () => {
    const { api } = subject();
    await api.createSamplingRule({ SamplingRule: newRule('shared', { ReservoirSize: 7 }) });
    await report('shared', A, B);
    await subject().advance(10_000);
    const quotas = (await report('shared', A, B)).map(({ ReservoirQuota }) => ReservoirQuota);
    expect(quotas.toSorted()).toEqual([3, 4]);
    await api.deleteSamplingRule({ RuleName: 'shared' });
  });

  it('tells of a changed rate, and of the change itself', async () => {
    const { api } = subject();
    const ask = () =>
      api.getSamplingTargets({ SamplingStatisticsDocuments: [reportOf(subject, 'moved', A)] });
    await api.createSamplingRule({ SamplingRule: newRule('moved') });
    const { LastRuleModification: before = 0 } = await ask();
    await subject().advance(2_000);
    await api.updateSamplingRule({ SamplingRuleUpdate: { RuleName: 'moved', FixedRate: 0.9 } });
    const after = await ask();
    expect(after.SamplingTargetDocuments).toMatchObject([{ RuleName: 'moved', FixedRate: 0.9 }]);
    expect(after.LastRuleModification).toBeGreaterThan(before);
    await subject().advance(2_000);
    await api.deleteSamplingRule({ RuleName: 'moved' });
    const { LastRuleModification } = await api.getSamplingTargets({
      SamplingStatisticsDocuments: [],
    });
    expect(LastRuleModification).toBeGreaterThan(after.LastRuleModification ?? 0);
  });

  it('sets reports on unknown rules apart', async () => {
    const answer = await subject().api.getSamplingTargets({
      SamplingStatisticsDocuments: [
        reportOf(subject, 'nobody', A),
        reportOf(subject, 'Default', A),
      ],
    });
    expect(answer.SamplingTargetDocuments?.map(({ RuleName }) => RuleName)).toEqual(['Default']);
    expect(answer.UnprocessedStatistics).toEqual([
      { RuleName: 'nobody', ErrorCode: '400', Message: 'Unknown rule' },
    ]);
  });

  it('raises the rate of a rule with a boost while its services see anomalies', async () => {
    const { api } = subject();
    const boost = { MaxRate: 0.9, CooldownWindowMinutes: 5 };
    const rule = newRule('boosted', { FixedRate: 0.1, SamplingRateBoost: boost });
    await api.createSamplingRule({ SamplingRule: rule });
    const nowSeconds = Math.floor(subject().nowMs() / 1_000);
    const anomalies = {
      RuleName: 'boosted',
      ServiceName: 'shop-front',
      Timestamp: nowSeconds,
      AnomalyCount: 50,
      TotalCount: 100,
      SampledAnomalyCount: 0,
    };
    const answer = await api.getSamplingTargets({
      SamplingStatisticsDocuments: [reportOf(subject, 'boosted', A)],
      SamplingBoostStatisticsDocuments: [anomalies, { ...anomalies, RuleName: 'nobody' }],
    });
    const [target = {} as SamplingTargetDocument] = answer.SamplingTargetDocuments ?? [];
    expect(target.SamplingBoost?.BoostRate).toBeGreaterThan(0.1);
    expect(target.SamplingBoost?.BoostRate).toBeLessThanOrEqual(0.9);
    expect(target.SamplingBoost?.BoostRateTTL).toBeGreaterThan(nowSeconds);
    expect(answer.UnprocessedBoostStatistics).toEqual([
      { RuleName: 'nobody', ErrorCode: '400', Message: 'Unknown rule' },
    ]);
    await api.deleteSamplingRule({ RuleName: 'boosted' });
  });

  it.each([
    [Array(26).fill({}), /^ValidationException: .* at 'samplingStatisticsDocuments' /],
    [
      [{ ClientID: 'short' }],
      /^ValidationException: .*'samplingStatisticsDocuments\.1\.member\.clientID'/,
    ],
    [[{ RequestCount: 'many' }], /^SerializationException: /],
    [undefined, /^ValidationException: .* Value null at 'samplingStatisticsDocuments'/],
  ])('refuses documents with %j', async (changes, refusal) => {
    const documents = changes?.map((change: object) => ({
      ...reportOf(subject, 'Default', A),
      ...change,
    }));
    const call = subject().api.getSamplingTargets({
      SamplingStatisticsDocuments: documents,
    } as never);
    expect(await refusalOf(call)).toMatch(refusal);
  });
};

export const describeGetSamplingStatisticSummaries = (subject: GetSubject): void => {
  it('adds reports up by rule and minute, and forgets them after ten minutes', async () => {
    const { api } = subject();
    const summariesOf = async () =>
      (await api.getSamplingStatisticSummaries({})).SamplingStatisticSummaries?.filter(
        ({ RuleName }) => RuleName === 'counted',
      );
    await api.createSamplingRule({ SamplingRule: newRule('counted') });
    await subject().advance(61_000 - (subject().nowMs() % 60_000));
    const minute = Math.floor(subject().nowMs() / 60_000) * 60;
    await api.getSamplingTargets({
      SamplingStatisticsDocuments: [A, B].map((client) => reportOf(subject, 'counted', client)),
    });
    await subject().advance(60_000);
    await api.getSamplingTargets({
      SamplingStatisticsDocuments: [reportOf(subject, 'counted', A)],
    });
    const counts = { RequestCount: 10, SampledCount: 4, BorrowCount: 1 };
    expect(await summariesOf()).toEqual([
      { RuleName: 'counted', Timestamp: minute, RequestCount: 20, SampledCount: 8, BorrowCount: 2 },
      { RuleName: 'counted', Timestamp: minute + 60, ...counts },
    ]);
    await subject().advance(10 * 60_000);
    expect(await summariesOf()).toEqual([
      { RuleName: 'counted', Timestamp: minute + 60, ...counts },
    ]);
    await api.deleteSamplingRule({ RuleName: 'counted' });
    expect(await summariesOf()).toEqual([]);
  });
};
