import { quoteText } from '../shown-text.ts';
import type { BrokenToken } from './token.ts';

/** Operators of other languages, longest first, and what they are here. */
const FOREIGN_OPERATORS: readonly (readonly [written: string, meant: string])[] = [
  ['==', '='],
  ['=>', '>='],
  ['=<', '<='],
  ['<>', '!='],
  ['&&', 'AND'],
  ['||', 'OR'],
  ['&', 'AND'],
  ['|', 'OR'],
];

/** Strings in quotes that are not double quotes, closed on the same line. */
const FOREIGN_STRING = /(?:'[^'\n]*'|`[^`\n]*`|[“”„][^“”"\n]*[“”"]|[‘’][^‘’'\n]*[‘’'])/uy;

/** Text that begins no token: names the likely slip. */
export const explainStrayText = (text: string, start: number): BrokenToken => {
  const operator = FOREIGN_OPERATORS.find(([written]) => text.startsWith(written, start));
  if (operator) {
    const [written, meant] = operator;
    const message = `${quoteText(written)} is no operator of filter expressions.`;
    return broken({ start, text: written, message, suggestion: meant, expected: [meant] });
  }
  FOREIGN_STRING.lastIndex = start;
  const string = FOREIGN_STRING.exec(text)?.[0];
  if (string !== undefined) {
    const message = 'Strings are written in double quotes.';
    const suggestion = JSON.stringify(string.slice(1, -1));
    return broken({
      start,
      text: string,
      message,
      suggestion,
      expected: ['a string in double quotes'],
    });
  }
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const message = `${quoteText(character)} has no meaning here.`;
  return broken({ start, text: character, message, expected: ['a condition', 'a value'] });
};

const broken = (stray: {
  readonly start: number;
  readonly text: string;
  readonly message: string;
  readonly expected: readonly string[];
  readonly suggestion?: string;
}): BrokenToken => {
  const { start, text, message, expected, suggestion } = stray;
  const problem = { message, position: start, length: text.length, expected };
  return {
    kind: 'broken',
    problem: suggestion === undefined ? problem : { ...problem, suggestion },
    start,
    end: start + text.length,
  };
};
