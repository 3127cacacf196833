import { describe, expect, it } from 'vitest';
import type { SamplingRule, SamplingRuleUpdate } from '../../../../src/xray/api/sampling.ts';
import { ACCOUNT_ARN, makeControl, newRule, refusalOf, START } from './make-control.ts';

const DEFAULT_RULE = {
  CreatedAt: 0,
  ModifiedAt: 0,
  SamplingRule: {
    RuleName: 'Default',
    RuleARN: `${ACCOUNT_ARN}sampling-rule/Default`,
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
  },
};

const withRule = async (changes: Partial<SamplingRule> = {}) => {
  const made = makeControl();
  await made.control.createSamplingRule({ SamplingRule: newRule(changes) });
  return made;
};

describe('the sampling rules', () => {
  it('are the Default rule alone at first, never modified', async () => {
    const { control } = makeControl();
    expect(await control.getSamplingRules({})).toEqual({ SamplingRuleRecords: [DEFAULT_RULE] });
  });

  it('are listed by name, Default last, whatever the token', async () => {
    const { control } = makeControl();
    for (const RuleName of ['b', 'Z', 'a']) {
      await control.createSamplingRule({ SamplingRule: newRule({ RuleName }) });
    }
    const { SamplingRuleRecords } = await control.getSamplingRules({ NextToken: 'any' });
    const names = SamplingRuleRecords?.map(({ SamplingRule: rule }) => rule?.RuleName);
    expect(names).toEqual(['Z', 'a', 'b', 'Default']);
  });

  it('outlive the control plane that made them', async () => {
    const { settings, control } = await withRule();
    const again = makeControl(settings).control;
    expect(await again.getSamplingRules({})).toEqual(await control.getSamplingRules({}));
  });
});

describe('creating a rule', () => {
  it('answers with its record: ARN, empty attributes, whole seconds', async () => {
    const { control, advance } = makeControl();
    advance(0.7);
    expect(await control.createSamplingRule({ SamplingRule: newRule() })).toEqual({
      SamplingRuleRecord: {
        SamplingRule: {
          ...newRule(),
          RuleARN: `${ACCOUNT_ARN}sampling-rule/checkout`,
          Attributes: {},
        },
        CreatedAt: START,
        ModifiedAt: START,
      },
    });
  });

  it('takes an ARN in place of a name', async () => {
    const { control } = makeControl();
    const { RuleName: _, ...rule } = newRule();
    const RuleARN = `${ACCOUNT_ARN}sampling-rule/by-arn`;
    const { SamplingRuleRecord } = await control.createSamplingRule({
      SamplingRule: { ...rule, RuleARN },
    });
    expect(SamplingRuleRecord?.SamplingRule).toMatchObject({ RuleName: 'by-arn', RuleARN });
  });

  it.each<[string, Partial<SamplingRule>, string]>([
    ['a name that is taken', {}, 'InvalidRequestException: Sampling rule already exists'],
    [
      'the name Default',
      { RuleName: 'Default' },
      'InvalidRequestException: Sampling rule already exists',
    ],
    [
      'version 2',
      { RuleName: 'b', Version: 2 },
      'InvalidRequestException: Sampling rule version must be 1',
    ],
    [
      'a name and an ARN',
      { RuleARN: `${ACCOUNT_ARN}sampling-rule/checkout` },
      'InvalidRequestException: Request cannot contain both sampling rule name and sampling rule ARN',
    ],
    [
      'neither name nor ARN',
      { RuleName: undefined as unknown as string },
      'InvalidRequestException: Request must contain either sampling rule name or sampling rule ARN',
    ],
    [
      'a boost without a cooldown',
      { RuleName: 'b', SamplingRateBoost: { MaxRate: 1, CooldownWindowMinutes: 0 } },
      'InvalidRequestException: CooldownWindowMinutes of SamplingRateBoost must be at least 1',
    ],
    [
      'a long name',
      { RuleName: 'x'.repeat(33) },
      `ValidationException: 1 validation error detected: Value '${'x'.repeat(33)}' at 'samplingRule.ruleName' ` +
        'failed to satisfy constraint: Member must have length less than or equal to 32',
    ],
  ])('refuses %s', async (_, changes, refusal) => {
    const { control } = await withRule();
    const created = control.createSamplingRule({ SamplingRule: newRule(changes) });
    expect(await refusalOf(created)).toBe(refusal);
    expect((await control.getSamplingRules({})).SamplingRuleRecords).toHaveLength(2);
  });

  it.each([
    'arn:aws:xray:us-east-1:000000000000:sampling-rule/x',
    `${ACCOUNT_ARN}group/x`,
    `${ACCOUNT_ARN}sampling-rule/`,
    `${ACCOUNT_ARN}sampling-rule/${'x'.repeat(33)}`,
  ])('refuses the ARN %s', async (RuleARN) => {
    const { RuleName: _, ...rule } = newRule();
    const created = makeControl().control.createSamplingRule({
      SamplingRule: { ...rule, RuleARN },
    });
    expect(await refusalOf(created)).toBe(
      `InvalidRequestException: Invalid sampling rule ARN: not ${ACCOUNT_ARN}sampling-rule/NAME`,
    );
  });

  it('stops at 25 rules beside Default', async () => {
    const { control } = makeControl();
    for (let index = 0; index < 25; index += 1) {
      await control.createSamplingRule({ SamplingRule: newRule({ RuleName: `rule-${index}` }) });
    }
    expect(await refusalOf(control.createSamplingRule({ SamplingRule: newRule() }))).toBe(
      'RuleLimitExceededException: The limit of 25 sampling rules has been reached',
    );
    await control.deleteSamplingRule({ RuleName: 'rule-7' });
    expect(await refusalOf(control.createSamplingRule({ SamplingRule: newRule() }))).toBe(
      'accepted',
    );
  });

  it('makes no rule when its tags are refused', async () => {
    const { control } = makeControl();
    const Tags = [{ Key: 'aws:x', Value: '' }];
    expect(await refusalOf(control.createSamplingRule({ SamplingRule: newRule(), Tags }))).toMatch(
      /system tags$/,
    );
    expect((await control.getSamplingRules({})).SamplingRuleRecords).toHaveLength(1);
  });
});

describe('updating a rule', () => {
  const update = async (from: Partial<SamplingRule>, change: SamplingRuleUpdate) => {
    const { control, advance } = await withRule(from);
    advance(60);
    const { SamplingRuleRecord } = await control.updateSamplingRule({ SamplingRuleUpdate: change });
    return SamplingRuleRecord;
  };

  it('changes what is named, keeps the rest, and moves ModifiedAt', async () => {
    const record = await update(
      { Attributes: { tier: 'gold' } },
      { RuleName: 'checkout', FixedRate: 0.5, Host: 'shop' },
    );
    expect(record).toMatchObject({
      CreatedAt: START,
      ModifiedAt: START + 60,
      SamplingRule: {
        FixedRate: 0.5,
        Host: 'shop',
        ReservoirSize: 3,
        Attributes: { tier: 'gold' },
      },
    });
  });

  it('moves ModifiedAt even when nothing changes', async () => {
    expect((await update({}, { RuleName: 'checkout' }))?.ModifiedAt).toBe(START + 60);
  });

  it('finds the rule by ARN and does not rename it', async () => {
    const RuleARN = `${ACCOUNT_ARN}sampling-rule/checkout`;
    const record = await update({}, { RuleARN, Priority: 7 });
    expect(record?.SamplingRule).toMatchObject({ RuleName: 'checkout', RuleARN, Priority: 7 });
  });

  it('clears attributes with an empty map', async () => {
    const record = await update(
      { Attributes: { a: 'b' } },
      { RuleName: 'checkout', Attributes: {} },
    );
    expect(record?.SamplingRule?.Attributes).toEqual({});
  });

  it('sets a rate boost, and clears it when the update has none', async () => {
    const boost = { MaxRate: 0.5, CooldownWindowMinutes: 10 };
    const set = await update({}, { RuleName: 'checkout', SamplingRateBoost: boost });
    expect(set?.SamplingRule?.SamplingRateBoost).toEqual(boost);
    const cleared = await update(
      { SamplingRateBoost: boost },
      { RuleName: 'checkout', Priority: 1 },
    );
    expect(cleared?.SamplingRule).not.toHaveProperty('SamplingRateBoost');
  });

  it.each<[string, SamplingRuleUpdate, string]>([
    ['an unknown rule', { RuleName: 'other' }, 'Sampling rule does not exist'],
    [
      'no rule',
      { Priority: 1 },
      'Request must contain either sampling rule name or sampling rule ARN',
    ],
    [
      'a name and an ARN, even of the same rule',
      { RuleName: 'checkout', RuleARN: `${ACCOUNT_ARN}sampling-rule/checkout` },
      'Request cannot contain both sampling rule name and sampling rule ARN',
    ],
    [
      'priority 0',
      { RuleName: 'checkout', Priority: 0 },
      'Invalid update request for sampling rule',
    ],
    [
      'priority 10000',
      { RuleName: 'checkout', Priority: 10_000 },
      'Invalid update request for sampling rule',
    ],
    [
      'a rate over 1',
      { RuleName: 'checkout', FixedRate: 1.01 },
      'Invalid update request for sampling rule',
    ],
    [
      'a negative rate',
      { RuleName: 'checkout', FixedRate: -0.1 },
      'Invalid update request for sampling rule',
    ],
    [
      'a negative reservoir',
      { RuleName: 'checkout', ReservoirSize: -1 },
      'Invalid update request for sampling rule',
    ],
    [
      'the host of Default',
      { RuleName: 'Default', Host: 'a', FixedRate: 1 },
      'Only the reservoir size and fixed rate of the default sampling rule can be modified',
    ],
    [
      'the priority of Default',
      { RuleARN: `${ACCOUNT_ARN}sampling-rule/Default`, Priority: 10_000 },
      'Only the reservoir size and fixed rate of the default sampling rule can be modified',
    ],
  ])('refuses %s, and changes nothing', async (_, SamplingRuleUpdate, message) => {
    const { control } = await withRule();
    const before = await control.getSamplingRules({});
    expect(await refusalOf(control.updateSamplingRule({ SamplingRuleUpdate }))).toBe(
      `InvalidRequestException: ${message}`,
    );
    expect(await control.getSamplingRules({})).toEqual(before);
  });

  it('changes rate and reservoir of Default, which stays last and was never created', async () => {
    const { control } = await withRule();
    await control.updateSamplingRule({
      SamplingRuleUpdate: { RuleName: 'Default', FixedRate: 1, ReservoirSize: 50 },
    });
    const { SamplingRuleRecords } = await control.getSamplingRules({});
    expect(SamplingRuleRecords?.at(-1)).toEqual({
      CreatedAt: 0,
      ModifiedAt: START,
      SamplingRule: { ...DEFAULT_RULE.SamplingRule, FixedRate: 1, ReservoirSize: 50 },
    });
    expect(SamplingRuleRecords).toHaveLength(2);
  });
});

describe('deleting a rule', () => {
  it('answers with its last record', async () => {
    const { control, advance } = await withRule();
    advance(5);
    const { SamplingRuleRecord } = await control.deleteSamplingRule({ RuleName: 'checkout' });
    expect(SamplingRuleRecord).toMatchObject({
      ModifiedAt: START,
      SamplingRule: { RuleName: 'checkout' },
    });
    expect((await control.getSamplingRules({})).SamplingRuleRecords).toEqual([DEFAULT_RULE]);
  });

  it.each([
    [{ RuleName: 'other' }, 'Sampling rule does not exist'],
    [{ RuleName: 'Default' }, 'The default sampling rule cannot be deleted'],
    [
      { RuleARN: `${ACCOUNT_ARN}sampling-rule/Default` },
      'The default sampling rule cannot be deleted',
    ],
    [{}, 'Request must contain either sampling rule name or sampling rule ARN'],
  ])('refuses %j', async (key, message) => {
    const { control } = await withRule();
    expect(await refusalOf(control.deleteSamplingRule(key))).toBe(
      `InvalidRequestException: ${message}`,
    );
  });
});
