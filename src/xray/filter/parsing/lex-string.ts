import { quoteText } from '../shown-text.ts';
import type { BrokenToken, StringToken } from './token.ts';

const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/uy;
/** Allowed raw in a string here, never in JSON's. */
const RAW_CONTROL = /\p{Cc}/gu;

/** Reads a string with JSON's escapes from its opening quote on. */
export const lexString = (text: string, start: number): StringToken | BrokenToken => {
  let position = start + 1;
  while (position < text.length) {
    const character = text[position];
    if (character === '"') return stringToken(text, start, position + 1);
    if (character === '\\') {
      ESCAPE.lastIndex = position;
      const sequence = ESCAPE.exec(text)?.[0];
      if (sequence === undefined && position + 1 < text.length) return badEscape(text, position);
      position += sequence?.length ?? 1;
    } else {
      position++;
    }
  }
  const problem = {
    message: 'This string has no closing quote.',
    position: start,
    length: text.length - start,
    expected: ['a closing "'],
  };
  return { kind: 'broken', problem, start, end: text.length };
};

const stringToken = (text: string, start: number, end: number): StringToken => {
  const json = text.slice(start, end).replace(RAW_CONTROL, escapeControl);
  return { kind: 'string', value: String(JSON.parse(json)), start, end };
};

const escapeControl = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const badEscape = (text: string, start: number): BrokenToken => {
  const sequence = `\\${String.fromCodePoint(text.codePointAt(start + 1) ?? 0)}`;
  const problem = {
    message: `${quoteText(sequence)} is no escape; a backslash itself is written twice.`,
    position: start,
    length: sequence.length,
    expected: ['\\\\', '\\"', '\\n', '\\t', '\\u0041'],
    suggestion: `\\${sequence}`,
  };
  return { kind: 'broken', problem, start, end: start + sequence.length };
};
