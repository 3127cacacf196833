import type { TraceSummary } from '../../xray/api/traces.ts';
import { summaryStart } from '../../xray/summary-start.ts';
import { type Cell, type Column, fitColumns, renderColumns } from '../layout/columns.ts';
import { durationText } from '../layout/duration-text.ts';
import { nameText } from '../layout/name-text.ts';
import { neutralize } from '../layout/neutralize.ts';
import type { Style } from '../style.ts';
import { shortenUrl } from './shorten-url.ts';
import { annotationsText, flagLetters } from './summary-texts.ts';
import { type TimeForm, timeForms } from './time-forms.ts';
import { type TracesPaint, tracesPaint } from './traces-paint.ts';

export interface TracesTableOptions {
  /** Adds a column of annotations. */
  readonly annotations: boolean;
}

/** A column with what stands in it. */
interface Field {
  readonly column: Column;
  readonly cell: (summary: TraceSummary) => Cell;
}

/** What a cell without a value holds, so that every line has as many words. */
const NONE = '-';

/** How far the two long columns may shrink: comfortably, closely, and at worst. */
const COMFORTABLE = { url: 24, service: 14 };
const CLOSE = { url: 14, service: 10 };
const TIGHT = { url: 10, service: 8 };
type Room = typeof COMFORTABLE;

const LEAST_ANNOTATIONS = 24;
const INDENT = '  ';

const indent = (line: string): string => INDENT + line;

const identityFields = (
  form: TimeForm,
  style: Style,
  paint: TracesPaint,
): { readonly time: Field; readonly id: Field } => ({
  time: {
    column: { header: 'TIME' },
    cell: (summary) => ({ text: form(summaryStart(summary)), paint: paint.soft }),
  },
  id: {
    column: { header: 'ID' },
    cell: (summary) => ({ text: neutralize(summary.Id ?? NONE, style.unicode) }),
  },
});

const requestFields = (style: Style, paint: TracesPaint, room: Room): readonly Field[] => {
  const text = (value: string | number | null | undefined): string =>
    value === undefined || value === null ? NONE : nameText(String(value), style.unicode) || NONE;
  return [
    {
      column: { header: 'DURATION', align: 'right' },
      cell: (summary) => ({ text: durationText(summary.Duration, style) }),
    },
    {
      column: { header: 'STATUS', align: 'right' },
      cell: (summary) => ({
        text: text(summary.Http?.HttpStatus),
        paint: paint.outcome(summary),
      }),
    },
    {
      column: { header: 'METHOD', minWidth: 6, shrinkOrder: 2 },
      cell: (summary) => ({ text: text(summary.Http?.HttpMethod) }),
    },
    {
      column: { header: 'URL', minWidth: room.url, shorten: shortenUrl },
      cell: (summary) => ({ text: text(summary.Http?.HttpURL) }),
    },
    {
      column: { header: 'SERVICE', minWidth: room.service, shrinkOrder: 1 },
      cell: (summary) => ({ text: text(summary.EntryPoint?.Name) }),
    },
    {
      column: { header: 'FLAGS' },
      cell: (summary) => ({ text: flagLetters(summary), paint: paint.outcome(summary) }),
    },
  ];
};

const annotationsField = (style: Style, paint: TracesPaint): Field => ({
  column: { header: 'ANNOTATIONS', minWidth: LEAST_ANNOTATIONS, shrinkOrder: 3 },
  cell: (summary) => ({
    text: neutralize(annotationsText(summary), style.unicode),
    paint: paint.soft,
  }),
});

const rowsOf = (
  fields: readonly Field[],
  summaries: readonly TraceSummary[],
): readonly (readonly Cell[])[] =>
  summaries.map((summary) => fields.map((field) => field.cell(summary)));

/** Ways to draw one line a trace, from the roomiest to the tightest. */
const lineLayouts = (
  forms: readonly TimeForm[],
): readonly { readonly form: TimeForm; readonly room: Room; readonly gap: number }[] => {
  const tightest = forms.at(-1);
  return [
    ...forms.map((form) => ({ form, room: COMFORTABLE, gap: 2 })),
    ...(tightest === undefined
      ? []
      : [
          { form: tightest, room: COMFORTABLE, gap: 1 },
          { form: tightest, room: CLOSE, gap: 1 },
          { form: tightest, room: TIGHT, gap: 1 },
        ]),
  ];
};

/** One line a trace; undefined where even the tightest layout is too wide. */
const renderLines = (
  summaries: readonly TraceSummary[],
  options: TracesTableOptions,
  style: Style,
): string | undefined => {
  const paint = tracesPaint(style);
  for (const { form, room, gap } of lineLayouts(timeForms(summaries.map(summaryStart)))) {
    const { time, id } = identityFields(form, style, paint);
    const fields = [
      time,
      id,
      ...requestFields(style, paint, room),
      ...(options.annotations ? [annotationsField(style, paint)] : []),
    ];
    const columns = fields.map((field) => field.column);
    const rows = rowsOf(fields, summaries);
    if (fitColumns(columns, rows, style.width, gap).fits) {
      return renderColumns(columns, rows, style, { gap, paintHeader: paint.header });
    }
  }
  return undefined;
};

/** Several lines a trace, for narrow terminals: the id is never cut, as it is what is copied. */
const renderStacked = (
  summaries: readonly TraceSummary[],
  options: TracesTableOptions,
  style: Style,
): string => {
  const paint = tracesPaint(style);
  const forms = timeForms(summaries.map(summaryStart));
  const linesOf = (fields: readonly Field[], width: number, gap: number): readonly string[] =>
    renderColumns(
      fields.map((field) => field.column),
      rowsOf(fields, summaries),
      { ...style, width },
      { gap, paintHeader: paint.header },
    )
      .trimEnd()
      .split('\n');
  const inner = style.width - INDENT.length;
  const form = forms[0] ?? (() => NONE);
  const { time, id } = identityFields(form, style, paint);
  const blocks = [
    linesOf([id, time], style.width, 2),
    linesOf(requestFields(style, paint, TIGHT), inner, 1).map(indent),
    ...(options.annotations
      ? [linesOf([annotationsField(style, paint)], inner, 1).map(indent)]
      : []),
  ];
  const [first = []] = blocks;
  return first
    .flatMap((_, index) => blocks.map((lines) => lines[index]?.trimEnd() ?? ''))
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('');
};

/**
 * Trace summaries as a table, in the order given: time (UTC), id, duration, status, method, URL, entry service, flags
 * (E error, F fault, T throttle, ~ partial) and annotations. On a narrow terminal the URL shrinks first, then the
 * service; below that a trace takes two lines or three. Empty for no traces.
 */
export const renderTracesTable = (
  summaries: readonly TraceSummary[],
  options: TracesTableOptions,
  style: Style,
): string => {
  if (summaries.length === 0) return '';
  return renderLines(summaries, options, style) ?? renderStacked(summaries, options, style);
};
