import { ApiError } from '../../xray/api/api-error.ts';
import type { InputOf } from '../../xray/api/operations.ts';
import type { EpochSeconds } from '../../xray/api/traces.ts';
import { LIMITS } from '../../xray/limits.ts';
import { DEFAULT_RULE_NAME } from '../../xray/sampling/match-rule.ts';
import { invalidRequest } from '../invalid-request.ts';
import type { Handlers } from './handlers.ts';
import type { ResourceNames } from './resource-names.ts';
import { changeRule, checkBoost } from './rule-changes.ts';
import { type RuleRecord, type RuleStore, ruleResource } from './rule-store.ts';
import type { TagStore } from './tags.ts';

/** What the operations on rules need. */
export interface SamplingRulesNeeds {
  readonly rules: RuleStore;
  readonly tags: TagStore;
  readonly names: ResourceNames;
  /** Whole epoch seconds. */
  readonly now: () => EpochSeconds;
  /** Called with the name of a rule that is gone. */
  readonly onDelete: (name: string) => void;
}

type SamplingRuleHandlers = Handlers<
  'GetSamplingRules' | 'CreateSamplingRule' | 'UpdateSamplingRule' | 'DeleteSamplingRule'
>;

/** The name in a request that gives a name or an ARN, never both. */
const nameOf = (names: ResourceNames, key: InputOf<'DeleteSamplingRule'>): string => {
  const { RuleName = '', RuleARN = '' } = key;
  if (RuleName !== '' && RuleARN !== '') {
    throw invalidRequest('Request cannot contain both sampling rule name and sampling rule ARN');
  }
  if (RuleName !== '') return RuleName;
  if (RuleARN === '') {
    throw invalidRequest('Request must contain either sampling rule name or sampling rule ARN');
  }
  const resource = names.resourceOf(RuleARN) ?? '';
  const name = resource.startsWith(ruleResource('')) ? resource.slice(ruleResource('').length) : '';
  if (name === '' || name.length > LIMITS.samplingRule.nameCharacters) {
    throw invalidRequest(`Invalid sampling rule ARN: not ${names.arnOf(ruleResource('NAME'))}`);
  }
  return name;
};

const existing = (rules: RuleStore, name: string): RuleRecord => {
  const record = rules.get(name);
  if (record === undefined) throw invalidRequest('Sampling rule does not exist');
  return record;
};

const checkRoom = (rules: RuleStore): void => {
  const custom = rules.all().length - 1;
  if (custom < LIMITS.samplingRules) return;
  throw new ApiError(
    'RuleLimitExceededException',
    `The limit of ${LIMITS.samplingRules} sampling rules has been reached`,
  );
};

/** Create, read, update and delete of sampling rules. */
export const createSamplingRules = (needs: SamplingRulesNeeds): SamplingRuleHandlers => {
  const { rules, tags, names, now, onDelete } = needs;
  return {
    // The service ignores NextToken: all rules fit one page. [live]
    GetSamplingRules: () => ({ SamplingRuleRecords: rules.all() }),

    CreateSamplingRule: ({ SamplingRule: given, Tags = [] }) => {
      const RuleName = nameOf(names, given);
      if (given.Version !== 1) throw invalidRequest('Sampling rule version must be 1');
      if (rules.get(RuleName)) throw invalidRequest('Sampling rule already exists');
      checkRoom(rules);
      checkBoost(given);
      // A process killed in the middle of a delete may have left tags of an older rule.
      tags.forget(ruleResource(RuleName));
      tags.assign(ruleResource(RuleName), Tags);
      const { RuleARN: _arn, ...rule } = { Attributes: {}, ...given, RuleName };
      rules.put({ SamplingRule: rule, CreatedAt: now(), ModifiedAt: now() });
      return { SamplingRuleRecord: existing(rules, RuleName) };
    },

    UpdateSamplingRule: ({ SamplingRuleUpdate }) => {
      const record = existing(rules, nameOf(names, SamplingRuleUpdate));
      const SamplingRule = changeRule(record, SamplingRuleUpdate);
      rules.put({ ...record, SamplingRule, ModifiedAt: now() });
      return { SamplingRuleRecord: existing(rules, SamplingRule.RuleName) };
    },

    DeleteSamplingRule: (key) => {
      const name = nameOf(names, key);
      if (name === DEFAULT_RULE_NAME) {
        throw invalidRequest('The default sampling rule cannot be deleted');
      }
      const record = existing(rules, name);
      rules.delete(name, now());
      tags.forget(ruleResource(name));
      onDelete(name);
      return { SamplingRuleRecord: record };
    },
  };
};
