import { type HostPort, parseHostPort } from '../../std/host-port.ts';
import { failure, type Result, success } from '../../std/result.ts';

/** Where SDKs send when nothing says otherwise. */
export const DEFAULT_DAEMON: HostPort = { host: '127.0.0.1', port: 2000 };

const UDP_PREFIX = 'udp:';

/**
 * The UDP address in AWS_XRAY_DAEMON_ADDRESS: `HOST:PORT` for both protocols, or `tcp:HOST:PORT udp:HOST:PORT` in
 * either order. The problem completes the sentence `AWS_XRAY_DAEMON_ADDRESS "text" ...`.
 */
const parseDaemonAddress = (text: string): Result<HostPort, string> => {
  const parts = text.trim().split(/\s+/);
  const udp = parts.find((part) => part.startsWith(UDP_PREFIX));
  if (udp !== undefined) return parseHostPort(udp.slice(UDP_PREFIX.length));
  if (parts.length === 1 && !text.startsWith('tcp:')) return parseHostPort(text.trim());
  return failure('names no UDP address; expected HOST:PORT, or tcp:HOST:PORT udp:HOST:PORT');
};

/** The daemon SDKs on this machine send to: AWS_XRAY_DAEMON_ADDRESS, when it is set. */
export const daemonAddressFrom = (
  environmentText: string | undefined,
): Result<HostPort | undefined, string> =>
  environmentText ? parseDaemonAddress(environmentText) : success(undefined);
