import { type HostPort, printHostPort } from './host-port.ts';
import { XrayctlError } from './xrayctl-error.ts';

const ELSEWHERE = 'Choose an address of this machine, such as 127.0.0.1.';

/** By the operating system's code. */
const REMEDIES: ReadonlyMap<string | undefined, string> = new Map([
  ['EADDRINUSE', 'Stop what listens there, or choose another port (0 picks a free one).'],
  ['EADDRNOTAVAIL', ELSEWHERE],
  ['ENOTFOUND', ELSEWHERE],
  ['EACCES', 'Choose a port above 1023, or run with the right to bind this one.'],
]);

/** Why an address cannot be listened on: a `usage` error, whose cause keeps the system's code. */
export const explainListenError = (
  error: Error & { readonly code?: string },
  protocol: 'TCP' | 'UDP',
  address: HostPort,
): XrayctlError => {
  const remedy = REMEDIES.get(error.code);
  const what = error.code === 'EADDRINUSE' ? 'the port is in use' : error.message;
  return new XrayctlError(
    'usage',
    `cannot listen on ${protocol} ${printHostPort(address)}: ${what}`,
    { ...(remedy === undefined ? {} : { remedy }), cause: error },
  );
};
