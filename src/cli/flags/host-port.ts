import { failure, type Result, success } from '../../std/result.ts';
import type { ValueType } from './flag.ts';

/** Where a socket listens or connects. */
export interface HostPort {
  /** A name or an address; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

const MAX_PORT = 65_535;

/** `127.0.0.1:2000` or `[::1]:2000`. Port 0 (the system picks one) is for listening and must be allowed. */
export const parseHostPort = (given: string, lowestPort: 0 | 1): Result<HostPort, string> => {
  const match = /^(?:\[([0-9a-f:.%]+)\]|([^:[\]\s/]+)):(\d{1,5})$/i.exec(given);
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

/** An address to send to. */
export const hostPort: ValueType<HostPort> = {
  placeholder: 'HOST:PORT',
  example: '127.0.0.1:2000',
  parse: (given) => parseHostPort(given, 1),
};

/** An address to listen on; port 0 picks a free one. */
export const listenAddress: ValueType<HostPort> = {
  placeholder: 'HOST:PORT',
  example: '127.0.0.1:2000',
  parse: (given) => parseHostPort(given, 0),
};
