import type { TraceFacts } from '../../trace-facts.ts';
import type { FieldTerm, RootCauseTerm } from '../ast.ts';
import type { RootCauseKeyword } from '../keywords.ts';
import { compileValueTest } from './compile-value-test.ts';
import { type RootCauseElement, rootCauseElements } from './root-cause-elements.ts';
import { compileLogic, type Test } from './test.ts';

interface ElementSubject {
  readonly element: RootCauseElement;
  readonly index: number;
  readonly count: number;
}

/** Compiles `rootcause.*`: in some root cause, one element satisfies all of the block. */
export const compileRootCause = ({ of, block }: RootCauseTerm): Test<TraceFacts> => {
  const test = block === undefined ? () => true : compileLogic(block, compileBlockTerm);
  return (facts) =>
    rootCauseElements(facts, of).some((elements) =>
      elements.some((element, index) => test({ element, index, count: elements.length })),
    );
};

/** A flag that is absent is false. */
const VALUES: Readonly<Record<RootCauseKeyword, (subject: ElementSubject) => unknown>> = {
  first: ({ index }) => index === 0,
  last: ({ index, count }) => index === count - 1,
  index: ({ index }) => index,
  name: ({ element }) => element.name,
  type: ({ element }) => element.type,
  inferred: ({ element }) => element.inferred === true,
  remote: ({ element }) => element.remote === true,
  coverage: ({ element }) => element.coverage,
  message: ({ element }) => element.message,
};

const compileBlockTerm = (term: FieldTerm<RootCauseKeyword>): Test<ElementSubject> => {
  const test = compileValueTest(term.comparison);
  const value = VALUES[term.keyword];
  return (subject) => test(value(subject));
};
