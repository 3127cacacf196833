import type { Call, GraphNode, TraceFacts } from '../../trace-facts.ts';
import type { AnnotationTerm, FieldTerm, ServiceTerm } from '../ast.ts';
import type { EdgeKeyword, ServiceKeyword } from '../keywords.ts';
import { termsOf } from '../logic.ts';
import { matchesService } from '../matches-service.ts';
import { CALL_VALUES, callsFor, isCallKeyword } from './call-values.ts';
import { compileNodeAnnotation } from './compile-annotation.ts';
import { compileValueTest } from './compile-value-test.ts';
import { compileLogic, type Test } from './test.ts';

interface ServiceSubject {
  readonly facts: TraceFacts;
  readonly node: GraphNode;
  readonly call: Call;
}

/** Compiles `service(...)`: some node is selected and, with a block, one of its calls satisfies all of it. */
export const compileService = ({ node: selector, block }: ServiceTerm): Test<TraceFacts> => {
  if (block === undefined)
    return ({ graph }) => graph.nodes.some((node) => matchesService(selector, node));
  const test = compileLogic(block, compileBlockTerm);
  const asksOfCalls = [...termsOf(block)].some(
    (term) => term.kind === 'field' && isCallKeyword(term.keyword),
  );
  return (facts) =>
    facts.graph.nodes.some(
      (node) =>
        matchesService(selector, node) &&
        callsFor(node.calls, asksOfCalls).some((call) => test({ facts, node, call })),
    );
};

const NODE_VALUES: Readonly<
  Record<Exclude<ServiceKeyword, EdgeKeyword>, (node: GraphNode) => unknown>
> = {
  root: ({ root }) => root,
  inferred: ({ inferred }) => inferred,
  name: ({ name }) => name,
  type: ({ type }) => type,
};

const compileBlockTerm = (
  term: FieldTerm<ServiceKeyword> | AnnotationTerm,
): Test<ServiceSubject> => {
  if (term.kind === 'annotation') {
    const holds = compileNodeAnnotation(term);
    return ({ facts, node }) => holds(facts, node);
  }
  const test = compileValueTest(term.comparison);
  if (isCallKeyword(term.keyword)) {
    const value = CALL_VALUES[term.keyword];
    return ({ call }) => test(value(call));
  }
  const value = NODE_VALUES[term.keyword];
  return ({ node }) => test(value(node));
};
