import { failure, type Result, success } from './result.ts';

/** Where a socket listens or connects. */
export interface HostPort {
  /** A name or an address; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

const MAX_PORT = 65_535;

/**
 * Reads `127.0.0.1:2000` or `[::1]:2000`. Port 0, by which a listener asks for any free one, is refused unless
 * `lowestPort` is 0. The problem completes the sentence `"text" ...`.
 */
export const parseHostPort = (text: string, lowestPort: 0 | 1 = 1): Result<HostPort, string> => {
  const match = /^(?:\[([0-9a-f:.%]+)\]|([^:[\]\s/]+)):(\d{1,5})$/i.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined) return failure('is not an address; expected HOST:PORT or [IPV6]:PORT');
  return port >= lowestPort && port <= MAX_PORT
    ? success({ host, port })
    : failure(`has no usable port; expected ${lowestPort} to ${MAX_PORT}`);
};

/** The inverse of {@link parseHostPort}. */
export const printHostPort = ({ host, port }: HostPort): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
