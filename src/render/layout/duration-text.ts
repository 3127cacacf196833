import type { Style } from '../style.ts';

/** `digits` after the point, without trailing zeros: 1.50 is 1.5 and 2.00 is 2. */
const trimmed = (value: number, digits: number): string =>
  value.toFixed(digits).replace(/[.]0+$|([.][0-9]*[1-9])0+$/, '$1');

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const longText = (seconds: number): string => {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}m${twoDigits(whole % 60)}s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}h${twoDigits(minutes % 60)}m`;
  return `${Math.floor(hours / 24)}d${twoDigits(hours % 24)}h`;
};

/** Three significant digits below a thousand, so that what is compared in a column is comparable. */
const threeDigits = (value: number): string => {
  if (value < 9.995) return trimmed(value, 2);
  return value < 99.95 ? trimmed(value, 1) : trimmed(value, 0);
};

/**
 * A duration for people, at most six cells up to a day: `0ms 85µs 1.5ms 412ms 1.24s 12.4s 2m03s 1h02m 3d04h`.
 * Unknown (in progress, not reported) is a dash, never zero; a negative one keeps its sign. `µ` is `u` in ASCII.
 */
export const durationText = (
  seconds: number | null | undefined,
  style: Pick<Style, 'unicode'>,
): string => {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) {
    return style.unicode ? '—' : '-';
  }
  if (seconds < 0) return `-${durationText(-seconds, style)}`;
  if (seconds === 0) return '0ms';
  if (seconds < 0.0009995) return `${threeDigits(seconds * 1e6)}${style.unicode ? 'µs' : 'us'}`;
  if (seconds < 0.9995) return `${threeDigits(seconds * 1e3)}ms`;
  if (seconds < 59.95) return `${threeDigits(seconds)}s`;
  return longText(seconds);
};
