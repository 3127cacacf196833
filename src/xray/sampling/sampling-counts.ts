/** What one client counted for one rule since its last report. */
export interface SamplingCounts {
  readonly requests: number;
  /** From the quota or by the fixed rate; borrowed ones are not among them. */
  readonly sampled: number;
  readonly borrowed: number;
}

/** Nothing counted yet. */
export const NO_COUNTS: SamplingCounts = { requests: 0, sampled: 0, borrowed: 0 };

/** The counts after one more decision. */
export const countDecision = (
  counts: SamplingCounts,
  decision: { readonly sampled: boolean; readonly borrowed: boolean },
): SamplingCounts => ({
  requests: counts.requests + 1,
  sampled: counts.sampled + (decision.sampled && !decision.borrowed ? 1 : 0),
  borrowed: counts.borrowed + (decision.borrowed ? 1 : 0),
});
