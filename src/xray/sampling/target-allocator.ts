import type { EpochSeconds } from '../api/traces.ts';
import {
  type ClientLease,
  committedOf,
  grantLease,
  isForgettable,
  newLease,
} from './client-leases.ts';
import { divideReservoir } from './divide-reservoir.ts';

/** Clients remembered for one rule. Client ids come from outside, so their number must end somewhere. */
const MAX_CLIENTS_PER_RULE = 1_000;

/** A granted share of a reservoir. */
export interface ReservoirGrant {
  /** Requests a second. */
  readonly quota: number;
  /** Last epoch second in which it holds. */
  readonly ttl: EpochSeconds;
}

/** The clients of one call that reported on one rule. */
interface RuleReport {
  readonly ruleName: string;
  /** The rule's ReservoirSize. */
  readonly reservoirSize: number;
  readonly clientIds: readonly string[];
}

/**
 * The service's side of quotas: splits each rule's reservoir over the clients heard from lately. At no second may
 * clients together take more than the reservoir holds: a share is only given once its former holder has handed it back
 * by reporting, or its time has run out. What is granted lives in memory; a restart forgets it.
 */
export interface TargetAllocator {
  /** Each client's grant. No grant at a first report, nor while a share is still in other hands: the client borrows. */
  report(now: EpochSeconds, report: RuleReport): ReadonlyMap<string, ReservoirGrant | undefined>;
  /** Drops everything known of a rule that is gone. */
  forget(ruleName: string): void;
}

/** Frees one place, at the cost of the client heard from longest ago that holds nothing. False when all hold something. */
const evictOne = (leases: Map<string, ClientLease>, second: number): boolean => {
  let oldest: ClientLease | undefined;
  for (const lease of leases.values()) {
    const isOlder = oldest === undefined || lease.lastReport < oldest.lastReport;
    if (isOlder && lease.lastReport < second && committedOf(lease, second) === 0) oldest = lease;
  }
  return oldest !== undefined && leases.delete(oldest.clientId);
};

/** Notes every reporting client before any share is computed, and returns those that were known before. */
const admit = (
  leases: Map<string, ClientLease>,
  clientIds: ReadonlySet<string>,
  second: number,
): readonly string[] => {
  const known: string[] = [];
  for (const clientId of clientIds) {
    const lease = leases.get(clientId);
    if (lease !== undefined) {
      leases.set(clientId, { ...lease, lastReport: second });
      known.push(clientId);
    } else if (leases.size < MAX_CLIENTS_PER_RULE || evictOne(leases, second)) {
      leases.set(clientId, newLease(clientId, second));
    }
  }
  return known;
};

/** An allocator that has heard from nobody. */
export const createTargetAllocator = (): TargetAllocator => {
  const leasesByRule = new Map<string, Map<string, ClientLease>>();

  const leasesOf = (ruleName: string): Map<string, ClientLease> => {
    const leases = leasesByRule.get(ruleName) ?? new Map<string, ClientLease>();
    leasesByRule.set(ruleName, leases);
    return leases;
  };

  const grant = (
    leases: Map<string, ClientLease>,
    clientId: string,
    size: number,
    second: number,
  ) => {
    const client = leases.get(clientId);
    if (client === undefined) return undefined;
    const quota = divideReservoir({ size, leases: [...leases.values()] }, client, second);
    if (quota === undefined) return undefined;
    const granted = grantLease(client, quota, second);
    leases.set(clientId, granted);
    return { quota, ttl: granted.ttl };
  };

  return {
    report: (now, { ruleName, reservoirSize, clientIds }) => {
      const second = Math.floor(now);
      const leases = leasesOf(ruleName);
      for (const lease of leases.values()) {
        if (isForgettable(lease, second)) leases.delete(lease.clientId);
      }
      const reporting = new Set(clientIds);
      const grants = new Map<string, ReservoirGrant | undefined>();
      for (const clientId of reporting) grants.set(clientId, undefined);
      for (const clientId of admit(leases, reporting, second)) {
        grants.set(clientId, grant(leases, clientId, reservoirSize, second));
      }
      return grants;
    },
    forget: (ruleName) => {
      leasesByRule.delete(ruleName);
    },
  };
};
