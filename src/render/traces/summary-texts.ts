import type {
  SummaryAnnotationValue,
  TraceSummary,
  ValueWithServiceIds,
} from '../../xray/api/traces.ts';

/** An annotation's value; undefined for a shape none of whose members is set. */
const annotationValue = (
  value: SummaryAnnotationValue | null | undefined,
): string | number | boolean | undefined =>
  value?.StringValue ?? value?.NumberValue ?? value?.BooleanValue ?? undefined;

/** The distinct values of one annotation, wherever in the trace they were written. */
const valuesOf = (
  entries: readonly ValueWithServiceIds[] | null | undefined,
): readonly (string | number | boolean)[] => [
  ...new Set((entries ?? []).flatMap((entry) => annotationValue(entry.AnnotationValue) ?? [])),
];

/** The annotations of a trace by key, keys in order. */
export const annotationsOf = (
  summary: TraceSummary,
): readonly (readonly [string, readonly (string | number | boolean)[]])[] =>
  Object.entries(summary.Annotations ?? {})
    .map(([key, entries]) => [key, valuesOf(entries)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));

const PLAIN = /^[^\s"',=]+$/;

/** Strings that would read as several are quoted. */
const printValue = (value: string | number | boolean): string =>
  typeof value === 'string' && !PLAIN.test(value) ? JSON.stringify(value) : String(value);

/** `plan=gold seats=4,5`: for a line of a table. */
export const annotationsText = (summary: TraceSummary): string =>
  annotationsOf(summary)
    .map(([key, values]) => `${key}=${values.map(printValue).join(',')}`)
    .join(' ');

/** What went wrong, in letters: E error, F fault, T throttle, ~ partial. Empty when nothing did. */
export const flagLetters = (summary: TraceSummary): string =>
  [
    summary.HasError === true ? 'E' : '',
    summary.HasFault === true ? 'F' : '',
    summary.HasThrottle === true ? 'T' : '',
    summary.IsPartial === true ? '~' : '',
  ].join('');
