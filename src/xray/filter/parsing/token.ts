import type { FilterProblem } from '../filter-problem.ts';

/** Offsets in UTF-16 units, `end` exclusive. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A keyword, an operator in letters, or a bare value; spelled as the user did. */
export interface WordToken extends Span {
  readonly kind: 'word';
  readonly text: string;
}

export interface StringToken extends Span {
  readonly kind: 'string';
  readonly value: string;
}

interface NumberToken extends Span {
  readonly kind: 'number';
  readonly value: number;
}

/** A number with something stuck to it, as in `500ms`, `5xx` or `1.2.3.4`: never right, but explainable. */
interface QuantityToken extends Span {
  readonly kind: 'quantity';
  readonly text: string;
  readonly value: number;
  readonly unit: string;
}

/** An annotation key in brackets: `[request.id]`. */
export interface KeyToken extends Span {
  readonly kind: 'key';
  readonly value: string;
}

/** The JSON after `#`, not yet parsed; `text` is without the `#`. */
export interface JsonToken extends Span {
  readonly kind: 'json';
  readonly text: string;
}

export type FilterSymbol =
  | '('
  | ')'
  | '{'
  | '}'
  | ','
  | ':'
  | '!'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>=';

interface SymbolToken extends Span {
  readonly kind: 'symbol';
  readonly symbol: FilterSymbol;
}

/** Text that is no token at all. It is the last before the end. */
export interface BrokenToken extends Span {
  readonly kind: 'broken';
  readonly problem: FilterProblem;
}

interface EndToken extends Span {
  readonly kind: 'end';
}

export type Token =
  | WordToken
  | StringToken
  | NumberToken
  | QuantityToken
  | KeyToken
  | JsonToken
  | SymbolToken
  | BrokenToken
  | EndToken;
