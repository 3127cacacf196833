import type { TraceFacts } from '../trace-facts.ts';
import type { FilterExpression, GroupTerm, TraceTerm } from './ast.ts';
import { compileAnnotation } from './evaluating/compile-annotation.ts';
import { compileEdge } from './evaluating/compile-edge.ts';
import { createGroupCompiler } from './evaluating/compile-group.ts';
import { compileRootCause } from './evaluating/compile-root-cause.ts';
import { compileRootCauseJson } from './evaluating/compile-root-cause-json.ts';
import { compileService } from './evaluating/compile-service.ts';
import { compileTraceField } from './evaluating/compile-trace-field.ts';
import { compileLogic, type Test } from './evaluating/test.ts';
import type { GroupLookup } from './group-lookup.ts';

/**
 * Makes an expression into a test of traces, to be run over many. It reads facts only, never documents.
 * `groups` is asked once for every group named, while compiling.
 */
export const compileFilter = (
  expression: FilterExpression,
  groups: GroupLookup,
): ((facts: TraceFacts) => boolean) => {
  const compile = (whole: FilterExpression): Test<TraceFacts> =>
    compileLogic(whole, (term) => compileTerm(term, compileGroup));
  const compileGroup = createGroupCompiler(groups, compile);
  return compile(expression);
};

const compileTerm = (
  term: TraceTerm,
  compileGroup: (term: GroupTerm) => Test<TraceFacts>,
): Test<TraceFacts> => {
  switch (term.kind) {
    case 'field':
      return compileTraceField(term);
    case 'annotation':
      return compileAnnotation(term);
    case 'service':
      return compileService(term);
    case 'edge':
      return compileEdge(term);
    case 'rootcause':
      return compileRootCause(term);
    case 'rootcause-json':
      return compileRootCauseJson(term);
    case 'group':
      return compileGroup(term);
  }
};
