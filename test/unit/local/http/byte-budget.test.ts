import { describe, expect, it } from 'vitest';
import { createByteBudget } from '../../../../src/local/http/byte-budget.ts';

describe('a budget of bytes', () => {
  it('is shared by all who take from it', () => {
    const budget = createByteBudget(100);
    const [one, other] = [budget.open(), budget.open()];
    expect([one.take(60), other.take(41), other.take(40), one.take(1)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('gets back what a share took, all of it and once', () => {
    const budget = createByteBudget(100);
    const [one, other] = [budget.open(), budget.open()];
    one.take(30);
    one.take(30);
    other.take(40);
    one.release();
    one.release();
    expect([other.take(61), other.take(60)]).toEqual([false, true]);
  });

  it('takes nothing for what it refuses', () => {
    const share = createByteBudget(100).open();
    expect([share.take(101), share.take(100)]).toEqual([false, true]);
  });
});
