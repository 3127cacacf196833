import type { Context } from '../../cli/context.ts';
import type { FlagValues } from '../../cli/flags/flag.ts';
import { resolveTimeRange, type timeRangeFlags } from '../../cli/flags/time-range.ts';
import type { ReadWindow } from '../../core/reading/split-window.ts';

const MS_PER_SECOND = 1000;

/** The window --since, --from and --to mean now, in X-Ray's epoch seconds. Throws a usage error for an empty one. */
export const readWindowFrom = (
  context: Context,
  flags: FlagValues<typeof timeRangeFlags>,
): ReadWindow => {
  const { startMs, endMs } = resolveTimeRange(flags, context.clock.now());
  return { start: startMs / MS_PER_SECOND, end: endMs / MS_PER_SECOND };
};
