import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createByteBudget } from '../../../../src/local/http/byte-budget.ts';
import { MAX_BODY_BYTES } from '../../../../src/local/http/collect-body.ts';
import { readBody } from '../../../../src/local/http/read-body.ts';

const shareOf = (maxBytes = 4 * MAX_BODY_BYTES) => createByteBudget(maxBytes).open();

async function* chunksOf(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

const read = (body: Uint8Array | string, contentEncoding?: string, contentLength?: string) =>
  readBody(chunksOf(Buffer.from(body)), { contentLength, contentEncoding }, shareOf());

describe('the body of a request', () => {
  it('is JSON, in as many pieces as it comes', async () => {
    const [first, second] = [
      Buffer.from('{"name":"caf\u00e9"}').subarray(0, 13),
      Buffer.from('{"name":"caf\u00e9"}').subarray(13),
    ];
    const headers = { contentLength: undefined, contentEncoding: undefined };
    expect(await readBody(chunksOf(first, second), headers, shareOf())).toEqual({ name: 'café' });
  });

  it('is an empty object when there is none', async () => {
    expect(
      await readBody(chunksOf(), { contentLength: '0', contentEncoding: undefined }, shareOf()),
    ).toEqual({});
    expect(await read(' \n')).toEqual({});
  });

  it('may be gzip', async () => {
    expect(await read(gzipSync('{"a":1}'), 'gzip')).toEqual({ a: 1 });
    expect(await read(gzipSync('{"a":1}'), 'GZIP')).toEqual({ a: 1 });
    expect(await read('{"a":1}', 'identity')).toEqual({ a: 1 });
  });

  it.each([
    [
      'what is no JSON',
      () => read('{'),
      { name: 'SerializationException', message: 'The request body is no JSON' },
    ],
    ['what is no gzip', () => read('{}', 'gzip'), { name: 'SerializationException' }],
    ['an empty gzip', () => read('', 'gzip'), { name: 'SerializationException' }],
    [
      'a gzip that breaks off',
      () => read(gzipSync('{"a":1}').subarray(0, 15), 'gzip'),
      { name: 'SerializationException' },
    ],
    ['another encoding', () => read('{}', 'br'), { name: 'UnsupportedMediaTypeException' }],
    [
      'a length beyond the bound, unread',
      () => read('{}', undefined, String(MAX_BODY_BYTES + 1)),
      { name: 'RequestEntityTooLargeException' },
    ],
    [
      'a body beyond the bound',
      () => read(Buffer.alloc(MAX_BODY_BYTES + 1, 0x20)),
      { name: 'RequestEntityTooLargeException' },
    ],
    [
      'a small gzip of a huge body',
      () => read(gzipSync(Buffer.alloc(MAX_BODY_BYTES + 1, 0x20)), 'gzip'),
      { name: 'RequestEntityTooLargeException' },
    ],
  ])('is refused: %s', async (_name, attempt, expected) => {
    await expect(attempt()).rejects.toMatchObject(expected);
  });
});
