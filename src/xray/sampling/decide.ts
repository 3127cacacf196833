import type { SamplingRule } from '../api/sampling.ts';
import type { EpochSeconds } from '../api/traces.ts';
import { isRuleForSdks, matchRule, type SamplingRequest } from './match-rule.ts';
import { orderRules } from './order-rules.ts';
import { EMPTY_RESERVOIR, type Reservoir, takeFromReservoir } from './reservoir.ts';
import { countDecision, NO_COUNTS, type SamplingCounts } from './sampling-counts.ts';

/** One rule as one client holds it. */
export interface RuleState {
  readonly rule: SamplingRule;
  /** The rule's fixed rate, or the one the last target put in its place. */
  readonly fixedRate: number;
  readonly reservoir: Reservoir;
  /** Since the last report. */
  readonly counts: SamplingCounts;
}

/** The rules of one client in the order they are tried. */
export type Sampler = readonly RuleState[];

/** What became of one request, and why. */
export interface SamplingDecision {
  readonly ruleName: string;
  readonly sampled: boolean;
  /** Sampled on credit, before X-Ray granted a quota. Counted apart from other samples. */
  readonly borrowed: boolean;
  readonly by: 'reservoir' | 'fixed rate';
}

/** The moment of a decision, passed in so that the same moment always decides the same. */
export interface SamplingMoment {
  readonly now: EpochSeconds;
  /** Uniform in [0, 1). */
  readonly random: number;
}

/** A client that has just fetched its rules. Rules that SDKs do not use are left out. */
export const createSampler = (rules: readonly SamplingRule[]): Sampler =>
  orderRules(rules.filter(isRuleForSdks)).map((rule) => ({
    rule,
    fixedRate: rule.FixedRate,
    reservoir: EMPTY_RESERVOIR,
    counts: NO_COUNTS,
  }));

const decideByRule = (
  state: RuleState,
  { now, random }: SamplingMoment,
): { readonly decision: SamplingDecision; readonly state: RuleState } => {
  const drawn = takeFromReservoir(state.reservoir, now, state.rule.ReservoirSize > 0);
  const fromReservoir = drawn.outcome !== 'empty';
  const decision: SamplingDecision = {
    ruleName: state.rule.RuleName ?? '',
    sampled: fromReservoir || random < state.fixedRate,
    borrowed: drawn.outcome === 'borrowed',
    by: fromReservoir ? 'reservoir' : 'fixed rate',
  };
  const counts = countDecision(state.counts, decision);
  return { decision, state: { ...state, reservoir: drawn.reservoir, counts } };
};

/**
 * Decides one request: the first rule that matches it, its reservoir first, its fixed rate for the rest. The decision
 * is undefined only when no rule matches, which a list with the Default rule in it rules out.
 */
export const decide = (
  sampler: Sampler,
  request: SamplingRequest,
  moment: SamplingMoment,
): { readonly decision: SamplingDecision | undefined; readonly sampler: Sampler } => {
  const index = sampler.findIndex(({ rule }) => matchRule(rule, request));
  const matched = sampler[index];
  if (matched === undefined) return { decision: undefined, sampler };
  const { decision, state } = decideByRule(matched, moment);
  return { decision, sampler: sampler.with(index, state) };
};
