/** Below this many milliseconds counts lie in an array, above it in a map: most calls are short, and arrays are quick. */
const DENSE_MS = 1_024;
/** Up to here a histogram is exact to the millisecond; longer durations are kept in whole seconds (0.5 % at most). */
const EXACT_MS = 100_000;

/**
 * How often each duration was seen: to the millisecond below 100 s, in whole seconds above, which bounds it at some
 * 700,000 entries even for X-Ray's longest trace of 7 days. Counts may be negative while something is taken away before
 * what it cancels is added.
 */
export interface Histogram {
  /** Counts by millisecond, as long as the longest short duration seen. */
  readonly short: number[];
  /** Counts by millisecond, of longer durations. */
  readonly long: Map<number, number>;
}

export const createHistogram = (): Histogram => ({ short: [], long: new Map() });

/** The millisecond a duration of so many seconds is counted under. */
export const bucketOf = (seconds: number): number => {
  const ms = Math.round(seconds * 1_000);
  return ms < EXACT_MS ? ms : Math.round(ms / 1_000) * 1_000;
};

/** Adds `count` (negative to take away) under a bucket of {@link bucketOf}. */
export const addToBucket = (histogram: Histogram, bucket: number, count: number): void => {
  if (bucket >= DENSE_MS) {
    addToMap(histogram.long, bucket, count);
    return;
  }
  const { short } = histogram;
  for (let at = short.length; at <= bucket; at += 1) short.push(0);
  short[bucket] = (short[bucket] as number) + count;
};

/** Adds `count` (negative to take away) durations of so many seconds. */
export const addToHistogram = (histogram: Histogram, seconds: number, count = 1): void =>
  addToBucket(histogram, bucketOf(seconds), count);

/** Adds to one count of a map of counts; what comes to nothing is forgotten. */
export const addToMap = (counts: Map<number, number>, key: number, count: number): void => {
  const sum = (counts.get(key) ?? 0) + count;
  if (sum === 0) counts.delete(key);
  else counts.set(key, sum);
};

/** Pairs of bucket and count, buckets rising, none of them empty. */
export const listBuckets = (histogram: Histogram): readonly (readonly [number, number])[] => {
  const { short, long } = histogram;
  const buckets: (readonly [number, number])[] = [];
  for (let ms = 0; ms < short.length; ms += 1) {
    const count = short[ms] as number;
    if (count !== 0) buckets.push([ms, count]);
  }
  if (long.size === 0) return buckets;
  return buckets.concat([...long].sort((one, other) => one[0] - other[0]));
};
