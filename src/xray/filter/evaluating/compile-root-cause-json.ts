import type { TraceFacts } from '../../trace-facts.ts';
import type { JsonValue, RootCauseJsonTerm } from '../ast.ts';
import type { Test } from './test.ts';

/** Compiles `rootcause.json`: every object of the list matches some root cause, of whatever kind. */
export const compileRootCauseJson = (term: RootCauseJsonTerm): Test<TraceFacts> => {
  const { patterns } = term;
  const wanted = term.operator === '=';
  return ({ summary }) => {
    const causes: readonly unknown[] = [
      ...(summary.FaultRootCauses ?? []),
      ...(summary.ErrorRootCauses ?? []),
      ...(summary.ResponseTimeRootCauses ?? []),
    ];
    return (
      wanted ===
      patterns.every((pattern) => causes.some((candidate) => matchesPattern(pattern, candidate)))
    );
  };
};

/**
 * Whether a value has all that a pattern names: members left out match anything, elements of a list are found in
 * the same order, others between them notwithstanding; null is what is null or missing.
 */
const matchesPattern = (pattern: JsonValue, candidate: unknown): boolean => {
  if (pattern === null) return candidate === null || candidate === undefined;
  if (typeof pattern !== 'object') return pattern === candidate;
  if (typeof candidate !== 'object' || candidate === null) return false;
  if (Array.isArray(candidate)) return isList(pattern) && matchesList(pattern, candidate);
  if (isList(pattern)) return false;
  return Object.entries(pattern).every(([member, wanted]) =>
    matchesPattern(wanted, memberOf(candidate, member)),
  );
};

/** Taking the first match of each element leaves most room for the next. */
const matchesList = (patterns: readonly JsonValue[], candidates: readonly unknown[]): boolean => {
  let met = 0;
  for (const candidate of candidates) {
    const pattern = patterns[met];
    if (pattern !== undefined && matchesPattern(pattern, candidate)) met++;
  }
  return met === patterns.length;
};

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const memberOf = (value: object, member: string): unknown =>
  Object.hasOwn(value, member) ? Reflect.get(value, member) : undefined;
