import { type ClientLease, committedOf, isActive, QUOTA_TTL_SECONDS } from './client-leases.ts';

/** One rule's reservoir and all who hold or want a share of it. */
export interface SharedReservoir {
  /** Requests a second, over all clients. */
  readonly size: number;
  readonly leases: readonly ClientLease[];
}

const sum = (leases: readonly ClientLease[], second: number): number =>
  leases.reduce((total, lease) => total + committedOf(lease, second), 0);

/**
 * The share due to `client`: what silent clients do not hold, divided equally over the active ones. Shares differ by at
 * most one; whose is the larger moves on with each quota's lifetime, so that a reservoir of one serves two clients in turn.
 */
const shareOf = (
  client: ClientLease,
  pool: number,
  active: readonly ClientLease[],
  second: number,
) => {
  const ids = active.map(({ clientId }) => clientId).sort();
  const turn = Math.floor(second / QUOTA_TTL_SECONDS);
  const place = (ids.indexOf(client.clientId) + turn) % ids.length;
  return Math.floor(pool / ids.length) + (place < pool % ids.length ? 1 : 0);
};

/**
 * The quota for `client` (one of the leases, just heard from), never more than the others leave at this second. Undefined
 * when its share is still in other hands: without a quota the client borrows one a second, with a quota of 0 it would not.
 */
export const divideReservoir = (
  { size, leases }: SharedReservoir,
  client: ClientLease,
  second: number,
): number | undefined => {
  const others = leases.filter(({ clientId }) => clientId !== client.clientId);
  const active = leases.filter((lease) => isActive(lease, second));
  const silent = others.filter((lease) => !isActive(lease, second));
  const pool = Math.max(0, size - sum(silent, second));
  const share = shareOf(client, pool, active, second);
  const granted = Math.min(share, Math.max(0, size - sum(others, second)));
  const isWaiting = granted === 0 && size > 0 && (pool === 0 || share > 0);
  return isWaiting && committedOf(client, second) === 0 ? undefined : granted;
};
