import { describe, expect, it } from 'vitest';
import {
  applyTarget,
  EMPTY_RESERVOIR,
  type Reservoir,
  takeFromReservoir,
} from '../../../../src/xray/sampling/reservoir.ts';

const ask = (start: Reservoir, moments: readonly number[], canBorrow = true) => {
  let reservoir = start;
  return moments.map((now) => {
    const asked = takeFromReservoir(reservoir, now, canBorrow);
    reservoir = asked.reservoir;
    return asked.outcome;
  });
};

const granted = (quota: number, ttl: number) =>
  applyTarget(EMPTY_RESERVOIR, { ReservoirQuota: quota, ReservoirQuotaTTL: ttl });

describe('a reservoir', () => {
  it('borrows one request of each second before a quota is known', () => {
    expect(ask(EMPTY_RESERVOIR, [10.0, 10.5, 10.999, 11.0, 11.5])).toEqual([
      'borrowed',
      'empty',
      'empty',
      'borrowed',
      'empty',
    ]);
  });

  it('never borrows for a rule without a reservoir', () => {
    expect(ask(EMPTY_RESERVOIR, [10, 11], false)).toEqual(['empty', 'empty']);
  });

  it('gives its quota in each second of the clock, counted anew at the boundary', () => {
    expect(ask(granted(2, 400), [10.9, 10.95, 10.99, 11.0, 11.01, 11.02])).toEqual([
      'taken',
      'taken',
      'empty',
      'taken',
      'taken',
      'empty',
    ]);
  });

  it('takes from the quota through the whole last second of its life, then borrows again', () => {
    expect(ask(granted(1, 20), [20.9, 21.0, 21.1])).toEqual(['taken', 'borrowed', 'empty']);
  });

  it('gives nothing, and borrows nothing, while its quota is 0', () => {
    expect(ask(granted(0, 400), [10, 11])).toEqual(['empty', 'empty']);
  });

  it('keeps its quota when a target carries none', () => {
    const kept = applyTarget(granted(3, 400), { RuleName: 'rule', FixedRate: 0.5 });
    expect(kept).toMatchObject({ quota: 3, quotaTtl: 400 });
  });
});
