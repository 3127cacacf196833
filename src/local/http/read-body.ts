import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ApiError } from '../../xray/api/api-error.ts';

/**
 * Bytes a body may have, before and after decompression. Fifty documents of 64 KB, every character of them escaped in
 * JSON, come to some 7 MB.
 */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

const unzip = promisify(gunzip);

const tooLarge = (): ApiError =>
  new ApiError(
    'RequestEntityTooLargeException',
    `The request body is larger than ${MAX_BODY_BYTES} bytes`,
  );

/** A body the size of which is known to be too large already is refused before it is read. */
const checkLength = (contentLength: string | undefined): void => {
  if (contentLength !== undefined && Number(contentLength) > MAX_BODY_BYTES) throw tooLarge();
};

const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const collected: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw tooLarge();
    collected.push(chunk);
  }
  const [first] = collected;
  if (first === undefined || collected.length > 1) return Buffer.concat(collected);
  return Buffer.from(first.buffer, first.byteOffset, first.byteLength);
};

const decompress = async (body: Buffer): Promise<Buffer> => {
  try {
    return await unzip(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw new ApiError('SerializationException', 'The request body is no gzip');
  }
};

const parse = (text: string): unknown => {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('SerializationException', 'The request body is no JSON');
  }
};

/** What a request says of its body. */
export interface BodyHeaders {
  readonly contentLength: string | undefined;
  readonly contentEncoding: string | undefined;
}

/** The JSON of a request's body, gzip or not; none at all is an empty object. Rejects with an ApiError. */
export const readBody = async (
  chunks: AsyncIterable<Uint8Array>,
  { contentLength, contentEncoding = 'identity' }: BodyHeaders,
): Promise<unknown> => {
  checkLength(contentLength);
  const isGzip = contentEncoding.toLowerCase() === 'gzip';
  if (!isGzip && contentEncoding.toLowerCase() !== 'identity') {
    throw new ApiError(
      'UnsupportedMediaTypeException',
      `Content-Encoding ${contentEncoding.slice(0, 40)} is not supported: send gzip or none`,
    );
  }
  const body = await collect(chunks);
  return parse((isGzip ? await decompress(body) : body).toString('utf8'));
};
