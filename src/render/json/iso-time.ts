const MICROS_PER_SECOND = 1e6;

/** Rounds to the nearest whole number, halves to the even one, as Python does when it reads a timestamp. */
const roundHalfEven = (value: number): number => {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
};

/**
 * Epoch seconds as AWS CLI v2 prints a timestamp in UTC: `2026-11-22T10:00:00+00:00`, with six digits of fraction
 * only where there is one (`2026-11-22T10:00:00.250000+00:00`). Undefined for what is no time.
 */
export const isoTime = (epochSeconds: number): string | undefined => {
  const seconds = Math.floor(epochSeconds);
  const micros = roundHalfEven((epochSeconds - seconds) * MICROS_PER_SECOND);
  const carried = micros === MICROS_PER_SECOND ? 1 : 0;
  const date = new Date((seconds + carried) * 1000);
  if (Number.isNaN(date.getTime())) return undefined;
  const whole = date.toISOString().slice(0, -'.000Z'.length);
  const fraction = micros % MICROS_PER_SECOND;
  const digits = fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`;
  return `${whole}${digits}+00:00`;
};
