import type { EpochSeconds } from '../api/traces.ts';

/**
 * How long a granted quota holds, seconds. [live answers: ReservoirQuotaTTL = now + 300] A client that falls silent may
 * use its quota until then, so nobody else gets it before.
 */
export const QUOTA_TTL_SECONDS = 300;

/** How often clients are told to report, seconds. [live answers: Interval 10] */
export const REPORT_INTERVAL_SECONDS = 10;

/** A client that missed this many seconds of reports gets no share of a new division: three intervals. */
const SILENT_AFTER_SECONDS = 3 * REPORT_INTERVAL_SECONDS;

/** What one client holds of one rule's reservoir. Seconds are whole epoch seconds. */
export interface ClientLease {
  readonly clientId: string;
  readonly lastReport: number;
  /** Requests a second. */
  readonly quota: number;
  /** Last second in which `quota` holds. */
  readonly ttl: EpochSeconds;
  /** The most that held at any time in `peakSecond`: a quota lowered within a second may be spent already. */
  readonly peak: number;
  readonly peakSecond: number;
}

/** A client known by its first report, without a quota. */
export const newLease = (clientId: string, second: number): ClientLease => ({
  clientId,
  lastReport: second,
  quota: 0,
  ttl: 0,
  peak: 0,
  peakSecond: 0,
});

/** The most requests the client may still take of the reservoir in this second. */
export const committedOf = (lease: ClientLease, second: number): number =>
  Math.max(lease.ttl >= second ? lease.quota : 0, lease.peakSecond === second ? lease.peak : 0);

/** Whether the client still reports, and so has a share of the next division. */
export const isActive = (lease: ClientLease, second: number): boolean =>
  second - lease.lastReport <= SILENT_AFTER_SECONDS;

/** Whether nothing is lost by forgetting the client: silent for long, and nothing left to take. */
export const isForgettable = (lease: ClientLease, second: number): boolean =>
  second - lease.lastReport > QUOTA_TTL_SECONDS && committedOf(lease, second) === 0;

/** The lease after a grant of `quota` in this second. */
export const grantLease = (lease: ClientLease, quota: number, second: number): ClientLease => ({
  ...lease,
  quota,
  ttl: second + QUOTA_TTL_SECONDS,
  peak: Math.max(quota, committedOf(lease, second)),
  peakSecond: second,
});
