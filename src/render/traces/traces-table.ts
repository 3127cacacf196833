import type { TraceSummary } from '../../xray/api/traces.ts';
import { summaryStart } from '../../xray/summary-start.ts';
import { type Cell, type Column, fitColumns, renderColumns } from '../layout/columns.ts';
import { neutralize } from '../layout/neutralize.ts';
import type { Style } from '../style.ts';
import { type Field, NONE, type RequestLayout, ROOM, requestFields } from './request-fields.ts';
import { sharedOrigin } from './shared-origin.ts';
import { annotationsText } from './summary-texts.ts';
import { type TimeForm, timeForms } from './time-forms.ts';
import { type TracesPaint, tracesPaint } from './traces-paint.ts';

export interface TracesTableOptions {
  /** Adds a column of annotations. */
  readonly annotations: boolean;
}

/** A table as drawn. */
export interface TracesTable {
  /** Nothing but the table: a header, and a line or more for each trace. */
  readonly text: string;
  /** What was left out where every URL begins with it, to be said beside the table; empty where they are whole. */
  readonly origin: string;
}

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

const annotationsField = (style: Style, paint: TracesPaint): Field => ({
  column: { header: 'ANNOTATIONS', minWidth: LEAST_ANNOTATIONS, shrinkOrder: 3 },
  cell: (summary) => ({
    text: neutralize(annotationsText(summary), style.unicode),
    paint: paint.soft,
  }),
});

interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

const tableOf = (fields: readonly Field[], summaries: readonly TraceSummary[]): Table => ({
  columns: fields.map((field) => field.column),
  rows: summaries.map((summary) => fields.map((field) => field.cell(summary))),
});

const fits = ({ columns, rows }: Table, width: number, gap: number): boolean =>
  fitColumns(columns, rows, width, gap).fits;

interface LineLayout extends RequestLayout {
  readonly form: TimeForm;
  readonly gap: number;
}

/** Ways to draw one line a trace, from the roomiest to the tightest. */
const lineLayouts = (forms: readonly TimeForm[], origin: string): readonly LineLayout[] => {
  const whole = { room: ROOM.whole, gap: 2, headers: 'long', origin: '' } as const;
  const roomy = { room: ROOM.comfortable, gap: 2, headers: 'long', origin } as const;
  const close = { gap: 1, headers: 'short', origin } as const;
  return [
    ...forms.slice(0, 1).map((form) => ({ ...whole, form })),
    ...forms.map((form) => ({ ...roomy, form })),
    ...forms.slice(-1).flatMap((form) => [
      { ...roomy, form, gap: 1 },
      { ...close, form, room: ROOM.comfortable },
      { ...close, form, room: ROOM.close },
      { ...close, form, room: ROOM.tight },
    ]),
  ];
};

const sharedOriginOf = (summaries: readonly TraceSummary[]): string =>
  sharedOrigin(summaries.map(({ Http }) => Http?.HttpURL)) ?? '';

/** One line a trace; undefined where even the tightest layout is too wide. */
const renderLines = (
  summaries: readonly TraceSummary[],
  options: TracesTableOptions,
  style: Style,
): TracesTable | undefined => {
  const paint = tracesPaint(style);
  const forms = timeForms(summaries.map(summaryStart));
  for (const layout of lineLayouts(forms, sharedOriginOf(summaries))) {
    const { form, gap, origin } = layout;
    const { time, id } = identityFields(form, style, paint);
    const fields = [
      time,
      id,
      ...requestFields(style, paint, layout),
      ...(options.annotations ? [annotationsField(style, paint)] : []),
    ];
    const table = tableOf(fields, summaries);
    if (!fits(table, style.width, gap)) continue;
    const drawing = { gap, paintHeader: paint.header };
    return { text: renderColumns(table.columns, table.rows, style, drawing), origin };
  }
  return undefined;
};

/** Several lines a trace, for narrow terminals: the id is never cut, as it is what is copied. */
const renderStacked = (
  summaries: readonly TraceSummary[],
  options: TracesTableOptions,
  style: Style,
): TracesTable => {
  const paint = tracesPaint(style);
  const forms = timeForms(summaries.map(summaryStart));
  const linesOf = ({ columns, rows }: Table, width: number, gap: number): readonly string[] =>
    renderColumns(columns, rows, { ...style, width }, { gap, paintHeader: paint.header })
      .trimEnd()
      .split('\n');
  const inner = style.width - INDENT.length;
  const form = forms[0] ?? (() => NONE);
  const { time, id } = identityFields(form, style, paint);
  const origin = sharedOriginOf(summaries);
  const request = (layout: Pick<RequestLayout, 'headers' | 'room'>): Table =>
    tableOf(requestFields(style, paint, { ...layout, origin }), summaries);
  const roomy = request({ room: ROOM.comfortable, headers: 'long' });
  const whole = fits(roomy, inner, 1) ? roomy : request({ room: ROOM.tight, headers: 'short' });
  const annotations = options.annotations ? [annotationsField(style, paint)] : [];
  const blocks = [
    linesOf(tableOf([id, time], summaries), style.width, 2),
    linesOf(whole, inner, 1).map(indent),
    ...annotations.map((field) => linesOf(tableOf([field], summaries), inner, 1).map(indent)),
  ];
  const [first = []] = blocks;
  const lines = first
    .flatMap((_, index) => blocks.map((block) => block[index]?.trimEnd() ?? ''))
    .filter((line) => line !== '');
  return { text: lines.map((line) => `${line}\n`).join(''), origin };
};

/**
 * Trace summaries as a table, in the order given: time (UTC), id, duration, status, method, URL, entry service, flags
 * (E error, F fault, T throttle, ~ partial) and annotations. On a narrow terminal what all URLs begin with is left out
 * first; then the URL shrinks, then the service; below that a trace takes two lines or three. Empty for no traces.
 */
export const renderTracesTable = (
  summaries: readonly TraceSummary[],
  options: TracesTableOptions,
  style: Style,
): TracesTable => {
  if (summaries.length === 0) return { text: '', origin: '' };
  return renderLines(summaries, options, style) ?? renderStacked(summaries, options, style);
};
