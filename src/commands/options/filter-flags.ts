import { duration } from '../../cli/flags/duration.ts';
import { type FlagValues, listFlag, switchFlag, valueFlag } from '../../cli/flags/flag.ts';
import { keyValue } from '../../cli/flags/key-value.ts';
import { text } from '../../cli/flags/text.ts';
import { composeFilter } from '../../core/traces/compose-filter.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import type { FilterExpression } from '../../xray/filter/ast.ts';
import { explainFilterProblem } from '../../xray/filter/explain-filter-problem.ts';
import { joinTerms } from '../../xray/filter/logic.ts';
import { parseFilter } from '../../xray/filter/parse.ts';
import { printFilter } from '../../xray/filter/print.ts';

/** Which traces are meant; spread them into a command's flags. All that is given must hold. */
export const filterFlags = {
  filter: valueFlag(text('EXPR', 'fault AND duration > 2'), {
    brief: 'X-Ray filter expression; times in it are seconds',
  }),
  service: valueFlag(text('S', 'checkout'), {
    brief: 'through this service, anywhere in the trace',
  }),
  status: valueFlag(text('CODE', '5xx'), {
    brief: 'status of the root request: 404, or a class: 5xx',
  }),
  minDuration: valueFlag(duration('500ms'), { brief: 'took at least this long' }),
  maxDuration: valueFlag(duration('5s'), { brief: 'took at most this long' }),
  url: valueFlag(text('TEXT', '/orders/'), { brief: 'URL of the root request holds this' }),
  method: valueFlag(text('M', 'POST'), { brief: 'method of the root request' }),
  annotation: listFlag(keyValue, { brief: 'has this annotation' }),
  user: valueFlag(text('U', 'alice'), { brief: 'of this user' }),
  fault: switchFlag({ brief: 'ended in a fault (5xx): the root request, or --service' }),
  error: switchFlag({ brief: 'ended in an error (4xx): the root request, or --service' }),
  throttle: switchFlag({ brief: 'was throttled (429): the root request, or --service' }),
  partial: switchFlag({ brief: 'is not whole: something is missing or unfinished' }),
  group: valueFlag(text('G', 'slow-orders'), { brief: 'belongs to this X-Ray group' }),
} as const;

type FilterFlagValues = FlagValues<typeof filterFlags>;

const MS_PER_SECOND = 1000;

const inSeconds = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : ms / MS_PER_SECOND;

/** The user's own expression, read before anything is sent. Throws a usage error that shows where it is wrong. */
const readFilter = (expression: string): FilterExpression => {
  const parsed = parseFilter(expression);
  if (parsed.ok) return parsed.value;
  throw new XrayctlError('usage', `--filter: ${explainFilterProblem(expression, parsed.problem)}`, {
    remedy: 'The language, offline: xrayctl explain filter',
  });
};

/** The user's own expression as it is sent. Throws a usage error that shows where it is wrong. */
export const printedFilter = (expression: string | undefined): string | undefined =>
  expression === undefined ? undefined : printFilter(readFilter(expression));

const checkDurations = ({ minDuration, maxDuration }: FilterFlagValues): void => {
  if (minDuration === undefined || maxDuration === undefined || minDuration <= maxDuration) return;
  throw new XrayctlError(
    'usage',
    '--min-duration is longer than --max-duration: nothing can match',
    {
      remedy: 'Let --min-duration be the shorter one.',
    },
  );
};

/** The expression all the flags compose into; undefined when they ask nothing. Throws a usage error. */
export const filterFrom = (flags: FilterFlagValues): string | undefined => {
  checkDurations(flags);
  const composed = composeFilter({
    service: flags.service,
    status: flags.status,
    minDuration: inSeconds(flags.minDuration),
    maxDuration: inSeconds(flags.maxDuration),
    url: flags.url,
    method: flags.method,
    annotations: flags.annotation,
    user: flags.user,
    fault: flags.fault,
    error: flags.error,
    throttle: flags.throttle,
    partial: flags.partial,
    filter: flags.filter === undefined ? undefined : readFilter(flags.filter),
  });
  const group: readonly FilterExpression[] =
    flags.group === undefined
      ? []
      : [{ kind: 'group', by: 'name', operator: '=', value: flags.group }];
  const whole = joinTerms('and', [...group, ...(composed === undefined ? [] : [composed])]);
  return whole === undefined ? undefined : printFilter(whole);
};
