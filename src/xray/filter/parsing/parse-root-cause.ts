import type {
  FieldTerm,
  JsonValue,
  RootCauseJsonTerm,
  RootCausePattern,
  RootCauseSubject,
  RootCauseTerm,
} from '../ast.ts';
import type { RootCauseKeyword } from '../keywords.ts';
import { type Cursor, failAt, take } from './cursor.ts';
import { parseEquality } from './parse-equality.ts';
import { parseField } from './parse-field.ts';
import { parseBlock } from './parse-logic.ts';
import { scopeOfRootCause } from './scope.ts';
import type { JsonToken } from './token.ts';

/** `rootcause.fault.service { ... }` and its like. The next token is the word. */
export const parseRootCause = (
  cursor: Cursor,
  subject: RootCauseSubject,
): RootCauseTerm | undefined => {
  take(cursor);
  const scope = scopeOfRootCause(subject);
  const block = parseBlock<FieldTerm<RootCauseKeyword>>(cursor, (_, word) =>
    parseField(cursor, word, scope),
  );
  return block && { kind: 'rootcause', of: subject, ...block };
};

const EXAMPLE = '#[{"Services": [{"Name": "..."}]}]';

/** `rootcause.json = #[{...}]`. The next token is the word. */
export const parseRootCauseJson = (cursor: Cursor): RootCauseJsonTerm | undefined => {
  take(cursor);
  const operator = parseEquality(cursor, 'rootcause.json');
  if (operator === undefined) return undefined;
  const token = take(cursor);
  if (token.kind !== 'json')
    return failAt(cursor, token, {
      message: 'rootcause.json is compared with a JSON list of root causes, written behind "#".',
      expected: [EXAMPLE],
    });
  const patterns = patternsOf(token);
  if (typeof patterns !== 'string') return { kind: 'rootcause-json', operator, patterns };
  return failAt(cursor, token, { message: patterns, expected: [EXAMPLE] });
};

/** The objects of the list, or what is wrong with it. */
const patternsOf = (token: JsonToken): readonly RootCausePattern[] | string => {
  const value = parseJson(token.text);
  if (value === undefined) return 'This is not valid JSON.';
  if (!isList(value) || value.length === 0 || !value.every(isPattern))
    return 'The JSON after "#" is a list of one object or more, each in the shape of a root cause.';
  return value;
};

/** The value, or undefined where the text is no JSON or holds a number beyond a double. */
const parseJson = (text: string): JsonValue | undefined => {
  let finite = true;
  try {
    const value: JsonValue = JSON.parse(text, (_, member: JsonValue) => {
      if (typeof member !== 'number') return member;
      finite &&= Number.isFinite(member);
      return member + 0;
    });
    return finite ? value : undefined;
  } catch {
    // The reason is worded differently by every engine; the caller names the place.
    return undefined;
  }
};

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const isPattern = (value: JsonValue): value is RootCausePattern =>
  typeof value === 'object' && value !== null && !isList(value);
