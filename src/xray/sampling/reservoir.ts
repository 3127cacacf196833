import type { SamplingTargetDocument } from '../api/sampling.ts';
import type { EpochSeconds } from '../api/traces.ts';

/** One client's share of one rule's reservoir: how many requests of each second it may sample whatever the fixed rate. */
export interface Reservoir {
  /** Requests a second granted by X-Ray; undefined until the first target that carries one. */
  readonly quota: number | undefined;
  /** Last epoch second in which the quota holds. */
  readonly quotaTtl: EpochSeconds;
  /** The epoch second that `taken` and `borrowed` count. */
  readonly second: number;
  readonly taken: number;
  readonly borrowed: number;
}

/** What the reservoir said to one request; `empty` leaves it to the fixed rate. */
export type ReservoirOutcome = 'taken' | 'borrowed' | 'empty';

/** A reservoir of which nothing is known yet: it can only borrow. */
export const EMPTY_RESERVOIR: Reservoir = {
  quota: undefined,
  quotaTtl: 0,
  second: 0,
  taken: 0,
  borrowed: 0,
};

const inSecond = (reservoir: Reservoir, second: number): Reservoir =>
  reservoir.second === second ? reservoir : { ...reservoir, second, taken: 0, borrowed: 0 };

/**
 * Asks the reservoir for one request at `now`. While a quota holds it is taken from, up to itself in each second of the
 * clock; without one, or after its end, one request a second is borrowed if the rule has a reservoir at all
 * (`canBorrow`). Two bursts either side of a second's boundary each get their full share.
 */
export const takeFromReservoir = (
  reservoir: Reservoir,
  now: EpochSeconds,
  canBorrow: boolean,
): { readonly outcome: ReservoirOutcome; readonly reservoir: Reservoir } => {
  const second = Math.floor(now);
  const current = inSecond(reservoir, second);
  if (current.quota !== undefined && current.quotaTtl >= second) {
    if (current.taken >= current.quota) return { outcome: 'empty', reservoir: current };
    return { outcome: 'taken', reservoir: { ...current, taken: current.taken + 1 } };
  }
  if (!canBorrow || current.borrowed >= 1) return { outcome: 'empty', reservoir: current };
  return { outcome: 'borrowed', reservoir: { ...current, borrowed: current.borrowed + 1 } };
};

/** The reservoir after a target; members the target lacks, as in the answer to a first report, stay as they were. */
export const applyTarget = (reservoir: Reservoir, target: SamplingTargetDocument): Reservoir => ({
  ...reservoir,
  quota: target.ReservoirQuota ?? reservoir.quota,
  quotaTtl: target.ReservoirQuotaTTL ?? reservoir.quotaTtl,
});
