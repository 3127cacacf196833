import { lexString } from './lex-string.ts';
import type { BrokenToken, KeyToken } from './token.ts';

const SPACE = /\s*/uy;
const RAW_KEY = /[^\]"[]*/uy;

/** Reads `[key]`: the key as it stands, or as a string where it holds brackets, quotes or outer spaces. */
export const lexKey = (text: string, start: number): KeyToken | BrokenToken => {
  const inner = endOf(SPACE, text, start + 1);
  if (text[inner] === '"') {
    const quoted = lexString(text, inner);
    if (quoted.kind === 'broken') return quoted;
    return closeKey(text, start, { value: quoted.value, end: endOf(SPACE, text, quoted.end) });
  }
  const end = endOf(RAW_KEY, text, inner);
  return closeKey(text, start, { value: text.slice(inner, end).trimEnd(), end });
};

const closeKey = (
  text: string,
  start: number,
  key: { readonly value: string; readonly end: number },
): KeyToken | BrokenToken => {
  if (text[key.end] !== ']')
    return broken(start, key.end, 'This annotation key has no closing bracket.', 'a closing ]');
  const end = key.end + 1;
  if (key.value === '') return broken(start, end, 'The brackets hold no annotation key.', '[key]');
  return { kind: 'key', value: key.value, start, end };
};

const broken = (start: number, end: number, message: string, expected: string): BrokenToken => ({
  kind: 'broken',
  problem: { message, position: start, length: end - start, expected: [expected] },
  start,
  end,
});

const endOf = (pattern: RegExp, text: string, start: number): number => {
  pattern.lastIndex = start;
  return start + (pattern.exec(text)?.[0].length ?? 0);
};
