import type { AnyTerm, Logic } from '../ast.ts';

/** A compiled condition on a subject: a trace, a call, an element of a root cause. */
export type Test<Subject> = (subject: Subject) => boolean;

/** Compiles AND, OR and `!` around compiled terms. Deep expressions were refused by the parser. */
export const compileLogic = <Term extends AnyTerm, Subject>(
  expression: Logic<Term>,
  compileTerm: (term: Term) => Test<Subject>,
): Test<Subject> => {
  if (expression.kind === 'not') {
    const test = compileLogic(expression.term, compileTerm);
    return (subject) => !test(subject);
  }
  if (expression.kind === 'and' || expression.kind === 'or') {
    const tests = expression.terms.map((term) => compileLogic(term, compileTerm));
    return expression.kind === 'and'
      ? (subject) => tests.every((test) => test(subject))
      : (subject) => tests.some((test) => test(subject));
  }
  return compileTerm(expression);
};
