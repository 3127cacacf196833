/** Prints an instant, epoch seconds, for a column of a table. */
export type TimeForm = (epochSeconds: number | undefined) => string;

/** `2026-11-22T10:15:04Z`; the fraction is cut, not rounded, so that no time lies in the future. */
const printFull = (epochSeconds: number | undefined): string | undefined => {
  const date = new Date(Math.floor(epochSeconds ?? Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? undefined : `${date.toISOString().slice(0, 19)}Z`;
};

const FULL: TimeForm = (time) => printFull(time) ?? '-';
const WITHOUT_YEAR: TimeForm = (time) =>
  printFull(time)?.slice('2026-'.length).replace('T', ' ') ?? '-';
const CLOCK: TimeForm = (time) => printFull(time)?.slice('2026-11-22T'.length) ?? '-';

const countDistinct = (times: readonly (number | undefined)[], characters: number): number =>
  new Set(times.map((time) => printFull(time)?.slice(0, characters))).size;

/**
 * Ways to write these instants in UTC, the longest first: the year is left out only where all lie within one, the day
 * only where all lie within one day.
 */
export const timeForms = (times: readonly (number | undefined)[]): readonly TimeForm[] => {
  if (countDistinct(times, '2026'.length) > 1) return [FULL];
  return countDistinct(times, '2026-11-22'.length) > 1
    ? [FULL, WITHOUT_YEAR]
    : [FULL, WITHOUT_YEAR, CLOCK];
};
