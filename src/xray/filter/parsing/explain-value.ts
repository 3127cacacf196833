import type { Operator } from '../ast.ts';
import type { FilterProblem } from '../filter-problem.ts';
import type { KeywordType } from '../keywords.ts';
import { type Cursor, fail, failAt, textOf } from './cursor.ts';
import type { Token } from './token.ts';

/** A comparison whose value does not fit. */
interface Misfit {
  readonly start: number;
  readonly label: string;
  /** Types the operator and the keyword allow. */
  readonly types: readonly KeywordType[];
  readonly operator: Operator;
}

const WANTED: Readonly<Record<KeywordType, string>> = {
  boolean: 'true or false',
  number: 'a number',
  string: 'a string in double quotes',
};

/** Fails at a value, with what should stand there and, where it can be told, the value meant. */
export const explainValue = (cursor: Cursor, token: Token, misfit: Misfit): undefined => {
  const expected = misfit.types.map((type) => WANTED[type]);
  if (token.kind === 'end')
    return failAt(cursor, token, {
      message: `A value is missing after ${misfit.label} ${misfit.operator}.`,
      expected,
    });
  if (token.kind === 'quantity') return explainQuantity(cursor, token, { ...misfit, expected });
  const suggestion = convert(cursor, token, misfit.types);
  return failAt(cursor, token, {
    message: `${misfit.label} ${misfit.operator} needs ${expected.join(' or ')}, not ${textOf(cursor, token)}.`,
    expected,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
};

/** The same value in the right type: a number in quotes, or text without them. */
const convert = (
  cursor: Cursor,
  token: Token,
  types: readonly KeywordType[],
): string | undefined => {
  const only = types.length === 1 ? types[0] : undefined;
  if (only === 'string' && token.kind === 'number')
    return JSON.stringify(cursor.text.slice(token.start, token.end));
  if (only === 'number' && token.kind === 'string' && /^-?\d+(\.\d+)?$/u.test(token.value))
    return token.value;
  return undefined;
};

const explainQuantity = (
  cursor: Cursor,
  token: Token & { readonly kind: 'quantity' },
  misfit: Misfit & { readonly expected: readonly string[] },
): undefined => {
  if (!misfit.types.includes('number')) {
    const text = misfit.types.includes('string');
    return failAt(cursor, token, {
      message: `${misfit.label} ${misfit.operator} needs ${misfit.expected.join(' or ')}, not ${textOf(cursor, token)}.`,
      expected: misfit.expected,
      ...(text ? { suggestion: JSON.stringify(token.text) } : {}),
    });
  }
  return fail(cursor, {
    expected: misfit.expected,
    position: token.start,
    length: token.end - token.start,
    ...explainNumber(cursor, token, misfit),
  });
};

const explainNumber = (
  cursor: Cursor,
  token: Token & { readonly kind: 'quantity' },
  misfit: Misfit,
): Pick<FilterProblem, 'message'> & Partial<FilterProblem> => {
  const written = textOf(cursor, token);
  if (misfit.label === 'http.status' && /^[1-5]xx$/iu.test(token.text) && misfit.operator === '=')
    return {
      message: `${written} is no number; a class of status codes is a range.`,
      position: misfit.start,
      length: token.end - misfit.start,
      suggestion: `(http.status >= ${token.value}00 AND http.status <= ${token.value}99)`,
    };
  if (misfit.label === 'coverage' && token.unit === '%')
    return { message: 'coverage is a share from 0 to 1.', suggestion: rounded(token.value / 100) };
  const seconds = isTime(misfit.label) ? secondsOf(token) : undefined;
  if (seconds !== undefined)
    return {
      message: `${misfit.label} is in seconds, written without a unit.`,
      suggestion: seconds,
    };
  if (misfit.types.includes('string'))
    return {
      message: `${written} is no number; text needs double quotes.`,
      suggestion: JSON.stringify(token.text),
    };
  return { message: `${written} is no number.` };
};

const isTime = (label: string): boolean => label === 'responsetime' || label === 'duration';

const SECONDS_PER_UNIT: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-9],
  ['us', 1e-6],
  ['µs', 1e-6],
  ['ms', 1e-3],
  ['s', 1],
  ['sec', 1],
  ['m', 60],
  ['min', 60],
  ['h', 3600],
  ['d', 86_400],
]);

/** A time with a unit as a plain number of seconds, or undefined where the unit is none of time. */
export const secondsOf = (quantity: {
  readonly value: number;
  readonly unit: string;
}): string | undefined => {
  const factor = SECONDS_PER_UNIT.get(quantity.unit.toLowerCase());
  return factor === undefined ? undefined : rounded(quantity.value * factor);
};

/** Without the noise of binary fractions: 3 * 0.001 is 0.003. */
const rounded = (value: number): string => String(Number(value.toPrecision(12)));
