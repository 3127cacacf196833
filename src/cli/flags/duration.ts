import { failure, type Result, success } from '../../std/result.ts';
import type { ValueType } from './flag.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `1.5h` -> milliseconds. Also `1h30m`; a bare number has no unit and is refused. */
export const parseDuration = (given: string): Result<number, string> => {
  const parts = [...given.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)];
  const whole = parts.map((part) => part[0]).join('');
  if (parts.length === 0 || whole !== given) {
    return failure('is not a duration; expected a number and a unit: 500ms, 30s, 5m, 2h or 7d');
  }
  const ms = parts.reduce((sum, part) => sum + Number(part[1]) * (UNIT_MS[part[2] ?? ''] ?? 0), 0);
  return Number.isSafeInteger(Math.round(ms)) ? success(ms) : failure('is too long a duration');
};

/** A length of time, in milliseconds. */
export const duration = (example: string): ValueType<number> => ({
  placeholder: 'D',
  example,
  parse: parseDuration,
});

const PRINTED_UNITS = ['d', 'h', 'm', 's', 'ms'] as const;

/** Milliseconds in the largest unit that divides them: 90000 -> `90s`, 1500 -> `1500ms`. */
export const printDuration = (ms: number): string => {
  const unit = PRINTED_UNITS.find((name) => ms > 0 && ms % (UNIT_MS[name] ?? 1) === 0) ?? 'ms';
  return `${ms / (UNIT_MS[unit] ?? 1)}${unit}`;
};
