/**
 * Why a datagram is not a packet; a closed set, for tallies and for log lines that never quote the customer's data.
 * `empty`: no byte at all; `missing-segment`: no newline, or nothing after it; `missing-header`: nothing before it;
 * `invalid-header`: the first line is not JSON with format "json" and version 1.
 */
export type PacketRejection = 'empty' | 'missing-segment' | 'missing-header' | 'invalid-header';

/** One datagram as the daemon's protocol reads it. */
export type Packet =
  | { readonly kind: 'document'; readonly text: string }
  | { readonly kind: 'rejected'; readonly reason: PacketRejection };

const NEWLINE = 0x0a;

const rejected = (reason: PacketRejection): Packet => ({ kind: 'rejected', reason });

/** The header as SDKs write it, spaces or not, unknown members or not. [daemon 3.6.6] */
const isHeader = (text: string): boolean => {
  try {
    const header: unknown = JSON.parse(text);
    if (typeof header !== 'object' || header === null) return false;
    const { format, version } = header as { format?: unknown; version?: unknown };
    return typeof format === 'string' && format.toLowerCase() === 'json' && version === 1;
  } catch {
    return false;
  }
};

/**
 * Splits a datagram at its first newline into header and document. The document is passed on as it stands: whether it
 * is a segment is for X-Ray to say. Bytes that are no UTF-8 become U+FFFD, as in the official daemon.
 */
export const parsePacket = (bytes: Uint8Array): Packet => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) return rejected('empty');
  const newline = buffer.indexOf(NEWLINE);
  if (newline === -1 || newline === buffer.length - 1) return rejected('missing-segment');
  if (newline === 0) return rejected('missing-header');
  if (!isHeader(buffer.toString('utf8', 0, newline))) return rejected('invalid-header');
  return { kind: 'document', text: buffer.toString('utf8', newline + 1) };
};
