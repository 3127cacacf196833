import { explainStrayText } from './parsing/explain-stray-text.ts';
import { lexJson } from './parsing/lex-json.ts';
import { lexKey } from './parsing/lex-key.ts';
import { lexString } from './parsing/lex-string.ts';
import type { FilterSymbol, Token } from './parsing/token.ts';

const SPACE = /\s+/uy;
/** Letters of any script, so that a misspelled or foreign word is one word; `.` joins keywords, `-` is met in annotation keys. */
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_.-]*/uy;
const NUMBER = /-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/uy;
/** What may be stuck to a number by mistake. */
const UNIT = /[\p{L}\p{N}_.%]+/uy;
/** Spellings of other languages; `explainStrayText` says what to write instead. */
const FOREIGN = /==|=>|=<|<>/uy;
const SYMBOL = /!=|<=|>=|[(){},:!=<>]/uy;

/**
 * Cuts an expression into tokens, in time linear in its length. Never fails: text that is no token becomes a
 * `broken` token, so that the parser reports the first problem in reading order. The last token is `end`.
 */
export const lex = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  let position = 0;
  while (true) {
    position = matchAt(SPACE, text, position)?.end ?? position;
    if (position >= text.length) break;
    const token = lexToken(text, position);
    tokens.push(token);
    position = token.end;
    if (token.kind === 'broken') break;
  }
  tokens.push({ kind: 'end', start: text.length, end: text.length });
  return tokens;
};

const lexToken = (text: string, start: number): Token => {
  const first = text[start];
  if (first === '"') return lexString(text, start);
  if (first === '[') return lexKey(text, start);
  if (first === '#') return lexJson(text, start);
  const word = matchAt(WORD, text, start);
  if (word) return { kind: 'word', ...word };
  const number = matchAt(NUMBER, text, start);
  if (number) return lexNumber(text, number);
  const symbol = matchAt(FOREIGN, text, start) ? undefined : matchAt(SYMBOL, text, start);
  if (symbol)
    return {
      kind: 'symbol',
      symbol: symbol.text as FilterSymbol,
      start,
      end: symbol.end,
    };
  return explainStrayText(text, start);
};

interface Match {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const lexNumber = (text: string, number: Match): Token => {
  const { start } = number;
  // -0 equals 0 but is another value to a deep comparison; adding 0 makes it 0.
  const value = Number(number.text) + 0;
  const unit = matchAt(UNIT, text, number.end);
  if (unit) {
    const whole = text.slice(start, unit.end);
    return { kind: 'quantity', text: whole, value, unit: unit.text, start, end: unit.end };
  }
  if (Number.isFinite(value)) return { kind: 'number', value, start, end: number.end };
  const problem = {
    message: 'This number is too large.',
    position: start,
    length: number.end - start,
    expected: ['a number'],
  };
  return { kind: 'broken', problem, start, end: number.end };
};

const matchAt = (pattern: RegExp, text: string, start: number): Match | undefined => {
  pattern.lastIndex = start;
  const match = pattern.exec(text)?.[0];
  return match === undefined ? undefined : { text: match, start, end: start + match.length };
};
