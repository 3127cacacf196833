import type { SamplingStatisticsDocument, SamplingTargetDocument } from '../api/sampling.ts';
import type { EpochSeconds } from '../api/traces.ts';
import type { RuleState, Sampler } from './decide.ts';
import { applyTarget } from './reservoir.ts';
import { NO_COUNTS } from './sampling-counts.ts';

/**
 * One document for each rule that decided anything since the last report, and the sampler with those counts at zero.
 * A GetSamplingTargets call takes 25 documents; with 25 rules and Default there may be one more.
 */
export const reportStatistics = (
  sampler: Sampler,
  clientId: string,
  now: EpochSeconds,
): { readonly documents: readonly SamplingStatisticsDocument[]; readonly sampler: Sampler } => {
  const documents = sampler
    .filter(({ counts }) => counts.requests > 0)
    .map(({ rule, counts }) => ({
      RuleName: rule.RuleName ?? '',
      ClientID: clientId,
      Timestamp: Math.floor(now),
      RequestCount: counts.requests,
      SampledCount: counts.sampled,
      BorrowCount: counts.borrowed,
    }));
  return { documents, sampler: sampler.map((state) => ({ ...state, counts: NO_COUNTS })) };
};

const applyTo = (state: RuleState, target: SamplingTargetDocument | undefined): RuleState =>
  target === undefined
    ? state
    : {
        ...state,
        fixedRate: target.FixedRate ?? state.fixedRate,
        reservoir: applyTarget(state.reservoir, target),
      };

/** The sampler after X-Ray's answer to a report: rates and quotas of the rules it names. */
export const applyTargets = (
  sampler: Sampler,
  targets: readonly SamplingTargetDocument[],
): Sampler =>
  sampler.map((state) =>
    applyTo(
      state,
      targets.find(({ RuleName }) => RuleName === state.rule.RuleName),
    ),
  );
