import { defineCommand, type Parsed } from '../cli/command.ts';
import type { Context } from '../cli/context.ts';
import { EXIT, type ExitCode } from '../cli/exit-code.ts';
import { count } from '../cli/flags/count.ts';
import { switchFlag, valueFlag } from '../cli/flags/flag.ts';
import { text } from '../cli/flags/text.ts';
import { timeRangeFlags } from '../cli/flags/time-range.ts';
import type { Coverage } from '../core/traces/coverage.ts';
import { findTraces } from '../core/traces/find-traces.ts';
import { readTraceFile } from '../core/traces/read-trace-file.ts';
import { XrayctlError } from '../std/xrayctl-error.ts';
import { parseTraceId, type TraceId } from '../xray/ids.ts';
import { filterFlags, printedFilter } from './options/filter-flags.ts';
import { failEmptyFlag, nothingFound } from './options/nothing-found.ts';
import { readWindowFrom } from './options/read-window.ts';
import { coverageProgress, tellCoverage } from './options/tell-coverage.ts';
import { chooseSource } from './trace/choose-source.ts';
import { outBatch, outTraces } from './trace/out-traces.ts';
import { type Reading, readByIds } from './trace/read-by-ids.ts';

const flags = {
  file: valueFlag(text('F', 'traces.json'), {
    brief: 'read traces from a file instead ("-": standard input)',
  }),
  last: switchFlag({ brief: 'the newest trace of the window' }),
  slowest: switchFlag({ brief: 'the longest trace of the window' }),
  ...timeRangeFlags,
  filter: filterFlags.filter,
  tree: switchFlag({ brief: 'as a tree, the same as -o tree' }),
  annotations: switchFlag({ brief: 'show annotations' }),
  metadata: switchFlag({ brief: 'show metadata' }),
  sql: switchFlag({ brief: 'show SQL' }),
  stack: switchFlag({ brief: 'show whole stacks of exceptions' }),
  expand: switchFlag({ brief: 'show identical siblings one by one' }),
  maxRows: valueFlag(count(1), { brief: 'show at most N rows', shownDefault: 'all' }),
  ...failEmptyFlag,
} as const;

type TraceFlags = Parsed<typeof flags, 'waterfall' | 'tree' | 'json' | 'analysis'>;

const viewFrom = ({ output, tree }: TraceFlags): TraceFlags['output'] => {
  if (!tree) return output;
  if (output === 'json' || output === 'analysis') {
    throw new XrayctlError('usage', `--tree and -o ${output} do not go together`, {
      remedy: 'Give one of them.',
    });
  }
  return 'tree';
};

/** A window says nothing about traces that are named; better told than wondered about. */
const warnOfWindow = async (context: Context, given: TraceFlags): Promise<void> => {
  const idle = (['since', 'from', 'to', 'filter'] as const).filter(
    (name) => given[name] !== undefined,
  );
  if (idle.length > 0) {
    const names = idle.map((name) => `--${name}`).join(', ');
    await context.warn(`${names} only matters with --last and --slowest: here traces are named`);
  }
};

const searchFor = async (
  context: Context,
  given: TraceFlags,
  pick: 'last' | 'slowest',
): Promise<{ readonly id: TraceId | undefined; readonly coverage: Coverage }> => {
  const { clock, random, signal } = context;
  const window = readWindowFrom(context, given);
  const filter = printedFilter(given.filter);
  const { summaries, coverage } = await findTraces(
    { xray: await context.xray(), clock, random },
    {
      window,
      filter,
      limit: 1,
      sort: pick === 'last' ? undefined : [{ field: 'duration', descending: true }],
      signal,
      onPage: (so) => context.progress(coverageProgress(so)),
    },
  );
  const id = parseTraceId(summaries[0]?.Id ?? '');
  return { id: id.ok ? id.value : undefined, coverage };
};

const out = async (context: Context, given: TraceFlags, reading: Reading): Promise<void> => {
  const view = viewFrom(given);
  if (view === 'json') await outBatch(context, reading.traces, reading.unprocessed);
  else await outTraces(context, reading.traces, view, given);
  if (reading.ending !== undefined) throw reading.ending;
};

const runSearch = async (
  context: Context,
  given: TraceFlags,
  pick: 'last' | 'slowest',
): Promise<ExitCode> => {
  const { id, coverage } = await searchFor(context, given, pick);
  const none: Reading = { traces: [], unprocessed: [], ending: undefined };
  await out(context, given, id === undefined ? none : await readByIds(context, [id]));
  await tellCoverage(context, coverage);
  return id === undefined
    ? nothingFound(context, 'No traces found. Look further back with --since 6h.', given.failEmpty)
    : EXIT.done;
};

/** `xrayctl trace`. */
export const trace = defineCommand({
  description:
    'One tree of every segment and subsegment, with what held the request up (critical path), who spent the time, ' +
    'what failed and what is missing. Ids come as X-Ray writes them or as 32 hex digits. -o json is the answer of ' +
    'aws xray batch-get-traces, -o analysis what xrayctl computes. An id that is not found is exit 1.',
  positionals: [{ name: 'ID', brief: 'trace id', repeated: true }],
  flags,
  formats: ['waterfall', 'tree', 'json', 'analysis'],
  examples: [
    { about: 'the slowest trace of the last hour', line: 'xrayctl trace --slowest --since 1h' },
    {
      about: 'a trace saved by the AWS CLI, with its annotations and queries',
      line: 'xrayctl trace --file traces.json --annotations --sql',
    },
  ],
  async run(context, given, args) {
    const source = chooseSource({ ids: args, ...given });
    viewFrom(given);
    if (source.kind === 'search') return runSearch(context, given, source.pick);
    await warnOfWindow(context, given);
    const reading =
      source.kind === 'ids'
        ? await readByIds(context, source.ids)
        : { traces: await readTraceFile(source.path, context), unprocessed: [], ending: undefined };
    await out(context, given, reading);
    return reading.traces.length === 0
      ? nothingFound(context, 'There are no traces in it.', given.failEmpty)
      : EXIT.done;
  },
});
