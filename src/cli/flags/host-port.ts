import { type HostPort, parseHostPort } from '../../std/host-port.ts';
import type { ValueType } from './flag.ts';

/** An address to send to. */
export const hostPort: ValueType<HostPort> = {
  placeholder: 'HOST:PORT',
  example: '127.0.0.1:2000',
  parse: (given) => parseHostPort(given),
};

/** An address to listen on; port 0 picks a free one. */
export const listenAddress: ValueType<HostPort> = {
  placeholder: 'HOST:PORT',
  example: '127.0.0.1:2000',
  parse: (given) => parseHostPort(given, 0),
};
