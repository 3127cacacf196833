import type {
  SamplingBoostStatisticsDocument,
  SamplingTargetDocument,
} from '../../xray/api/sampling.ts';
import type { EpochSeconds } from '../../xray/api/traces.ts';
import { type RateBoost, updateBoost } from '../../xray/sampling/rate-boost.ts';
import type { RuleRecord } from './rule-store.ts';

type SamplingBoost = NonNullable<SamplingTargetDocument['SamplingBoost']>;

/** The rate boosts that go on, by rule. */
export interface SamplingBoosts {
  /** Takes in reports of anomalies under one rule. */
  report(record: RuleRecord, reports: readonly SamplingBoostStatisticsDocument[]): void;
  /** The boost clients of the rule are to be told of; undefined when there is none now. */
  of(record: RuleRecord): SamplingBoost | undefined;
  /** Ends the boost of a rule that is gone. */
  forget(ruleName: string): void;
}

/** Boosts in memory; `now` in epoch seconds. */
export const createSamplingBoosts = (now: () => EpochSeconds): SamplingBoosts => {
  const boosts = new Map<string, RateBoost>();
  return {
    report: ({ SamplingRule: rule }, reports) => {
      const boost = updateBoost(boosts.get(rule.RuleName), rule.SamplingRateBoost, reports, now());
      if (boost === undefined) boosts.delete(rule.RuleName);
      else boosts.set(rule.RuleName, boost);
    },
    of: ({ SamplingRule: rule }) => {
      const boost = boosts.get(rule.RuleName);
      if (boost === undefined || rule.SamplingRateBoost === undefined) return undefined;
      const isRaise = boost.rate > rule.FixedRate && now() < boost.ttl;
      return isRaise ? { BoostRate: boost.rate, BoostRateTTL: boost.ttl } : undefined;
    },
    forget: (ruleName) => {
      boosts.delete(ruleName);
    },
  };
};
