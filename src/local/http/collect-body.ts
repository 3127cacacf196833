import { ApiError } from '../../xray/api/api-error.ts';
import type { ByteShare } from './byte-budget.ts';

/**
 * Bytes a body may have, before and after decompression. Fifty documents of 64 KB, every character of them escaped in
 * JSON, come to some 7 MB.
 */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** The refusal of a body beyond {@link MAX_BODY_BYTES}: to send it again would not help. */
export const bodyTooLarge = (): ApiError =>
  new ApiError(
    'RequestEntityTooLargeException',
    `The request body is larger than ${MAX_BODY_BYTES} bytes`,
  );

/** As X-Ray says that it has too much to do, so that SDKs wait and try again. */
const throttled = (): ApiError =>
  new ApiError(
    'ThrottledException',
    'The requests being read take all the memory there is for them: try again in a moment',
  );

/** What a body is held to besides {@link MAX_BODY_BYTES}. */
export interface BodyBounds {
  /** The body's own, of a budget all bodies share. */
  readonly share: ByteShare;
  /** How long the body will be, as far as that is known. */
  readonly expectedBytes: number;
}

/** A copy with room for `wantedBytes`, and twice what there was unless that is more than the body will need. */
const grow = (held: Buffer, wantedBytes: number, { share, expectedBytes }: BodyBounds): Buffer => {
  const roomBytes = Math.max(wantedBytes, Math.min(2 * held.length, expectedBytes));
  if (!share.take(roomBytes - held.length)) throw throttled();
  const larger = Buffer.allocUnsafe(roomBytes);
  larger.set(held);
  return larger;
};

/**
 * The chunks of a body in one piece. They are copied as they come: a body sent in chunks of one byte would take
 * hundreds of times its length if they were kept. Rejects with an ApiError when a bound is met; the share stays taken.
 */
export const collectBody = async (
  chunks: AsyncIterable<Uint8Array>,
  bounds: BodyBounds,
): Promise<Buffer> => {
  let held: Buffer = Buffer.alloc(0);
  let bytes = 0;
  for await (const chunk of chunks) {
    const wantedBytes = bytes + chunk.length;
    if (wantedBytes > MAX_BODY_BYTES) throw bodyTooLarge();
    if (wantedBytes > held.length) held = grow(held, wantedBytes, bounds);
    held.set(chunk, bytes);
    bytes = wantedBytes;
  }
  return held.subarray(0, bytes);
};
