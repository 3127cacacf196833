import type { AnyTerm, Logic } from '../ast.ts';
import { joinTerms } from '../logic.ts';
import {
  acceptSymbol,
  acceptWord,
  type Cursor,
  expectSymbol,
  failAt,
  isSymbol,
  isWord,
  nested,
  peek,
  take,
  textOf,
} from './cursor.ts';
import type { Token, WordToken } from './token.ts';

/** Parses one term; the next token, not yet taken, is `word`. */
export type TermParser<Term> = (cursor: Cursor, word: WordToken) => Term | undefined;

/** Parses terms under OR, AND (written or not) and `!`, binding in that order, loosest first. */
export const parseLogic = <Term extends AnyTerm>(
  cursor: Cursor,
  parseTerm: TermParser<Term>,
): Logic<Term> | undefined => {
  const alternatives: Logic<Term>[] = [];
  do {
    const alternative = parseAll(cursor, parseTerm);
    if (alternative === undefined) return undefined;
    alternatives.push(alternative);
  } while (acceptWord(cursor, 'or'));
  return joinTerms('or', alternatives);
};

/** A block in braces that may be absent; an empty one says nothing and is as good as absent. */
export const parseBlock = <Term extends AnyTerm>(
  cursor: Cursor,
  parseTerm: TermParser<Term>,
): { readonly block?: Logic<Term> } | undefined => {
  const open = peek(cursor);
  if (!acceptSymbol(cursor, '{')) return {};
  if (acceptSymbol(cursor, '}')) return {};
  const block = nested(cursor, open, () => parseLogic(cursor, parseTerm));
  if (block === undefined || !expectEnd(cursor, '}', open)) return undefined;
  return { block };
};

/** After a whole expression: the closing symbol, or a problem that says what could go on. */
export const expectEnd = (
  cursor: Cursor,
  symbol: ')' | '}' | undefined,
  opened?: Token,
): true | undefined => {
  const token = peek(cursor);
  const closed = symbol === undefined ? token.kind === 'end' : isSymbol(token, symbol);
  if (closed) {
    cursor.index++;
    return true;
  }
  if (symbol !== undefined && token.kind === 'end') return expectSymbol(cursor, symbol, opened);
  const message = isSymbol(token, ')', '}')
    ? `${textOf(cursor, token)} closes nothing that is open here.`
    : `${textOf(cursor, token)} cannot stand here.`;
  return failAt(cursor, token, {
    message,
    expected: ['AND', 'OR', symbol ?? 'the end of the expression'],
  });
};

const parseAll = <Term extends AnyTerm>(
  cursor: Cursor,
  parseTerm: TermParser<Term>,
): Logic<Term> | undefined => {
  const terms: Logic<Term>[] = [];
  do {
    const term = parseUnary(cursor, parseTerm);
    if (term === undefined) return undefined;
    terms.push(term);
  } while (acceptWord(cursor, 'and') || beginsTerm(peek(cursor)));
  return joinTerms('and', terms);
};

const parseUnary = <Term extends AnyTerm>(
  cursor: Cursor,
  parseTerm: TermParser<Term>,
): Logic<Term> | undefined => {
  const token = peek(cursor);
  if (acceptSymbol(cursor, '!')) {
    const term = nested(cursor, token, () => parseUnary(cursor, parseTerm));
    return term && { kind: 'not', term };
  }
  if (acceptSymbol(cursor, '(')) {
    const inner = nested(cursor, token, () => parseLogic(cursor, parseTerm));
    return inner && expectEnd(cursor, ')', token) && inner;
  }
  if (token.kind === 'word' && !isConjunction(token)) return parseTerm(cursor, token);
  take(cursor);
  return failAt(cursor, token, {
    message:
      token.kind === 'end'
        ? 'The expression ends where a condition should stand.'
        : `${textOf(cursor, token)} stands where a condition should.`,
    expected: ['a condition'],
  });
};

/** A broken token counts, so that its own problem is told. */
const beginsTerm = (token: Token): boolean =>
  (token.kind === 'word' && !isConjunction(token)) ||
  isSymbol(token, '!', '(') ||
  token.kind === 'broken';

const isConjunction = (token: Token): boolean => isWord(token, 'and') || isWord(token, 'or');
