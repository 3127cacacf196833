/** Where a server listens, and by what further names it is itself. */
export interface OwnNames {
  /** As given and as bound: an address or a name. */
  readonly bound: readonly string[];
  /** The address this very connection came to. */
  readonly local: string | undefined;
}

const LOOPBACK_V4 = /^127(?:\.\d{1,3}){3}$/;
const MAPPED_V4 = /^::ffff:(?=\d+\.)/;
const WITH_PORT = /^(?<name>\[[^\]]*\]|[^:]*)(?::\d*)?$/;

/** A name or address as it is compared: lowercase, without brackets, final dot and the IPv6 mark of an IPv4 address. */
const normalize = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .replace(MAPPED_V4, '');

const isLoopback = (name: string): boolean =>
  name === 'localhost' || name === '::1' || LOOPBACK_V4.test(name);

/**
 * Whether a request's `Host` means this server. A page of the web whose name is made to resolve to this machine (DNS
 * rebinding) still sends its own name, and is told apart by it.
 */
export const isOwnHost = (host: string | undefined, { bound, local }: OwnNames): boolean => {
  const name = normalize(WITH_PORT.exec(host ?? '')?.groups?.['name'] ?? '');
  if (name === '') return false;
  const own = [...bound, ...(local === undefined ? [] : [local])].map(normalize);
  return isLoopback(name) || own.includes(name);
};

/** Whether an address to bind is reached from this machine alone. */
export const isLoopbackAddress = (host: string): boolean => isLoopback(normalize(host));
