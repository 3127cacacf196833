import type { GroupTerm } from '../ast.ts';
import { type Cursor, take } from './cursor.ts';
import { explainValue } from './explain-value.ts';
import { parseEquality } from './parse-equality.ts';

/** `group.name = "..."` or `group.arn = "..."`. The next token is the word. */
export const parseGroup = (cursor: Cursor, by: GroupTerm['by']): GroupTerm | undefined => {
  const { start } = take(cursor);
  const label = `group.${by}`;
  const operator = parseEquality(cursor, label);
  if (operator === undefined) return undefined;
  const token = take(cursor);
  if (token.kind === 'string') return { kind: 'group', by, operator, value: token.value };
  return explainValue(cursor, token, { start, label, types: ['string'], operator });
};
