import type { EdgeSelector, NodeSelector, ServiceSelector } from '../ast.ts';
import {
  acceptSymbol,
  type Cursor,
  expectSymbol,
  failAt,
  isSymbol,
  isWord,
  peek,
  take,
  textOf,
} from './cursor.ts';
import type { Token } from './token.ts';

/** `service(...)` without its block. The next token is the word. */
export const parseServiceSelector = (cursor: Cursor): ServiceSelector | undefined => {
  const open = openSelector(cursor, 'service("name")');
  const node = open && parseNodeSelector(cursor);
  return node && expectSymbol(cursor, ')', open) && { kind: 'service', node };
};

/** `edge(source, destination)` without its block; either end may be empty. The next token is the word. */
export const parseEdgeSelector = (cursor: Cursor): EdgeSelector | undefined => {
  const open = openSelector(cursor, 'edge("source", "destination")');
  if (open === undefined) return undefined;
  if (acceptSymbol(cursor, ')')) return { kind: 'edge', source: {}, destination: {} };
  const source = parseNodeSelector(cursor);
  if (source === undefined) return undefined;
  const close = peek(cursor);
  if (isSymbol(close, ')'))
    return failAt(cursor, close, {
      message: 'An edge has two ends; one left empty means any.',
      expected: [','],
      suggestion: ',)',
    });
  if (!expectSymbol(cursor, ',', open)) return undefined;
  const destination = parseNodeSelector(cursor);
  return destination && expectSymbol(cursor, ')', open) && { kind: 'edge', source, destination };
};

/** Takes the word and its parenthesis, which is returned. */
const openSelector = (cursor: Cursor, expected: string): Token | undefined => {
  const word = take(cursor);
  const open = peek(cursor);
  if (acceptSymbol(cursor, '(')) return open;
  return failAt(cursor, open.kind === 'broken' ? open : word, {
    message: `${textOf(cursor, word)} needs parentheses.`,
    expected: [expected],
  });
};

/** A name, an `id(...)`, or nothing, which selects every node. */
const parseNodeSelector = (cursor: Cursor): NodeSelector | undefined => {
  const token = peek(cursor);
  if (token.kind === 'string') {
    take(cursor);
    return { name: token.value };
  }
  if (isWord(token, 'id') && isSymbol(peek(cursor, 1), '(')) return parseId(cursor);
  if (token.kind === 'word' || token.kind === 'number' || token.kind === 'quantity')
    return failAt(cursor, token, {
      message: `The name ${textOf(cursor, token)} needs double quotes.`,
      expected: ['"name"', 'id(name: "...", type: "...")'],
      suggestion: JSON.stringify(cursor.text.slice(token.start, token.end)),
    });
  return token.kind === 'broken' ? failAt(cursor, token, { message: '', expected: [] }) : {};
};

/** Members of `id(...)` as written, and as they are called in a selector. */
const ID_MEMBERS: ReadonlyMap<string, keyof NodeSelector> = new Map([
  ['name', 'name'],
  ['type', 'type'],
  ['account.id', 'accountId'],
]);

const parseId = (cursor: Cursor): NodeSelector | undefined => {
  take(cursor);
  const open = take(cursor);
  const node: { -readonly [Member in keyof NodeSelector]: NodeSelector[Member] } = {};
  do {
    const token = take(cursor);
    const member = token.kind === 'word' ? ID_MEMBERS.get(token.text.toLowerCase()) : undefined;
    if (member === undefined || node[member] !== undefined)
      return failAt(cursor, token, {
        message:
          member === undefined
            ? 'id(...) takes name, type and account.id.'
            : `id(...) takes ${textOf(cursor, token)} once.`,
        expected: [...ID_MEMBERS.keys()]
          .filter((key) => node[ID_MEMBERS.get(key) ?? 'name'] === undefined)
          .map((key) => `${key}: "..."`),
      });
    const value = parseIdValue(cursor);
    if (value === undefined) return undefined;
    node[member] = value;
  } while (acceptSymbol(cursor, ','));
  return expectSymbol(cursor, ')', open) && node;
};

const parseIdValue = (cursor: Cursor): string | undefined => {
  const separator = peek(cursor);
  if (isSymbol(separator, '='))
    return failAt(cursor, separator, {
      message: 'The members of id(...) are given with a colon.',
      expected: [':'],
      suggestion: ':',
    });
  if (!expectSymbol(cursor, ':')) return undefined;
  const token = take(cursor);
  if (token.kind === 'string') return token.value;
  const bare = token.kind === 'word' || token.kind === 'number' || token.kind === 'quantity';
  return failAt(cursor, token, {
    message: 'The members of id(...) are strings in double quotes.',
    expected: ['a string in double quotes'],
    ...(bare ? { suggestion: JSON.stringify(cursor.text.slice(token.start, token.end)) } : {}),
  });
};
