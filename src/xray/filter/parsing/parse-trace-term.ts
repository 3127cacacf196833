import type {
  AnnotationTerm,
  EdgeTerm,
  EndAnnotationTerm,
  FieldTerm,
  ServiceTerm,
  TraceTerm,
} from '../ast.ts';
import type { EdgeKeyword, ServiceKeyword } from '../keywords.ts';
import { type Cursor, failAt } from './cursor.ts';
import { isAnnotation, parseAnnotation, parseEndAnnotation } from './parse-annotation.ts';
import { parseField } from './parse-field.ts';
import { parseGroup } from './parse-group.ts';
import { parseBlock } from './parse-logic.ts';
import { parseRootCause, parseRootCauseJson } from './parse-root-cause.ts';
import { parseEdgeSelector, parseServiceSelector } from './parse-selector.ts';
import { ROOT_CAUSE_WORDS } from './root-cause-words.ts';
import { EDGE_SCOPE, SERVICE_SCOPE, TRACE_SCOPE } from './scope.ts';
import type { WordToken } from './token.ts';

/** A term outside any block. The next token is `token`. */
export const parseTraceTerm = (cursor: Cursor, token: WordToken): TraceTerm | undefined => {
  const word = token.text.toLowerCase();
  if (word === 'service') return parseService(cursor);
  if (word === 'edge') return parseEdge(cursor);
  if (word === 'group.name') return parseGroup(cursor, 'name');
  if (word === 'group.arn') return parseGroup(cursor, 'arn');
  if (word === 'rootcause.json') return parseRootCauseJson(cursor);
  const rootCause = ROOT_CAUSE_WORDS.get(word);
  if (rootCause !== undefined) return parseRootCause(cursor, rootCause);
  if (isAnnotation(token)) return parseAnnotation(cursor, token);
  return parseField(cursor, token, TRACE_SCOPE);
};

const parseService = (cursor: Cursor): ServiceTerm | undefined => {
  const selector = parseServiceSelector(cursor);
  const block = selector && parseBlock(cursor, parseServiceBlockTerm);
  return block && { ...selector, ...block };
};

const parseServiceBlockTerm = (
  cursor: Cursor,
  word: WordToken,
): FieldTerm<ServiceKeyword> | AnnotationTerm | undefined =>
  isAnnotation(word) ? parseAnnotation(cursor, word) : parseField(cursor, word, SERVICE_SCOPE);

const parseEdge = (cursor: Cursor): EdgeTerm | undefined => {
  const selector = parseEdgeSelector(cursor);
  const block = selector && parseBlock(cursor, parseEdgeBlockTerm);
  return block && { ...selector, ...block };
};

const ENDS = ['source', 'destination'] as const;

const parseEdgeBlockTerm = (
  cursor: Cursor,
  word: WordToken,
): FieldTerm<EdgeKeyword> | EndAnnotationTerm | undefined => {
  const end = ENDS.find((side) => isAnnotation(word, `${side}.annotation`));
  if (end !== undefined) return parseEndAnnotation(cursor, word, end);
  if (!isAnnotation(word)) return parseField(cursor, word, EDGE_SCOPE);
  return failAt(cursor, word, {
    message: 'Say which end of the edge the annotation is of.',
    expected: ENDS.map((side) => `${side}.annotation.KEY`),
  });
};
