import type { Comparison, Operator } from '../ast.ts';
import type { KeywordType } from '../keywords.ts';
import { type Cursor, failAt, isWord, peek, take, textOf } from './cursor.ts';
import { explainValue } from './explain-value.ts';
import { comparisonOf, OPERATORS_OF, WORD_OPERATORS } from './operators.ts';
import type { Token } from './token.ts';

/** What stands left of an operator. */
export interface Compared {
  readonly start: number;
  /** As the language spells it. */
  readonly label: string;
  /** The types its value may have: one for a keyword, all for an annotation. */
  readonly types: readonly KeywordType[];
}

/** An operator and a value, if an operator is next; `{}` if not. Fails on a type that does not fit. */
export const parseComparison = (
  cursor: Cursor,
  compared: Compared,
): { readonly comparison?: Comparison } | undefined => {
  const operatorToken = peek(cursor);
  const operator = operatorOf(operatorToken);
  if (operator === undefined) return isValue(operatorToken) ? failMissing(cursor, compared) : {};
  take(cursor);
  const types = compared.types.filter((type) => OPERATORS_OF[type].includes(operator));
  if (types.length === 0)
    return failAt(cursor, operatorToken, {
      message: `${compared.label} is ${KIND_OF[compared.types[0] ?? 'string']} and cannot be compared with ${operator}.`,
      expected: operatorsOf(compared.types),
    });
  const token = take(cursor);
  const value = readValue(token, types);
  const comparison = value === undefined ? undefined : comparisonOf(operator, value);
  if (comparison === undefined)
    return explainValue(cursor, token, { ...compared, types, operator });
  return { comparison };
};

const KIND_OF: Readonly<Record<KeywordType, string>> = {
  boolean: 'true or false',
  number: 'a number',
  string: 'text',
};

const operatorsOf = (types: readonly KeywordType[]): readonly Operator[] => [
  ...new Set(types.flatMap((type) => OPERATORS_OF[type])),
];

const operatorOf = (token: Token): Operator | undefined => {
  if (token.kind === 'word')
    return WORD_OPERATORS.find((operator) => isWord(token, operator.toLowerCase()));
  if (token.kind !== 'symbol') return undefined;
  return OPERATORS_OF.number.find((operator) => operator === token.symbol);
};

const isValue = (token: Token): boolean =>
  token.kind === 'string' || token.kind === 'number' || token.kind === 'quantity';

const failMissing = (cursor: Cursor, compared: Compared): undefined =>
  failAt(cursor, peek(cursor), {
    message: `An operator is missing between ${compared.label} and ${textOf(cursor, peek(cursor))}.`,
    expected: operatorsOf(compared.types),
  });

/** A value of one of the types, or undefined. Bare words are strings, as in AWS's own example; AND and OR are never values. */
const readValue = (
  token: Token,
  types: readonly KeywordType[],
): boolean | number | string | undefined => {
  if (token.kind === 'number') return types.includes('number') ? token.value : undefined;
  if (token.kind === 'word') return readWord(token, types);
  if (token.kind !== 'string') return undefined;
  if (types.includes('string')) return token.value;
  return types.includes('boolean') ? readBoolean(token.value) : undefined;
};

const readWord = (
  token: Token & { readonly kind: 'word' },
  types: readonly KeywordType[],
): boolean | string | undefined => {
  if (isWord(token, 'and') || isWord(token, 'or')) return undefined;
  const boolean = types.includes('boolean') ? readBoolean(token.text) : undefined;
  return boolean ?? (types.includes('string') ? token.text : undefined);
};

const readBoolean = (text: string): boolean | undefined => {
  const lower = text.toLowerCase();
  return lower === 'true' || (lower === 'false' ? false : undefined);
};
