import type { FilterProblem } from '../filter-problem.ts';
import { MAX_FILTER_DEPTH } from '../limits.ts';
import { quoteText } from '../shown-text.ts';
import type { FilterSymbol, Token } from './token.ts';

/**
 * Where the parser stands. Parsing functions return undefined after `fail` and every caller hands that up at
 * once, so the first problem met is the one reported.
 */
export interface Cursor {
  readonly text: string;
  readonly tokens: readonly Token[];
  index: number;
  depth: number;
  problem: FilterProblem | undefined;
}

const END: Token = { kind: 'end', start: 0, end: 0 };

/** The token `ahead` places on; the end once past it. */
export const peek = (cursor: Cursor, ahead = 0): Token =>
  cursor.tokens[cursor.index + ahead] ?? cursor.tokens.at(-1) ?? END;

export const take = (cursor: Cursor): Token => {
  const token = peek(cursor);
  cursor.index++;
  return token;
};

export const isSymbol = (token: Token, ...symbols: readonly FilterSymbol[]): boolean =>
  token.kind === 'symbol' && symbols.includes(token.symbol);

/** Whether a token is this word, in any case; `word` in lower case. */
export const isWord = (token: Token, word: string): boolean =>
  token.kind === 'word' && token.text.length === word.length && token.text.toLowerCase() === word;

/** Takes the symbol if it is next. */
export const acceptSymbol = (cursor: Cursor, symbol: FilterSymbol): boolean => {
  const found = isSymbol(peek(cursor), symbol);
  if (found) cursor.index++;
  return found;
};

/** Takes the word if it is next. */
export const acceptWord = (cursor: Cursor, word: string): boolean => {
  const found = isWord(peek(cursor), word);
  if (found) cursor.index++;
  return found;
};

export const fail = (cursor: Cursor, problem: FilterProblem): undefined => {
  cursor.problem = problem;
  return undefined;
};

/** Fails at a token; one that is broken in itself tells its own problem. */
export const failAt = (
  cursor: Cursor,
  token: Token,
  problem: Pick<FilterProblem, 'message' | 'expected' | 'suggestion'>,
): undefined =>
  fail(
    cursor,
    token.kind === 'broken'
      ? token.problem
      : { ...problem, position: token.start, length: token.end - token.start },
  );

/** Takes the symbol, or fails there, saying what it would have closed. */
export const expectSymbol = (
  cursor: Cursor,
  symbol: FilterSymbol,
  opened?: Token,
): true | undefined => {
  const token = peek(cursor);
  if (acceptSymbol(cursor, symbol)) return true;
  if (opened !== undefined && token.kind === 'end')
    return failAt(cursor, opened, {
      message: `This ${quoteText(cursor.text.slice(opened.start, opened.end))} is not closed.`,
      expected: [symbol],
    });
  const found = token.kind === 'end' ? 'the expression ends' : `found ${textOf(cursor, token)}`;
  return failAt(cursor, token, {
    message: `Expected "${symbol}", but ${found}.`,
    expected: [symbol],
  });
};

/** A token as the user wrote it, in quotes; a string has its own. */
export const textOf = (cursor: Cursor, token: Token): string =>
  token.kind === 'string'
    ? quoteText(cursor.text.slice(token.start + 1, token.end - 1))
    : quoteText(cursor.text.slice(token.start, token.end));

/** Parses something one level deeper, or fails at `token` when that is too deep. */
export const nested = <Value>(
  cursor: Cursor,
  token: Token,
  parse: () => Value | undefined,
): Value | undefined => {
  if (cursor.depth >= MAX_FILTER_DEPTH)
    return failAt(cursor, token, {
      message: `The expression is nested more than ${MAX_FILTER_DEPTH} deep.`,
      expected: ['a flatter expression'],
    });
  cursor.depth++;
  const value = parse();
  cursor.depth--;
  return value;
};
