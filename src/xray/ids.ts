import { failure, type Result, success } from '../std/result.ts';

declare const canonical: unique symbol;

/** A trace id in X-Ray's own form, lowercase: `1-<8 hex digits>-<24 hex digits>`. */
export type TraceId = string & { readonly [canonical]: 'TraceId' };

const XRAY_FORM = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i;
const W3C_FORM = /^[0-9a-f]{32}$/i;
const SEGMENT_ID = /^[0-9a-f]{16}$/i;
const UPPER = /[A-F]/;

/** Longest piece of a bad id that is quoted back: ids come from the network. */
const QUOTED_CHARACTERS = 60;

/**
 * Reads a trace id in either form X-Ray knows, in either case: `1-8hex-24hex`, or the 32 hex digits of W3C trace
 * context. The time in it is not judged: X-Ray takes W3C ids, which carry none.
 */
export const parseTraceId = (text: string): Result<TraceId, string> => {
  if (XRAY_FORM.test(text)) return success(lowercase(text) as TraceId);
  if (W3C_FORM.test(text)) {
    const digits = lowercase(text);
    return success(`1-${digits.slice(0, 8)}-${digits.slice(8)}` as TraceId);
  }
  const quoted = text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}...` : text;
  return failure(
    `"${quoted}" is not a trace id: expected 1-<8 hex digits>-<24 hex digits> or 32 hex digits`,
  );
};

/** The 32 hex digits of W3C trace context. */
export const traceIdToW3c = (id: TraceId): string => id.slice(2, 10) + id.slice(11);

/**
 * A new trace id for a request that began at `epochSeconds` (the fraction is cut off).
 * `random` gives that many random bytes as lowercase hex, as `Random.hex` does.
 */
export const makeTraceId = (epochSeconds: number, random: (bytes: number) => string): TraceId => {
  const seconds = Math.floor(epochSeconds) >>> 0;
  return `1-${seconds.toString(16).padStart(8, '0')}-${random(12)}` as TraceId;
};

/** A new segment or subsegment id: 16 hex digits. */
export const makeSegmentId = (random: (bytes: number) => string): string => random(8);

/** Whether the text is a segment or subsegment id: 16 hex digits, in either case. */
export const isSegmentId = (text: string): boolean => SEGMENT_ID.test(text);

/** Whether the text is a trace id as documents carry it: `1-8hex-24hex`, in either case. */
export const isTraceId = (text: string): boolean => XRAY_FORM.test(text);

/** The same id in lowercase, as X-Ray's SDKs write it; the very same string where nothing is upper. */
export const lowercase = (id: string): string => (UPPER.test(id) ? id.toLowerCase() : id);
