import { failure, type Result, success } from '../../std/result.ts';
import { parseDuration } from './duration.ts';
import type { ValueType } from './flag.ts';

/** A point in time as the user said it; relative ones wait for the clock ({@link resolveInstant}). */
export type Instant =
  | { readonly kind: 'at'; readonly epochMs: number }
  | { readonly kind: 'ago'; readonly agoMs: number };

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

const EXPECTED =
  'is not a time; expected ISO 8601 (2026-11-22T10:00:00Z), epoch seconds, "30m ago", now or now-2h';

const zoneOffsetMs = (zone: string): number => {
  if (/^z?$/i.test(zone)) return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  return sign * (hours * 60 + minutes) * 60_000;
};

const parseIso = (given: string): number | undefined => {
  const match = ISO.exec(given);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const read = new Date(utc);
  // Date.UTC carries 31 February over into March, and 25:00 into the next day: refuse those.
  const honest =
    read.getUTCMonth() === month - 1 && read.getUTCDate() === day && read.getUTCHours() === hour;
  const fractionMs = Number(`0.${match[7] ?? 0}`) * 1000;
  return honest && minute < 60 && second < 60
    ? utc + fractionMs - zoneOffsetMs(match[8] ?? '')
    : undefined;
};

const at = (epochMs: number): Result<Instant, string> => success({ kind: 'at', epochMs });

const parseAgo = (given: string): Result<Instant, string> => {
  const length = parseDuration(given);
  return length.ok ? success({ kind: 'ago', agoMs: length.value }) : failure(EXPECTED);
};

/** A time without a zone is UTC, as everything xrayctl prints is. */
export const parseInstant = (given: string): Result<Instant, string> => {
  if (given === 'now') return success({ kind: 'ago', agoMs: 0 });
  if (given.startsWith('now-')) return parseAgo(given.slice('now-'.length));
  if (given.endsWith(' ago')) return parseAgo(given.slice(0, -' ago'.length).trim());
  if (/^\d{1,11}(\.\d+)?$/.test(given)) return at(Number(given) * 1000);
  if (/^\d{12,}$/.test(given))
    return failure('is too far away; expected epoch seconds, not milliseconds');
  const iso = parseIso(given);
  return iso === undefined ? failure(EXPECTED) : at(iso);
};

/** Epoch milliseconds, once the clock has been read. */
export const resolveInstant = (instant: Instant, nowMs: number): number =>
  instant.kind === 'at' ? instant.epochMs : nowMs - instant.agoMs;

/** A point in time. */
export const instant: ValueType<Instant> = {
  placeholder: 'T',
  example: 'now-2h',
  parse: parseInstant,
};
