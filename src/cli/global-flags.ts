import { choice } from './flags/choice.ts';
import { count } from './flags/count.ts';
import { duration } from './flags/duration.ts';
import {
  countFlag,
  type FlagValues,
  optionalValueFlag,
  switchFlag,
  valueFlag,
  valueFlagOr,
} from './flags/flag.ts';
import { text } from './flags/text.ts';
import { url } from './flags/url.ts';

/** Where `xrayctl local` listens unless told otherwise, and so where `--local` looks. */
export const LOCAL_ENDPOINT = 'http://127.0.0.1:2000';

/** Flags every command takes, before or after its name. `output` is checked against each command's own formats. */
export const GLOBAL_FLAGS = {
  region: valueFlag(text('R', 'eu-west-1'), {
    brief: 'AWS region',
    shownDefault: 'as the AWS CLI',
  }),
  profile: valueFlag(text('P', 'dev'), { brief: 'AWS profile', shownDefault: 'as the AWS CLI' }),
  endpoint: valueFlag(url, { brief: 'the X-Ray API to talk to' }),
  local: optionalValueFlag(url, LOCAL_ENDPOINT, {
    brief: 'a local X-Ray (xrayctl local) instead of AWS',
  }),
  output: valueFlag(text('F', 'json'), { brief: 'output format', short: 'o' }),
  query: valueFlag(text('EXPR', 'TraceSummaries[].Id'), {
    brief: 'JMESPath over the JSON result',
  }),
  color: valueFlagOr(choice('WHEN', ['auto', 'always', 'never']), 'auto', { brief: 'colours' }),
  ascii: switchFlag({ brief: 'draw with ASCII only' }),
  width: valueFlag(count(20), {
    brief: 'cells a line may take',
    shownDefault: 'the terminal, 100 when piped',
  }),
  timeout: valueFlag(duration('1m'), { brief: 'give up after this long, exit 5' }),
  quiet: switchFlag({ brief: 'less on stderr: errors only', short: 'q' }),
  verbose: countFlag({ brief: 'more on stderr: every request to X-Ray', short: 'v' }),
  debug: switchFlag({ brief: 'the same, and what errors came from, with stacks' }),
} as const;

export type GlobalFlags = FlagValues<typeof GLOBAL_FLAGS>;
