import type { HistogramEntry } from '../api/graph.ts';

/** Up to so many distinct durations are printed one by one. AWS's own digests were seen with up to 157 entries. */
const MAX_EXACT_ENTRIES = 500;
/** Beyond that, durations that differ by no more than this factor are printed as one. */
const GROUP_WIDTH = 1.01;

interface Group {
  first: number;
  count: number;
  /** Sum of milliseconds. */
  sum: number;
}

const entryOf = (group: Group): HistogramEntry => ({
  Value: Math.round(group.sum / group.count) / 1_000,
  Count: group.count,
});

/**
 * The wire shape of a histogram, values rising, in seconds to the millisecond. More than 500 distinct durations are
 * printed in groups no wider than 1 % of their value, each under its mean, as a digest would: so no answer has more
 * than some 2,000 entries a histogram, and every percentile read from it is within 1 % of the exact one.
 *
 * @param buckets pairs of milliseconds and count, milliseconds rising; counts below 1 are left out
 */
export const printHistogram = (
  buckets: readonly (readonly [number, number])[],
): readonly HistogramEntry[] => {
  const width = buckets.length > MAX_EXACT_ENTRIES ? GROUP_WIDTH : 1;
  const entries: HistogramEntry[] = [];
  let group: Group | undefined;
  for (const [ms, count] of buckets) {
    if (count < 1) continue;
    if (group !== undefined && ms <= group.first * width) {
      group.count += count;
      group.sum += ms * count;
      continue;
    }
    if (group !== undefined) entries.push(entryOf(group));
    group = { first: ms, count, sum: ms * count };
  }
  if (group !== undefined) entries.push(entryOf(group));
  return entries;
};
