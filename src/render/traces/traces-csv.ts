import type { TraceSummary } from '../../xray/api/traces.ts';
import { summaryStart } from '../../xray/summary-start.ts';
import { isoTime } from '../json/iso-time.ts';
import { neutralize } from '../layout/neutralize.ts';
import { annotationsOf } from './summary-texts.ts';

export interface TracesCsvOptions {
  /** Adds a column of annotations, each cell a JSON object of lists. */
  readonly annotations: boolean;
}

/** What a spreadsheet would take for a formula, wide forms included. A tab or a line break is spelled out before. */
const FORMULA_START = /^[=+\-@＝＋－＠]/;

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** A field of RFC 4180, safe to open in a spreadsheet: text that would be a formula begins with an apostrophe. */
const printField = (value: string | number | boolean | null | undefined): string => {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = neutralize(value).replace(FORMULA_START, "'$&");
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

type Row = readonly (string | number | boolean | null | undefined)[];

const HEADER = [
  'time',
  'id',
  'duration',
  'response_time',
  'status',
  'method',
  'url',
  'service',
  'error',
  'fault',
  'throttle',
  'partial',
] as const;

const rowOf = (summary: TraceSummary): Row => {
  const start = summaryStart(summary);
  return [
    start === undefined ? undefined : isoTime(start),
    summary.Id,
    summary.Duration,
    summary.ResponseTime,
    summary.Http?.HttpStatus,
    summary.Http?.HttpMethod,
    summary.Http?.HttpURL,
    summary.EntryPoint?.Name,
    summary.HasError,
    summary.HasFault,
    summary.HasThrottle,
    summary.IsPartial,
  ];
};

const printRow = (row: Row): string => `${row.map(printField).join(',')}\r\n`;

/** Trace summaries as CSV, line by line: a header, then a record each; durations in seconds, what is absent empty. */
export function* tracesCsv(
  summaries: Iterable<TraceSummary>,
  options: TracesCsvOptions,
): Generator<string> {
  yield printRow(options.annotations ? [...HEADER, 'annotations'] : HEADER);
  for (const summary of summaries) {
    const row = rowOf(summary);
    yield printRow(
      options.annotations
        ? [...row, JSON.stringify(Object.fromEntries(annotationsOf(summary)))]
        : row,
    );
  }
}
