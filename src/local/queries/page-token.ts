import { createHash } from 'node:crypto';
import { invalidRequest } from '../invalid-request.ts';
import type { TracePosition } from '../store/trace-table.ts';

/** Where the next page of a listing begins. */
export interface PageStart {
  readonly after: TracePosition;
  /** Traces examined on the pages before. */
  readonly examined: number;
}

type TokenContent = readonly [query: string, at: number, no: number, examined: number];

/** Enough that no two queries of a lifetime share a token. */
const DIGEST_CHARACTERS = 16;

const digestOf = (query: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(query))
    .digest('base64url')
    .slice(0, DIGEST_CHARACTERS);

/** An opaque token: it carries the place to go on, and is good for the same query alone. */
export const printPageToken = (query: unknown, { after, examined }: PageStart): string => {
  const content: TokenContent = [digestOf(query), after.at, after.no, examined];
  return Buffer.from(JSON.stringify(content)).toString('base64url');
};

const isContent = (value: unknown): value is TokenContent =>
  Array.isArray(value) &&
  value.length === 4 &&
  typeof value[0] === 'string' &&
  value.slice(1).every((number) => Number.isFinite(number));

const readContent = (token: string): TokenContent | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return isContent(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Reads a token back; refuses one that is not ours, and one of another query. */
export const parsePageToken = (query: unknown, token: string): PageStart => {
  const content = readContent(token);
  if (content === undefined) throw invalidRequest('Invalid token: it is not one of this service');
  const [digest, at, no, examined] = content;
  if (digest !== digestOf(query)) {
    throw invalidRequest('Invalid token: it belongs to a query with other parameters');
  }
  return { after: { at, no }, examined };
};
