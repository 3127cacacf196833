import { expect, it } from 'vitest';
import type { SamplingRule } from '../../../src/xray/api/sampling.ts';
import { type GetSubject, refusalOf } from '../subject.ts';

/** A rule as a create call gives it. */
export const newRule = (RuleName: string, changes: Partial<SamplingRule> = {}): SamplingRule => ({
  RuleName,
  ResourceARN: '*',
  Priority: 100,
  FixedRate: 0.5,
  ReservoirSize: 10,
  ServiceName: 'shop-*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: 'POST',
  URLPath: '/checkout*',
  Version: 1,
  ...changes,
});

const arnOf = (name: string): RegExp =>
  new RegExp(`^arn:aws:xray:us-east-1:\\d{12}:sampling-rule/${name}$`);

const DEFAULT_RULE = {
  RuleName: 'Default',
  RuleARN: expect.stringMatching(arnOf('Default')),
  ResourceARN: '*',
  Priority: 10_000,
  FixedRate: 0.05,
  ReservoirSize: 1,
  ServiceName: '*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  Version: 1,
  Attributes: {},
};

const UNKNOWN = 'InvalidRequestException: Sampling rule does not exist';

const nowSeconds = (subject: GetSubject): number => Math.floor(subject().nowMs() / 1_000);

export const describeGetSamplingRules = (subject: GetSubject): void => {
  it('has the default rule from the beginning', async () => {
    const { SamplingRuleRecords = [], NextToken } = await subject().api.getSamplingRules({});
    expect(SamplingRuleRecords.map(({ SamplingRule }) => SamplingRule)).toEqual([DEFAULT_RULE]);
    expect(NextToken).toBeUndefined();
  });

  it('ignores a token: all rules fit one page', async () => {
    const { SamplingRuleRecords } = await subject().api.getSamplingRules({ NextToken: 'zzz' });
    expect(SamplingRuleRecords).toHaveLength(1);
  });
};

export const describeCreateSamplingRule = (subject: GetSubject): void => {
  it('makes a rule that is listed from then on, with tags', async () => {
    const { api } = subject();
    const rule = newRule('made', {
      Attributes: { tier: 'gold*' },
      SamplingRateBoost: { MaxRate: 0.9, CooldownWindowMinutes: 5 },
    });
    const Tags = [{ Key: 'team', Value: 'shop' }];
    const before = nowSeconds(subject);
    const { SamplingRuleRecord: record } = await api.createSamplingRule({
      SamplingRule: rule,
      Tags,
    });
    const RuleARN = record?.SamplingRule?.RuleARN ?? '';
    expect(record?.SamplingRule).toEqual({
      ...rule,
      RuleARN: expect.stringMatching(arnOf('made')),
    });
    expect(record?.CreatedAt).toBeGreaterThanOrEqual(before);
    expect(record?.ModifiedAt).toBe(record?.CreatedAt);
    expect((await api.getSamplingRules({})).SamplingRuleRecords).toContainEqual(record);
    expect((await api.listTagsForResource({ ResourceARN: RuleARN })).Tags).toEqual(Tags);
    await api.deleteSamplingRule({ RuleARN });
  });

  it('takes 25 rules beside the default one', async () => {
    const { api } = subject();
    const names = Array.from({ length: 25 }, (_, index) => `quota-${index}`);
    for (const name of names) await api.createSamplingRule({ SamplingRule: newRule(name) });
    const extra = api.createSamplingRule({ SamplingRule: newRule('quota-25') });
    expect(await refusalOf(extra)).toMatch(/^RuleLimitExceededException: /);
    for (const RuleName of names) await api.deleteSamplingRule({ RuleName });
    expect((await api.getSamplingRules({})).SamplingRuleRecords).toHaveLength(1);
  });

  it.each([
    [{ RuleName: 'Default' }, 'InvalidRequestException: Sampling rule already exists'],
    [{ RuleName: undefined }, /^InvalidRequestException: /],
    [{ Version: 2 }, /^InvalidRequestException: .*version must be 1/],
    [{ Priority: 10_000 }, /^ValidationException: .* at 'samplingRule\.priority' /],
    [{ FixedRate: 1.5 }, /^ValidationException: .* at 'samplingRule\.fixedRate' /],
    [{ ReservoirSize: -1 }, /^ValidationException: .* at 'samplingRule\.reservoirSize' /],
    [{ HTTPMethod: 'UNSUBSCRIBED' }, /^ValidationException: .* at 'samplingRule\.hTTPMethod' /],
    [{ Host: undefined }, /^ValidationException: .* Value null at 'samplingRule\.host' /],
    [{ FixedRate: 'half' }, /^SerializationException: /],
  ])('refuses a rule with %j', async (changes, refusal) => {
    const SamplingRule = { ...newRule('refused'), ...changes } as SamplingRule;
    expect(await refusalOf(subject().api.createSamplingRule({ SamplingRule }))).toMatch(refusal);
    expect((await subject().api.getSamplingRules({})).SamplingRuleRecords).toHaveLength(1);
  });
};

export const describeUpdateSamplingRule = (subject: GetSubject): void => {
  it('changes what is named, and clears a boost that is not', async () => {
    const { api } = subject();
    const rule = newRule('changed', {
      SamplingRateBoost: { MaxRate: 0.9, CooldownWindowMinutes: 5 },
    });
    const { SamplingRuleRecord: made } = await api.createSamplingRule({ SamplingRule: rule });
    await subject().advance(2_000);
    const { SamplingRuleRecord: changed } = await api.updateSamplingRule({
      SamplingRuleUpdate: { RuleName: 'changed', FixedRate: 0.1, Priority: 7 },
    });
    const { SamplingRateBoost: _, ...kept } = made?.SamplingRule ?? rule;
    expect(changed?.SamplingRule).toEqual({ ...kept, FixedRate: 0.1, Priority: 7 });
    expect(changed?.CreatedAt).toBe(made?.CreatedAt);
    expect(changed?.ModifiedAt).toBeGreaterThan(made?.ModifiedAt ?? 0);
    await api.deleteSamplingRule({ RuleName: 'changed' });
  });

  it('lets rate and reservoir of the default rule be changed, and nothing else', async () => {
    const { api } = subject();
    const update = (SamplingRuleUpdate: object) => api.updateSamplingRule({ SamplingRuleUpdate });
    const { SamplingRuleRecord } = await update({
      RuleName: 'Default',
      FixedRate: 0.02,
      ReservoirSize: 3,
    });
    expect(SamplingRuleRecord?.SamplingRule).toEqual({
      ...DEFAULT_RULE,
      FixedRate: 0.02,
      ReservoirSize: 3,
    });
    expect(await refusalOf(update({ RuleName: 'Default', Host: 'a' }))).toBe(
      'InvalidRequestException: Only the reservoir size and fixed rate of the default sampling rule can be modified',
    );
    await update({ RuleName: 'Default', FixedRate: 0.05, ReservoirSize: 1 });
  });

  it('refuses a rule that is not there', async () => {
    const call = subject().api.updateSamplingRule({
      SamplingRuleUpdate: { RuleName: 'nobody', FixedRate: 0.1 },
    });
    expect(await refusalOf(call)).toBe(UNKNOWN);
  });
};

export const describeDeleteSamplingRule = (subject: GetSubject): void => {
  it('gives the rule back and forgets it', async () => {
    const { api } = subject();
    const { SamplingRuleRecord } = await api.createSamplingRule({ SamplingRule: newRule('gone') });
    expect(await api.deleteSamplingRule({ RuleName: 'gone' })).toEqual({ SamplingRuleRecord });
    expect(await refusalOf(api.deleteSamplingRule({ RuleName: 'gone' }))).toBe(UNKNOWN);
    expect((await api.getSamplingRules({})).SamplingRuleRecords).toHaveLength(1);
  });

  it('never deletes the default rule', async () => {
    expect(await refusalOf(subject().api.deleteSamplingRule({ RuleName: 'Default' }))).toBe(
      'InvalidRequestException: The default sampling rule cannot be deleted',
    );
  });
};
