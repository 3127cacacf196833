import { failure, type Result, success } from '../../std/result.ts';
import type { EntitySelector, FilterExpression } from './ast.ts';
import type { FilterProblem } from './filter-problem.ts';
import { lex } from './lex.ts';
import { MAX_FILTER_LENGTH } from './limits.ts';
import { type Cursor, failAt, isSymbol, isWord, peek } from './parsing/cursor.ts';
import { expectEnd, parseLogic } from './parsing/parse-logic.ts';
import { parseEdgeSelector, parseServiceSelector } from './parsing/parse-selector.ts';
import { parseTraceTerm } from './parsing/parse-trace-term.ts';

/** Reads a filter expression. Everything that can be wrong with one is found here; nothing is left for evaluation. */
export const parseFilter = (text: string): Result<FilterExpression, FilterProblem> =>
  parseWhole(text, 'The filter expression is empty.', (cursor) =>
    parseLogic(cursor, parseTraceTerm),
  );

/** Reads the EntitySelectorExpression of GetTimeSeriesServiceStatistics: `service(...)` or `edge(...)`, without a block. */
export const parseEntitySelector = (text: string): Result<EntitySelector, FilterProblem> =>
  parseWhole(text, 'The entity selector is empty.', (cursor) => {
    const selector = parseSelector(cursor);
    const next = peek(cursor);
    if (selector === undefined || !isSymbol(next, '{')) return selector;
    return failAt(cursor, next, {
      message: 'An entity selector takes no block.',
      expected: ['the end of the expression'],
    });
  });

const parseSelector = (cursor: Cursor): EntitySelector | undefined => {
  const token = peek(cursor);
  if (isWord(token, 'service')) return parseServiceSelector(cursor);
  if (isWord(token, 'edge')) return parseEdgeSelector(cursor);
  return failAt(cursor, token, {
    message: 'An entity selector is one service(...) or one edge(...).',
    expected: ['service("name")', 'edge("source", "destination")'],
  });
};

const parseWhole = <Value>(
  text: string,
  emptyMessage: string,
  parse: (cursor: Cursor) => Value | undefined,
): Result<Value, FilterProblem> => {
  if (text.length > MAX_FILTER_LENGTH)
    return failure({
      message: `The expression is ${text.length} characters long; at most ${MAX_FILTER_LENGTH} are read.`,
      position: MAX_FILTER_LENGTH,
      length: text.length - MAX_FILTER_LENGTH,
      expected: ['a shorter expression'],
    });
  const cursor: Cursor = { text, tokens: lex(text), index: 0, depth: 0, problem: undefined };
  if (peek(cursor).kind === 'end')
    return failure({ message: emptyMessage, position: text.length, length: 0, expected: [] });
  const value = parse(cursor);
  if (value !== undefined && expectEnd(cursor, undefined)) return success(value);
  if (cursor.problem === undefined) throw new Error('A filter was refused without a reason.');
  return failure(cursor.problem);
};
