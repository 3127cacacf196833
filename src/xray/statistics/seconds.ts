/**
 * Epoch seconds as floating point are only exact to a quarter of a microsecond, so a difference of two carries noise
 * in its seventh decimal. These take it off.
 */

/** Whole microseconds of so many seconds. */
export const toMicroseconds = (seconds: number): number => Math.round(seconds * 1_000_000);

/** Seconds from one instant to another, to the microsecond; 0 where a broken clock put the end before the start. */
export const secondsBetween = (start: number, end: number): number =>
  end > start ? toMicroseconds(end - start) / 1_000_000 : 0;

/** Seconds to the millisecond, as X-Ray prints every duration. */
export const toMilliseconds = (seconds: number): number => Math.round(seconds * 1_000) / 1_000;
