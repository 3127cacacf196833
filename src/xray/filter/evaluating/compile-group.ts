import type { TraceFacts } from '../../trace-facts.ts';
import type { FilterExpression, GroupTerm } from '../ast.ts';
import type { GroupLookup } from '../group-lookup.ts';
import type { Test } from './test.ts';

interface CompiledGroup {
  readonly test: Test<TraceFacts>;
  /** Whether its expression leads, through groups, into a circle. */
  readonly circular: boolean;
}

const MATCHES_NOTHING = (): boolean => false;

/**
 * A compiler of group terms that compiles each group once. A group that does not exist, and one whose expression
 * leads into a circle of groups, matches nothing.
 */
export const createGroupCompiler = (
  lookup: GroupLookup,
  compile: (expression: FilterExpression) => Test<TraceFacts>,
): ((term: GroupTerm) => Test<TraceFacts>) => {
  const compiled = new Map<string, CompiledGroup>();
  const open = new Set<string>();
  let metCircle = false;

  const compileGroup = (by: GroupTerm['by'], value: string): CompiledGroup => {
    const id = `${by} ${value}`;
    const known = compiled.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) return { test: MATCHES_NOTHING, circular: true };
    const expression = lookup({ [by]: value });
    if (expression === undefined) return { test: MATCHES_NOTHING, circular: false };
    const metBefore = metCircle;
    metCircle = false;
    open.add(id);
    const test = compile(expression);
    open.delete(id);
    const group = { test: metCircle ? MATCHES_NOTHING : rememberLast(test), circular: metCircle };
    metCircle = metBefore;
    compiled.set(id, group);
    return group;
  };

  return (term) => {
    const { test, circular } = compileGroup(term.by, term.value);
    metCircle ||= circular;
    return term.operator === '=' ? test : (facts) => !test(facts);
  };
};

/** Asks once a trace, so that groups of groups cost their sum and not their product. */
const rememberLast = (test: Test<TraceFacts>): Test<TraceFacts> => {
  let last: TraceFacts | undefined;
  let result = false;
  return (facts) => {
    if (facts !== last) {
      result = test(facts);
      last = facts;
    }
    return result;
  };
};
