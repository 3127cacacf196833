import { MAX_FILTER_DEPTH } from '../limits.ts';
import type { BrokenToken, JsonToken } from './token.ts';

const SPACE = /\s*/uy;
/** What matters for finding the end: strings, which hide brackets, and brackets. */
const STRING_OR_BRACKET = /"[^"\\]*(?:\\.?[^"\\]*)*"?|[[\]{}]/gsu;

/** Reads `#[...]` to the bracket that closes it; what is between is parsed where it is used. */
export const lexJson = (text: string, start: number): JsonToken | BrokenToken => {
  SPACE.lastIndex = start + 1;
  const open = start + 1 + (SPACE.exec(text)?.[0].length ?? 0);
  if (text[open] !== '[' && text[open] !== '{')
    return broken(start, start + 1, '"#" begins a JSON list of root causes.');
  let depth = 0;
  STRING_OR_BRACKET.lastIndex = open;
  for (const match of text.matchAll(STRING_OR_BRACKET)) {
    const end = match.index + 1;
    depth += DEPTH_OF.get(match[0]) ?? 0;
    if (depth > MAX_FILTER_DEPTH)
      return broken(match.index, end, `JSON is nested more than ${MAX_FILTER_DEPTH} deep.`);
    if (depth === 0) return { kind: 'json', text: text.slice(open, end), start, end };
  }
  return broken(start, text.length, 'This JSON is not closed.');
};

/** A string, which is in no key of this map, changes nothing. */
const DEPTH_OF: ReadonlyMap<string, number> = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
]);

const broken = (start: number, end: number, message: string): BrokenToken => ({
  kind: 'broken',
  problem: {
    message,
    position: start,
    length: end - start,
    expected: ['#[{"Services": [{"Name": "..."}]}]'],
  },
  start,
  end,
});
