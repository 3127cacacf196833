import { defineCommand, type Parsed } from '../cli/command.ts';
import type { Context } from '../cli/context.ts';
import { EXIT } from '../cli/exit-code.ts';
import { choice } from '../cli/flags/choice.ts';
import { count } from '../cli/flags/count.ts';
import { switchFlag, valueFlag } from '../cli/flags/flag.ts';
import { fraction } from '../cli/flags/fraction.ts';
import { timeRangeFlags } from '../cli/flags/time-range.ts';
import {
  type FindTracesRequest,
  type FoundTraces,
  findTraces,
} from '../core/traces/find-traces.ts';
import { streamTraces } from '../core/traces/stream-traces.ts';
import { mapAwsShape } from '../render/json/aws-shape.ts';
import { printJson } from '../render/json/print-json.ts';
import { neutralize } from '../render/layout/neutralize.ts';
import { tracesCsv } from '../render/traces/traces-csv.ts';
import { renderTracesTable } from '../render/traces/traces-table.ts';
import { XrayctlError } from '../std/xrayctl-error.ts';
import type { TraceSummary } from '../xray/api/traces.ts';
import { filterFlags, filterFrom } from './options/filter-flags.ts';
import { failEmptyFlag, nothingFound } from './options/nothing-found.ts';
import { outAwsJson } from './options/out-aws-json.ts';
import { outPieces } from './options/out-pieces.ts';
import { readWindowFrom } from './options/read-window.ts';
import { sortType } from './options/sort-type.ts';
import { coverageProgress, tellCoverage } from './options/tell-coverage.ts';

const flags = {
  ...timeRangeFlags,
  ...filterFlags,
  limit: valueFlag(count(1), {
    brief: 'the newest N, or the first N of --sort',
    shownDefault: 'all',
  }),
  sort: valueFlag(sortType, {
    brief:
      'by time, duration, responsetime, status, method, url, service or id; - before it descends',
    shownDefault: '-time',
  }),
  timeRangeType: valueFlag(choice('T', ['TraceId', 'Event', 'Service']), {
    brief: 'what the window is about: when traces began, changed, or left a service',
    shownDefault: 'TraceId, with --sample Event',
  }),
  sample: valueFlag(fraction, { brief: 'only this share of the matches, chosen by X-Ray' }),
  annotations: switchFlag({ brief: 'show annotations' }),
  printFilter: switchFlag({ brief: 'show the filter expression composed, and stop' }),
  ...failEmptyFlag,
} as const;

type Format = 'table' | 'json' | 'ndjson' | 'csv' | 'ids';
type TracesFlags = Parsed<typeof flags, Format>;

/** X-Ray samples by the time of events only, and says so after the fact. */
const timeRangeTypeFrom = ({
  sample,
  timeRangeType,
}: TracesFlags): FindTracesRequest['timeRangeType'] => {
  if (sample === undefined) return timeRangeType;
  if (timeRangeType === 'TraceId') {
    throw new XrayctlError('usage', '--sample does not go with --time-range-type TraceId', {
      remedy: 'Leave --time-range-type out (it is Event then), or give Event or Service.',
    });
  }
  return timeRangeType ?? 'Event';
};

const requestFrom = (
  context: Context,
  given: TracesFlags,
  filter: string | undefined,
): FindTracesRequest => ({
  window: readWindowFrom(context, given),
  filter,
  timeRangeType: timeRangeTypeFrom(given),
  sampleRate: given.sample,
  limit: given.limit,
  sort: given.sort,
  signal: context.signal,
});

/** A line for each trace, made as it is written: a page in text is larger than the page. */
function* printLines(context: Context, summaries: readonly TraceSummary[]): Generator<string> {
  for (const summary of summaries) {
    yield `${printJson(mapAwsShape(summary), context.style, 'line')}\n`;
  }
}

/** Each trace as it arrives, in no order between windows. */
const streamOut = async (context: Context, request: FindTracesRequest) => {
  const ports = { xray: await context.xray(), clock: context.clock, random: context.random };
  const stream = streamTraces(ports, request);
  for await (const page of stream.pages) await outPieces(context, printLines(context, page));
  return stream.coverage();
};

/** The table is for grep and awk as well: what is left out of its URLs is told beside it. */
const tableOut = async (
  context: Context,
  given: TracesFlags,
  summaries: readonly TraceSummary[],
): Promise<void> => {
  const { text, origin } = renderTracesTable(summaries, given, context.style);
  await outPieces(context, [text]);
  if (origin !== '') await context.info(`URLs begin with ${origin}`);
};

const listOut = async (context: Context, given: TracesFlags, found: FoundTraces): Promise<void> => {
  const { summaries, coverage, approximateTime } = found;
  switch (given.output) {
    case 'json':
      return outAwsJson(context, {
        TraceSummaries: summaries,
        TracesProcessedCount: coverage.scanned,
        ApproximateTime: approximateTime,
      });
    case 'ndjson':
      return outPieces(context, printLines(context, summaries));
    case 'csv':
      return outPieces(context, summaries.length === 0 ? [] : tracesCsv(summaries, given));
    case 'ids':
      return outPieces(
        context,
        summaries.flatMap(({ Id }) => (Id === undefined ? [] : `${neutralize(Id)}\n`)),
      );
    case 'table':
      return tableOut(context, given, summaries);
  }
};

const findOut = async (context: Context, given: TracesFlags, request: FindTracesRequest) => {
  if (given.output === 'ndjson' && given.sort === undefined) return streamOut(context, request);
  const ports = { xray: await context.xray(), clock: context.clock, random: context.random };
  const found = await findTraces(ports, {
    ...request,
    onPage: (coverage) => context.progress(coverageProgress(coverage)),
  });
  await listOut(context, given, found);
  return found.coverage;
};

const printComposed = async (context: Context, filter: string | undefined): Promise<void> => {
  if (filter === undefined) await context.info('no condition is given: every trace matches');
  else await context.out(`${filter}\n`);
};

/** `xrayctl traces`. */
export const traces = defineCommand({
  description:
    "Conditions given together must all hold; --filter takes X-Ray's own language, and --print-filter shows what " +
    'the others compose into. Windows wider than 6 hours are split. What was read, and what the scan costs by the ' +
    'list price, is told on stderr; when a part could not be read the exit code is 4.',
  positionals: [],
  flags,
  formats: ['table', 'json', 'ndjson', 'csv', 'ids'],
  examples: [
    {
      about: 'the ten slowest failing orders of the last two hours',
      line: 'xrayctl traces --since 2h --url /orders --status 5xx --sort -duration --limit 10',
    },
    {
      about: "a day of one customer's traces, one JSON element a line",
      line: 'xrayctl traces --since 1d --annotation customer=42 -o ndjson',
    },
  ],
  async run(context, given) {
    const filter = filterFrom(given);
    const request = requestFrom(context, given, filter);
    if (given.printFilter) {
      await printComposed(context, filter);
      return EXIT.done;
    }
    const coverage = await findOut(context, given, request);
    await tellCoverage(context, coverage, {
      limit: given.limit,
      sorted: given.sort !== undefined,
    });
    return coverage.matched === 0
      ? nothingFound(
          context,
          'No traces found. Look further back with --since 6h, or ask for less.',
          given.failEmpty,
        )
      : EXIT.done;
  },
});
