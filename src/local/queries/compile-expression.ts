import type { FilterExpression } from '../../xray/filter/ast.ts';
import { compileFilter } from '../../xray/filter/evaluate.ts';
import type { GroupLookup } from '../../xray/filter/group-lookup.ts';
import { parseFilter } from '../../xray/filter/parse.ts';
import { printRefusal } from '../../xray/filter/print-refusal.ts';
import type { TraceFacts } from '../../xray/trace-facts.ts';
import { invalidRequest } from '../invalid-request.ts';

/** An expression, read and ready to be asked of traces. */
export interface CompiledExpression {
  /** Undefined where none was given: every trace matches. */
  readonly expression: FilterExpression | undefined;
  readonly matches: (facts: TraceFacts) => boolean;
}

/** Reads a filter expression; refuses one that is wrong in the service's words. A blank one is none. */
export const compileExpression = (
  text: string | undefined,
  groups: GroupLookup,
): CompiledExpression => {
  if (text === undefined || text.trim() === '') {
    return { expression: undefined, matches: () => true };
  }
  const parsed = parseFilter(text);
  if (!parsed.ok) throw invalidRequest(printRefusal(text, parsed.problem));
  return { expression: parsed.value, matches: compileFilter(parsed.value, groups) };
};
