import type { SamplingStatisticSummary } from '../../xray/api/sampling.ts';
import type { EpochSeconds } from '../../xray/api/traces.ts';
import { NO_COUNTS, type SamplingCounts } from '../../xray/sampling/sampling-counts.ts';
import type { Handlers } from './handlers.ts';

/** Width of a summary, seconds. */
const BUCKET_SECONDS = 60;

/** How far back summaries go, seconds. */
const HORIZON_SECONDS = 600;

/** What clients reported lately, and the operation that tells it. */
export interface SamplingSummaries extends Handlers<'GetSamplingStatisticSummaries'> {
  /** Counts a client's report of an existing rule, at the time it is received. */
  add(ruleName: string, counts: SamplingCounts): void;
  /** Drops the reports of a rule that is gone. */
  forget(ruleName: string): void;
}

type Buckets = Map<EpochSeconds, SamplingCounts>;

const dropOld = (buckets: Buckets, now: EpochSeconds): void => {
  for (const start of buckets.keys()) {
    if (start + BUCKET_SECONDS <= now - HORIZON_SECONDS) buckets.delete(start);
  }
};

const summarise = (ruleName: string, buckets: Buckets): readonly SamplingStatisticSummary[] =>
  [...buckets].map(([start, { requests, sampled, borrowed }]) => ({
    RuleName: ruleName,
    Timestamp: start,
    RequestCount: requests,
    SampledCount: sampled,
    BorrowCount: borrowed,
  }));

/** Sums of reports by rule and minute over the last ten minutes, in memory. */
export const createSamplingSummaries = (now: () => EpochSeconds): SamplingSummaries => {
  const bucketsByRule = new Map<string, Buckets>();
  return {
    add: (ruleName, { requests, sampled, borrowed }) => {
      const buckets: Buckets = bucketsByRule.get(ruleName) ?? new Map();
      bucketsByRule.set(ruleName, buckets);
      const start = Math.floor(now() / BUCKET_SECONDS) * BUCKET_SECONDS;
      const sum = buckets.get(start) ?? NO_COUNTS;
      buckets.set(start, {
        requests: sum.requests + requests,
        sampled: sum.sampled + sampled,
        borrowed: sum.borrowed + borrowed,
      });
      dropOld(buckets, now());
    },
    forget: (ruleName) => {
      bucketsByRule.delete(ruleName);
    },
    GetSamplingStatisticSummaries: () => {
      const summaries: SamplingStatisticSummary[] = [];
      for (const [ruleName, buckets] of [...bucketsByRule].sort(([a], [b]) => (a < b ? -1 : 1))) {
        dropOld(buckets, now());
        summaries.push(...summarise(ruleName, buckets));
      }
      return { SamplingStatisticSummaries: summaries };
    },
  };
};
