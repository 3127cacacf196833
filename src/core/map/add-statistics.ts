import type { HistogramEntry, SummaryStatistics } from '../../xray/api/graph.ts';

/** Sums of seconds are kept to the microsecond, so that floating point leaves no dust behind. */
const MICROS_PER_SECOND = 1e6;

type Counts<Name extends string> = { readonly [N in Name]?: number };

/** Adds the members named; one that neither side has stays absent, and others are kept. */
const addMembers = <Name extends string, Shape extends Counts<Name>>(
  one: Shape | null | undefined,
  other: Shape | null | undefined,
  names: readonly Name[],
): Shape | undefined => {
  if (!one || !other) return one ?? other ?? undefined;
  const sums = names
    .filter((name) => one[name] != null || other[name] != null)
    .map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]);
  return { ...other, ...one, ...Object.fromEntries(sums) };
};

const roundToMicros = (seconds: number): number =>
  Math.round(seconds * MICROS_PER_SECOND) / MICROS_PER_SECOND;

/** The statistics of two stretches of time as those of both together. */
export const addStatistics = (
  one: SummaryStatistics | null | undefined,
  other: SummaryStatistics | null | undefined,
): SummaryStatistics | undefined => {
  if (!one || !other) return one ?? other ?? undefined;
  const sum = addMembers(one, other, ['OkCount', 'TotalCount', 'TotalResponseTime']) ?? {};
  const errors = addMembers(one.ErrorStatistics, other.ErrorStatistics, [
    'ThrottleCount',
    'OtherCount',
    'TotalCount',
  ]);
  const faults = addMembers(one.FaultStatistics, other.FaultStatistics, [
    'OtherCount',
    'TotalCount',
  ]);
  return {
    ...sum,
    ...(sum.TotalResponseTime == null
      ? {}
      : { TotalResponseTime: roundToMicros(sum.TotalResponseTime) }),
    ...(errors === undefined ? {} : { ErrorStatistics: errors }),
    ...(faults === undefined ? {} : { FaultStatistics: faults }),
  };
};

/** Two histograms as one: counts of equal values added, values rising. */
export const addHistograms = (
  one: readonly HistogramEntry[] | null | undefined,
  other: readonly HistogramEntry[] | null | undefined,
): readonly HistogramEntry[] | undefined => {
  if (!one || !other) return one ?? other ?? undefined;
  const counts = new Map<number, number>();
  for (const { Value, Count } of [...one, ...other]) {
    counts.set(Value, (counts.get(Value) ?? 0) + Count);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([Value, Count]) => ({ Value, Count }));
};
