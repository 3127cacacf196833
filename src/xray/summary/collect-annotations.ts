import type { SummaryAnnotationValue, ValueWithServiceIds } from '../api/traces.ts';
import type { AnnotationValue } from '../segment.ts';
import type { Trace } from '../trace.ts';

type Distinct = Map<string, Set<AnnotationValue>>;

const printValue = (value: AnnotationValue): SummaryAnnotationValue => {
  if (typeof value === 'number') return { NumberValue: value };
  return typeof value === 'boolean' ? { BooleanValue: value } : { StringValue: value };
};

const note = (distinct: Distinct, key: string, value: AnnotationValue): void => {
  const values = distinct.get(key);
  if (values === undefined) distinct.set(key, new Set([value]));
  else values.add(value);
};

/**
 * The distinct values of every annotation, over all segments and subsegments, in the order they were met. All of them:
 * AWS indexes 50 annotations of a trace and drops the rest, here none is lost.
 */
export const collectAnnotations = (
  trace: Trace,
): Readonly<Record<string, readonly ValueWithServiceIds[]>> => {
  let distinct: Distinct | undefined;
  for (const { entity } of trace.nodes) {
    if (entity.annotations === undefined) continue;
    distinct ??= new Map();
    for (const key of Object.keys(entity.annotations)) {
      note(distinct, key, entity.annotations[key] as AnnotationValue);
    }
  }
  if (distinct === undefined) return {};
  const printed: [string, ValueWithServiceIds[]][] = [];
  for (const [key, values] of distinct) {
    printed.push([key, [...values].map((value) => ({ AnnotationValue: printValue(value) }))]);
  }
  // fromEntries, unlike assignment, makes an annotation named __proto__ a member like any other.
  return Object.fromEntries(printed);
};
