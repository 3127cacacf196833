import type { Datagrams } from '../../ports/datagram.ts';
import type { HostPort } from '../../std/host-port.ts';
import { printHostPort } from '../../std/host-port.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import type { SegmentDocument } from '../../xray/segment.ts';
import type { SendOutcome, UnsentDocument } from './send-outcome.ts';

/** The line before the document in every datagram to a daemon. */
const HEADER = '{"format":"json","version":1}\n';

/** What IPv4 lets one datagram carry: 65,535 bytes without the headers of IP (20) and UDP (8). [RFC 768, RFC 791] */
const MAX_DATAGRAM_BYTES = 65_507;

const tooLarge = (document: SegmentDocument, bytes: number): UnsentDocument => ({
  id: document.id,
  code: 'DatagramTooLarge',
  message: `it needs ${bytes} bytes, and a datagram carries ${MAX_DATAGRAM_BYTES}`,
});

/** What the system says of an address, in words. */
const WORDS: ReadonlyMap<unknown, string> = new Map([
  ['ECONNREFUSED', 'no daemon listens there'],
  ['ENOTFOUND', 'the name is not known'],
  ['EAI_AGAIN', 'the name could not be looked up'],
]);

const explain = (error: unknown, to: HostPort): unknown => {
  if (!(error instanceof Error && 'code' in error)) return error;
  const refused = error.code === 'ECONNREFUSED';
  const why = WORDS.get(error.code) ?? error.message;
  return new XrayctlError('remote', `cannot send to UDP ${printHostPort(to)}: ${why}`, {
    remedy: refused
      ? 'Start one in another terminal with xrayctl local, or say where it is with --to HOST:PORT.'
      : 'Say where the daemon is with --to HOST:PORT.',
    cause: error,
  });
};

/**
 * Sends each document in a datagram of its own, as SDKs do. A daemon acknowledges nothing: what is `sent` has left
 * this machine, no more. Rejects with a `remote` XrayctlError when nobody listens.
 */
export const sendByUdp = async (
  datagrams: Datagrams,
  to: HostPort,
  documents: readonly SegmentDocument[],
): Promise<SendOutcome> => {
  const sent: SegmentDocument[] = [];
  const unprocessed: UnsentDocument[] = [];
  for (const document of documents) {
    const payload = new TextEncoder().encode(HEADER + JSON.stringify(document));
    if (payload.length > MAX_DATAGRAM_BYTES) {
      unprocessed.push(tooLarge(document, payload.length));
      continue;
    }
    try {
      await datagrams.send(to.host, to.port, payload);
    } catch (error) {
      throw explain(error, to);
    }
    sent.push(document);
  }
  return { sent, unprocessed };
};
