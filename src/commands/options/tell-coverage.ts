import type { Context } from '../../cli/context.ts';
import type { Coverage } from '../../core/traces/coverage.ts';
import { coverageText } from '../../render/traces/coverage-text.ts';
import { incompleteError } from './incomplete-error.ts';

/** What a listing was asked to cut, and how much of it was given. */
interface Cut {
  readonly limit: number | undefined;
  readonly sorted: boolean;
}

const cutText = (coverage: Coverage, { limit, sorted }: Cut): string =>
  sorted
    ? `--limit shows the first ${limit} of ${coverage.matched} traces`
    : `--limit stopped at the newest ${limit}: older traces were not looked for`;

/** Says on stderr what was covered and, where a limit was asked for, what was cut; ends with exit 4 when something could not be read. */
export const tellCoverage = async (
  context: Context,
  coverage: Coverage,
  cut?: Cut,
): Promise<void> => {
  await context.info(coverageText(coverage));
  if (cut !== undefined && coverage.cutAtLimit) await context.info(cutText(coverage, cut));
  if (coverage.missing.length > 0) throw incompleteError(coverage.missing);
};

/** Shown while pages come in. */
export const coverageProgress = ({ windows, matched }: Coverage): string =>
  `reading: ${windows.read} of ${windows.total} windows, ${matched} traces so far`;
