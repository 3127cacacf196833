import type { HistogramEntry } from '../api/graph.ts';

/**
 * The duration, in seconds, that the given share of calls (0 to 1) did not exceed: the smallest value of the histogram
 * that reaches the rank, never one between two values. Entries may come in any order, as AWS prints them.
 * Undefined for a histogram without a call.
 */
export const percentileOf = (
  entries: readonly HistogramEntry[],
  share: number,
): number | undefined => {
  const rising = [...entries].sort((one, other) => one.Value - other.Value);
  let total = 0;
  for (const entry of rising) total += entry.Count;
  if (total <= 0) return undefined;
  // The subtracted sliver keeps 0.95 x 20 = 19.000000000000004 from asking for the 20th of 20 calls.
  const rank = Math.max(1, Math.ceil(share * total - 1e-9));
  let seen = 0;
  for (const entry of rising) {
    seen += entry.Count;
    if (seen >= rank) return entry.Value;
  }
  return rising.at(-1)?.Value;
};
