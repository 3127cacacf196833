import type { AnnotationTerm, EndAnnotationTerm } from '../ast.ts';
import { quoteText } from '../shown-text.ts';
import { type Cursor, fail, failAt, peek, take } from './cursor.ts';
import { parseComparison } from './parse-comparison.ts';
import type { WordToken } from './token.ts';

/** Keys that need no brackets. */
const PLAIN_KEY = /^[\p{L}\p{M}\p{N}_]+$/u;

/** Whether a word begins an annotation: `annotation`, `annotation.key`. */
export const isAnnotation = (word: WordToken, prefix = 'annotation'): boolean => {
  const beginning = word.text.slice(0, prefix.length + 1).toLowerCase();
  return beginning === prefix || beginning === `${prefix}.`;
};

/** `annotation.key` or `annotation[key]`, alone or compared. The next token is `word`, which begins one. */
export const parseAnnotation = (cursor: Cursor, word: WordToken): AnnotationTerm | undefined => {
  const annotation = parseCompared(cursor, word, 'annotation');
  return annotation && { kind: 'annotation', ...annotation };
};

/** `source.annotation.key` or `destination.annotation[key]`. The next token is `word`, which begins one. */
export const parseEndAnnotation = (
  cursor: Cursor,
  word: WordToken,
  end: EndAnnotationTerm['end'],
): EndAnnotationTerm | undefined => {
  const annotation = parseCompared(cursor, word, `${end}.annotation`);
  return annotation && { kind: 'end-annotation', end, ...annotation };
};

const parseCompared = (
  cursor: Cursor,
  word: WordToken,
  prefix: string,
): Pick<AnnotationTerm, 'key' | 'comparison'> | undefined => {
  const key = parseKey(cursor, word, prefix);
  if (key === undefined) return undefined;
  const comparison = parseComparison(cursor, {
    start: word.start,
    label: PLAIN_KEY.test(key) ? `${prefix}.${key}` : `${prefix} ${quoteText(key)}`,
    types: ['boolean', 'number', 'string'],
  });
  return comparison && { key, ...comparison };
};

const parseKey = (cursor: Cursor, token: WordToken, prefix: string): string | undefined => {
  take(cursor);
  const key = token.text.slice(prefix.length + 1);
  const bracketed = peek(cursor);
  if (token.text.length === prefix.length && bracketed.kind === 'key') {
    take(cursor);
    return bracketed.value;
  }
  if (PLAIN_KEY.test(key)) return key;
  if (key === '')
    return failAt(cursor, bracketed.kind === 'broken' ? bracketed : token, {
      message: `${prefix} needs a key.`,
      expected: [`${prefix}.KEY`, `${prefix}[KEY]`],
    });
  return fail(cursor, {
    message: `The annotation key ${quoteText(key)} needs brackets.`,
    position: token.start,
    length: token.end - token.start,
    expected: [`${prefix}[KEY]`],
    suggestion: `${prefix}[${key}]`,
  });
};
