import type { Call, GraphNode, TraceFacts } from '../../trace-facts.ts';
import type { EdgeTerm, EndAnnotationTerm, FieldTerm } from '../ast.ts';
import type { EdgeKeyword } from '../keywords.ts';
import { termsOf } from '../logic.ts';
import { matchesEdge } from '../matches-service.ts';
import { CALL_VALUES, callsFor } from './call-values.ts';
import { compileNodeAnnotation } from './compile-annotation.ts';
import { compileValueTest } from './compile-value-test.ts';
import { compileLogic, type Test } from './test.ts';

interface EdgeSubject {
  readonly facts: TraceFacts;
  readonly source: GraphNode;
  readonly destination: GraphNode;
  readonly call: Call;
}

/** Compiles `edge(...)`: some edge is selected and, with a block, one call over it satisfies all of it. */
export const compileEdge = (term: EdgeTerm): Test<TraceFacts> => {
  const { block } = term;
  const test = block === undefined ? () => true : compileLogic(block, compileBlockTerm);
  const asksOfCalls =
    block !== undefined && [...termsOf(block)].some(({ kind }) => kind === 'field');
  return (facts) =>
    facts.graph.edges.some((edge) => {
      const source = facts.graph.nodes[edge.from];
      const destination = facts.graph.nodes[edge.to];
      if (source === undefined || destination === undefined) return false;
      if (!matchesEdge(term, source, destination)) return false;
      return callsFor(edge.calls, asksOfCalls).some((call) =>
        test({ facts, source, destination, call }),
      );
    });
};

const compileBlockTerm = (term: FieldTerm<EdgeKeyword> | EndAnnotationTerm): Test<EdgeSubject> => {
  if (term.kind === 'end-annotation') {
    const holds = compileNodeAnnotation(term);
    return term.end === 'source'
      ? ({ facts, source }) => holds(facts, source)
      : ({ facts, destination }) => holds(facts, destination);
  }
  const test = compileValueTest(term.comparison);
  const value = CALL_VALUES[term.keyword];
  return ({ call }) => test(value(call));
};
