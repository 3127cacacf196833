import { nearest } from '../../../std/nearest.ts';
import type { FilterProblem } from '../filter-problem.ts';
import type { Keyword } from '../keywords.ts';
import { type Cursor, isSymbol, isWord, peek, textOf } from './cursor.ts';
import { secondsOf } from './explain-value.ts';
import { WORD_OPERATORS } from './operators.ts';
import { ROOT_CAUSE_WORDS } from './root-cause-words.ts';
import { SCOPES, type Scope, TRACE_SCOPE } from './scope.ts';
import type { Token, WordToken } from './token.ts';

/** Words of other languages, and what they are here. */
const FOREIGN_WORDS: ReadonlyMap<string, string> = new Map([
  ['not', '!'],
  ['startswith', 'BEGINSWITH'],
  ['like', 'CONTAINS'],
]);

/** What stands at trace level beside keywords, as a word begins it. */
const TRACE_FORMS: readonly string[] = [
  'service',
  'edge',
  'group.name',
  'group.arn',
  'rootcause.json',
  ...ROOT_CAUSE_WORDS.keys(),
];

/** The same, as they are shown to be expected. */
const TRACE_FORMS_SHOWN: readonly string[] = [
  'annotation.KEY',
  'service(...)',
  'edge(...)',
  'rootcause...',
  'group.name',
  'group.arn',
];

/** The problem of a word that is no keyword of its place. The cursor stands behind the word. */
export const explainWord = (
  cursor: Cursor,
  token: WordToken,
  scope: Scope<Keyword>,
): FilterProblem => {
  const word = token.text.toLowerCase();
  const written = textOf(cursor, token);
  const expected = [...scope.keywords.keys(), ...(scope === TRACE_SCOPE ? TRACE_FORMS_SHOWN : [])];
  const marked = { position: token.start, length: token.end - token.start, expected };
  const foreign = FOREIGN_WORDS.get(word);
  if (foreign !== undefined)
    return {
      ...marked,
      message: `${written} is no word of filter expressions.`,
      suggestion: foreign,
    };
  const misplaced = explainMisplaced(word, scope);
  if (misplaced !== undefined) return { ...marked, message: misplaced };
  const apart = explainWordsApart(cursor, token, scope);
  if (apart !== undefined) return { ...marked, ...apart };
  const message = `${written} is no keyword.`;
  const suggestion = suggestWord(token, scope);
  if (suggestion !== undefined) return { ...marked, message, suggestion };
  if (scope !== TRACE_SCOPE) return { ...marked, message };
  return { ...marked, message: `${message} If it is an annotation, write annotation.KEY.` };
};

const explainMisplaced = (word: string, scope: Scope<Keyword>): string | undefined => {
  const home = SCOPES.find(({ keywords }) => keywords.has(word));
  if (home !== undefined)
    return `${word} cannot be asked of ${scope.subject}; it can ${home.written}.`;
  if (word === 'id') return 'id(...) stands only inside service(...) and edge(...).';
  if (TRACE_FORMS.includes(word)) return `${word} cannot stand inside a block.`;
  if (word === 'annotation' || word.startsWith('annotation.'))
    return `Annotations cannot be asked of ${scope.subject}.`;
  if (word === 'rootcause.responsetime.exception')
    return 'A response time root cause has services and entities, but no exceptions.';
  return undefined;
};

/** "Response time > 500ms": one keyword written as two words, the rest of the comparison mended with it. */
const explainWordsApart = (
  cursor: Cursor,
  first: WordToken,
  scope: Scope<Keyword>,
): Pick<FilterProblem, 'message' | 'suggestion' | 'length'> | undefined => {
  const second = peek(cursor);
  if (second.kind !== 'word') return undefined;
  const keyword = [`${first.text}${second.text}`, `${first.text}.${second.text}`]
    .map((words) => words.toLowerCase())
    .find((words) => scope.keywords.has(words));
  if (keyword === undefined) return undefined;
  const operator = peek(cursor, 1);
  const value = peek(cursor, 2);
  const seconds = timeOf(keyword, operator, value);
  const end = seconds === undefined ? second.end : value.end;
  const units = seconds === undefined ? '' : ', and times are seconds without a unit';
  return {
    message: `${textOf(cursor, { ...first, end: second.end })} is one word here: ${keyword}${units}.`,
    length: end - first.start,
    suggestion:
      seconds === undefined
        ? keyword
        : `${keyword} ${cursor.text.slice(operator.start, operator.end)} ${seconds}`,
  };
};

const timeOf = (keyword: string, operator: Token, value: Token): string | undefined =>
  (keyword === 'responsetime' || keyword === 'duration') &&
  isSymbol(operator, '=', '!=', '<', '<=', '>', '>=') &&
  value.kind === 'quantity'
    ? secondsOf(value)
    : undefined;

/** `responsetime` for `latency`, `http.status` for `status`, `annotation.x` for `anotation.x`, or the nearest word. */
const suggestWord = (token: WordToken, scope: Scope<Keyword>): string | undefined => {
  const word = token.text;
  const keywords = [...scope.keywords.keys()];
  if (isWord(token, 'latency')) return keywords.find((keyword) => keyword === 'responsetime');
  const whole = keywords.find((keyword) => keyword.endsWith(`.${word.toLowerCase()}`));
  if (whole !== undefined) return whole;
  const forms = scope === TRACE_SCOPE ? TRACE_FORMS : [];
  const near = nearest(word, [...keywords, ...forms, 'AND', 'OR', ...WORD_OPERATORS]);
  if (near !== undefined) return near;
  const dot = word.indexOf('.');
  const isAnnotation = dot > 0 && nearest(word.slice(0, dot), ['annotation']) !== undefined;
  return isAnnotation ? `annotation${word.slice(dot)}` : undefined;
};
