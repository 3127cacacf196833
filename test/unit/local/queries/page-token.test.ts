import { describe, expect, it } from 'vitest';
import { parsePageToken, printPageToken } from '../../../../src/local/queries/page-token.ts';

const QUERY = ['TraceId', 1, 2, 'fault'];
const START = { after: { at: 1_700_000_000.123, no: 42 }, examined: 7 };

describe('a page token', () => {
  it('carries the place to go on', () => {
    expect(parsePageToken(QUERY, printPageToken(QUERY, START))).toEqual(START);
  });

  it('is good for its own query alone', () => {
    const token = printPageToken(QUERY, START);
    expect(() => parsePageToken(['TraceId', 1, 2, 'error'], token)).toThrow('other parameters');
  });

  it.each([
    ['nothing', ''],
    ['no base64', '§§§'],
    ['no JSON', Buffer.from('x').toString('base64url')],
    ['another JSON', Buffer.from('{"a":1}').toString('base64url')],
    ['too little', Buffer.from('["a",1]').toString('base64url')],
    ['what is no number', Buffer.from('["a",1,"2",3]').toString('base64url')],
  ])('is refused when it is %s', (_name, token) => {
    expect(() => parsePageToken(QUERY, token)).toThrow('Invalid token');
  });
});
