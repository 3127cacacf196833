import type { SamplingRule } from '../api/sampling.ts';
import { DEFAULT_RULE_NAME } from './match-rule.ts';

const nameOf = (rule: SamplingRule): string => rule.RuleName ?? '';

const compareNames = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

const compareRules = (one: SamplingRule, other: SamplingRule): number => {
  const isDefault = nameOf(one) === DEFAULT_RULE_NAME;
  if (isDefault !== (nameOf(other) === DEFAULT_RULE_NAME)) return isDefault ? 1 : -1;
  return one.Priority - other.Priority || compareNames(nameOf(one), nameOf(other));
};

/** The rules in the order they are tried: by priority, low first, then by name; Default last whatever its priority. */
export const orderRules = (rules: readonly SamplingRule[]): readonly SamplingRule[] =>
  [...rules].sort(compareRules);
