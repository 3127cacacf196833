import type { FieldTerm } from '../ast.ts';
import type { Keyword } from '../keywords.ts';
import { type Cursor, fail, take } from './cursor.ts';
import { explainWord } from './explain-word.ts';
import { parseComparison } from './parse-comparison.ts';
import type { Scope } from './scope.ts';
import type { WordToken } from './token.ts';

/** A keyword of the scope, alone or compared. The next token is `word`. */
export const parseField = <Name extends Keyword>(
  cursor: Cursor,
  word: WordToken,
  scope: Scope<Name>,
): FieldTerm<Name> | undefined => {
  take(cursor);
  const found = scope.keywords.get(word.text.toLowerCase());
  if (found === undefined) return fail(cursor, explainWord(cursor, word, scope));
  const { keyword, type } = found;
  const comparison = parseComparison(cursor, { start: word.start, label: keyword, types: [type] });
  return comparison && { kind: 'field', keyword, ...comparison };
};
