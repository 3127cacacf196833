import type { SamplingRule, SamplingRuleUpdate } from '../../xray/api/sampling.ts';
import { LIMITS } from '../../xray/limits.ts';
import { DEFAULT_RULE_NAME } from '../../xray/sampling/match-rule.ts';
import { invalidRequest } from '../invalid-request.ts';
import type { RuleRecord } from './rule-store.ts';

/** The only members of an update the Default rule takes, beside its name. */
const DEFAULT_RULE_MEMBERS: readonly string[] = [
  'RuleName',
  'RuleARN',
  'FixedRate',
  'ReservoirSize',
];

/** The service model has no ranges for an update; the service refuses with these words. [live] */
const checkRanges = ({ RuleName, Priority, FixedRate, ReservoirSize }: SamplingRule): void => {
  const { priorityMin, priorityMax } = LIMITS.samplingRule;
  const hasPriority =
    RuleName === DEFAULT_RULE_NAME || (Priority >= priorityMin && Priority <= priorityMax);
  if (!hasPriority || FixedRate < 0 || FixedRate > 1 || ReservoirSize < 0) {
    throw invalidRequest('Invalid update request for sampling rule');
  }
};

/** Refuses a boost that could never end its first window; the live service breaks on it. */
export const checkBoost = ({
  SamplingRateBoost,
}: Pick<SamplingRule, 'SamplingRateBoost'>): void => {
  if (SamplingRateBoost?.CooldownWindowMinutes === 0) {
    throw invalidRequest('CooldownWindowMinutes of SamplingRateBoost must be at least 1');
  }
};

/**
 * The rule after an update: what is named changes, what is not stays, but for the rate boost, which an update without
 * one clears. [live] Name and version never change. Throws for what may not be.
 */
export const changeRule = (
  { SamplingRule: old }: RuleRecord,
  update: SamplingRuleUpdate,
): RuleRecord['SamplingRule'] => {
  const { RuleName: _name, RuleARN: _arn, SamplingRateBoost, ...changes } = update;
  const others = Object.keys(update).filter((member) => !DEFAULT_RULE_MEMBERS.includes(member));
  if (old.RuleName === DEFAULT_RULE_NAME && others.length > 0) {
    throw invalidRequest(
      'Only the reservoir size and fixed rate of the default sampling rule can be modified',
    );
  }
  const { SamplingRateBoost: _cleared, ...kept } = old;
  const rule = { ...kept, ...changes, ...(SamplingRateBoost && { SamplingRateBoost }) };
  checkRanges(rule);
  checkBoost(rule);
  return rule;
};
