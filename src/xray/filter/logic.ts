import type { AnyTerm, Logic } from './ast.ts';

/** Joins expressions by AND or OR: none is undefined, one is itself. */
export const joinTerms = <Term extends AnyTerm>(
  kind: 'and' | 'or',
  terms: readonly Logic<Term>[],
): Logic<Term> | undefined => {
  const [first, second, ...rest] = terms;
  if (first === undefined || second === undefined) return first;
  return { kind, terms: [first, second, ...rest] };
};

/** The terms of an expression, left to right. */
export function* termsOf<Term extends AnyTerm>(expression: Logic<Term>): Generator<Term> {
  if (expression.kind === 'not') yield* termsOf(expression.term);
  else if (expression.kind === 'and' || expression.kind === 'or')
    for (const term of expression.terms) yield* termsOf(term);
  else yield expression;
}
