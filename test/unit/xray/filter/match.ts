import { compileFilter } from '../../../../src/xray/filter/evaluate.ts';
import type { GroupLookup } from '../../../../src/xray/filter/group-lookup.ts';
import { parseFilter } from '../../../../src/xray/filter/parse.ts';
import type { TraceFacts } from '../../../../src/xray/trace-facts.ts';

/** Whether a trace matches an expression given as text, which must be sound. */
export const matches = (
  text: string,
  facts: TraceFacts,
  groups: GroupLookup = () => undefined,
): boolean => {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.message}`);
  return compileFilter(parsed.value, groups)(facts);
};
