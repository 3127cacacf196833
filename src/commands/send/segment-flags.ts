import { count } from '../../cli/flags/count.ts';
import { duration } from '../../cli/flags/duration.ts';
import {
  type FlagValues,
  listFlag,
  longNameOf,
  switchFlag,
  valueFlag,
} from '../../cli/flags/flag.ts';
import { keyValue } from '../../cli/flags/key-value.ts';
import { text } from '../../cli/flags/text.ts';
import type { SegmentRequest } from '../../core/send/make-segment.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import { parseAnnotationValue } from '../../xray/parse-annotation-value.ts';
import { segmentIdType, traceIdType } from '../options/id-types.ts';

const DEFAULT_NAME = 'xrayctl';
const DEFAULT_DURATION_MS = 100;

/** What the segment that `send` makes up should say. */
export const segmentFlags = {
  name: valueFlag(text('NAME', 'checkout'), {
    brief: 'name of the service',
    shownDefault: DEFAULT_NAME,
  }),
  duration: valueFlag(duration('250ms'), {
    brief: 'how long it took; it ends now',
    shownDefault: `${DEFAULT_DURATION_MS}ms`,
  }),
  method: valueFlag(text('M', 'GET'), { brief: 'HTTP method of the request' }),
  url: valueFlag(text('URL', 'http://shop.example/cart'), { brief: 'URL of the request' }),
  status: valueFlag(count(100, 599), {
    brief: 'HTTP status; 5xx sets fault, 4xx error, 429 throttle too',
  }),
  fault: switchFlag({ brief: 'mark it as a fault' }),
  error: switchFlag({ brief: 'mark it as an error' }),
  throttle: switchFlag({ brief: 'mark it as throttled (and as an error)' }),
  user: valueFlag(text('U', 'alice'), { brief: 'who made the request' }),
  annotation: listFlag(keyValue, {
    brief: 'an annotation; numbers, true and false are typed, "42" in quotes is text',
  }),
  traceId: valueFlag(traceIdType, { brief: 'join this trace', shownDefault: 'a new one' }),
  parentId: valueFlag(segmentIdType, { brief: 'the (sub)segment that called' }),
} as const;

type SegmentFlags = FlagValues<typeof segmentFlags>;

/** X-Ray indexes no other keys. [devguide] */
const ANNOTATION_KEY = /^[A-Za-z0-9_.]+$/;

const annotationsOf = (flags: SegmentFlags): SegmentRequest['annotations'] =>
  Object.fromEntries(
    flags.annotation.map(({ key, value }) => {
      if (ANNOTATION_KEY.test(key)) return [key, parseAnnotationValue(value)];
      throw new XrayctlError('usage', `--annotation: "${key}" is not a key X-Ray indexes`, {
        remedy:
          'Keys hold letters, digits, underscores and dots. For example: --annotation order_id=42',
      });
    }),
  );

/** The segment the flags describe. */
export const segmentRequestFrom = (flags: SegmentFlags): SegmentRequest => ({
  ...flags,
  name: flags.name ?? DEFAULT_NAME,
  durationMs: flags.duration ?? DEFAULT_DURATION_MS,
  annotations: annotationsOf(flags),
});

/** The flag among those given that shapes a segment, if any: beside a file there is none to shape. */
export const shapingFlagIn = (flags: SegmentFlags): string | undefined => {
  const given = (Object.keys(segmentFlags) as (keyof SegmentFlags)[]).find((key) => {
    const value = flags[key];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
  });
  return given === undefined ? undefined : longNameOf(given);
};
