import { XrayctlError } from '../../std/xrayctl-error.ts';
import { duration } from './duration.ts';
import { type FlagValues, valueFlag } from './flag.ts';
import { instant, resolveInstant } from './instant.ts';

/** 30 minutes: how far back a reading command looks when not told. */
const DEFAULT_SINCE_MS = 30 * 60_000;

/** The three flags of every command that reads a window; spread them into its flags. */
export const timeRangeFlags = {
  since: valueFlag(duration('30m'), { brief: 'look back this far', shownDefault: '30m' }),
  from: valueFlag(instant, { brief: 'start of the window, instead of --since' }),
  to: valueFlag(instant, { brief: 'end of the window', shownDefault: 'now' }),
} as const;

/** A window of time, both ends in epoch milliseconds. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** The window the flags mean at `nowMs`. Throws a usage error for one that is empty or said twice. */
export const resolveTimeRange = (
  flags: FlagValues<typeof timeRangeFlags>,
  nowMs: number,
): TimeRange => {
  if (flags.since !== undefined && flags.from !== undefined) {
    throw new XrayctlError('usage', '--since and --from both say where the window starts', {
      remedy: 'Give one of them: --since 30m, or --from 2026-11-22T10:00:00Z.',
    });
  }
  const endMs = flags.to === undefined ? nowMs : resolveInstant(flags.to, nowMs);
  const startMs =
    flags.from === undefined
      ? endMs - (flags.since ?? DEFAULT_SINCE_MS)
      : resolveInstant(flags.from, nowMs);
  if (startMs >= endMs) {
    throw new XrayctlError('usage', 'the window is empty: it starts at or after its end', {
      remedy: 'Let --from be earlier than --to (which is now unless given), or use --since 30m.',
    });
  }
  return { startMs, endMs };
};
