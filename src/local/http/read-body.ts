import { createGunzip } from 'node:zlib';
import { ApiError } from '../../xray/api/api-error.ts';
import type { ByteShare } from './byte-budget.ts';
import { bodyTooLarge, collectBody, MAX_BODY_BYTES } from './collect-body.ts';

/** A body the size of which is known to be too large already is refused before it is read. */
const readLength = (contentLength: string | undefined): number => {
  const bytes = contentLength === undefined ? MAX_BODY_BYTES : Number(contentLength);
  if (bytes > MAX_BODY_BYTES) throw bodyTooLarge();
  return bytes;
};

/** Inflates piece by piece, so that what comes out is counted before there is more of it. */
const decompress = async (body: Buffer, share: ByteShare): Promise<Buffer> => {
  const gunzip = createGunzip();
  gunzip.end(body);
  try {
    return await collectBody(gunzip, { share, expectedBytes: MAX_BODY_BYTES });
  } catch (error) {
    if (error instanceof ApiError) throw error;
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

/**
 * The JSON of a request's body, gzip or not; none at all is an empty object. Rejects with an ApiError. What it holds is
 * taken from `share`, which is the caller's to release.
 */
export const readBody = async (
  chunks: AsyncIterable<Uint8Array>,
  { contentLength, contentEncoding = 'identity' }: BodyHeaders,
  share: ByteShare,
): Promise<unknown> => {
  const expectedBytes = readLength(contentLength);
  const isGzip = contentEncoding.toLowerCase() === 'gzip';
  if (!isGzip && contentEncoding.toLowerCase() !== 'identity') {
    throw new ApiError(
      'UnsupportedMediaTypeException',
      `Content-Encoding ${contentEncoding.slice(0, 40)} is not supported: send gzip or none`,
    );
  }
  const body = await collectBody(chunks, { share, expectedBytes });
  return parse((isGzip ? await decompress(body, share) : body).toString('utf8'));
};
