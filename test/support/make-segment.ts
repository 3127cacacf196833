import type { IndependentSubsegment, Segment, Subsegment } from '../../src/xray/segment.ts';

/** The trace every made document belongs to, unless told otherwise. */
export const TRACE_ID = '1-6553f100-a1b2c3d4e5f60718293a4b5c';

/** Epoch seconds that offsets of made documents count from: the time in {@link TRACE_ID}. */
export const EPOCH = 1_700_000_000;

/** A (sub)segment id that is easy to recognise: the number in 16 hex digits. */
export const idOf = (number: number): string => number.toString(16).padStart(16, '0');

/** When a made entity began and ended, seconds after {@link EPOCH}; without an end it is in progress. */
type Interval = readonly [start: number, end?: number];

interface Timing {
  readonly start_time: number;
  readonly end_time?: number;
  readonly in_progress?: boolean;
}

const timingOf = ([start, end]: Interval): Timing =>
  end === undefined
    ? { start_time: EPOCH + start, in_progress: true }
    : { start_time: EPOCH + start, end_time: EPOCH + end };

/** A segment: `makeSegment(1, [0, 2], { parent_id: idOf(7) })`. Its name is `segment-1` unless given. */
export const makeSegment = (
  number: number,
  interval: Interval,
  members: Partial<Segment> = {},
): Segment => ({
  id: idOf(number),
  name: `segment-${number}`,
  trace_id: TRACE_ID,
  ...timingOf(interval),
  ...members,
});

/** A nested subsegment. Its name is `subsegment-1` unless given. */
export const makeSubsegment = (
  number: number,
  interval: Interval,
  members: Partial<Subsegment> = {},
): Subsegment => ({
  id: idOf(number),
  name: `subsegment-${number}`,
  ...timingOf(interval),
  ...members,
});

/** A subsegment sent on its own, under the parent of that number. */
export const makeIndependent = (
  number: number,
  parent: number,
  interval: Interval,
  members: Partial<Subsegment> = {},
): IndependentSubsegment => ({
  ...makeSubsegment(number, interval, members),
  type: 'subsegment',
  trace_id: TRACE_ID,
  parent_id: idOf(parent),
});
