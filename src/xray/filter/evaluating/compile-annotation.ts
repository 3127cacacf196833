import type { ServiceId, ValueWithServiceIds } from '../../api/traces.ts';
import type { GraphNode, TraceFacts } from '../../trace-facts.ts';
import type { AnnotationTerm } from '../ast.ts';
import { compileValueTest } from './compile-value-test.ts';
import type { Test } from './test.ts';

/** Compiles an annotation asked of the trace: any value of any segment may match. */
export const compileAnnotation = (
  term: Pick<AnnotationTerm, 'key' | 'comparison'>,
): Test<TraceFacts> => {
  const test = compileValueTest(term.comparison);
  return (facts) => valuesOf(facts, term.key).some((entry) => test(plainValue(entry)));
};

/** Compiles an annotation asked of one node: only values the summary ascribes to it, or to no service in particular. */
export const compileNodeAnnotation = (
  term: Pick<AnnotationTerm, 'key' | 'comparison'>,
): ((facts: TraceFacts, node: GraphNode) => boolean) => {
  const test = compileValueTest(term.comparison);
  return (facts, node) =>
    valuesOf(facts, term.key).some((entry) => isOf(entry, node) && test(plainValue(entry)));
};

const NONE: readonly ValueWithServiceIds[] = [];

const valuesOf = ({ summary }: TraceFacts, key: string): readonly ValueWithServiceIds[] =>
  // Keys are the user's: `constructor` must not find Object's.
  summary.Annotations && Object.hasOwn(summary.Annotations, key)
    ? (summary.Annotations[key] ?? NONE)
    : NONE;

const plainValue = ({ AnnotationValue: value }: ValueWithServiceIds): unknown =>
  value?.StringValue ?? value?.NumberValue ?? value?.BooleanValue;

const isOf = ({ ServiceIds: ids }: ValueWithServiceIds, node: GraphNode): boolean =>
  !ids || ids.some((id) => names(id, node));

/** A service id may leave out what it does not know. */
const names = (id: ServiceId, node: GraphNode): boolean =>
  id.Name === node.name &&
  (id.Type ?? node.type) === node.type &&
  (id.AccountId ?? node.accountId) === node.accountId;
