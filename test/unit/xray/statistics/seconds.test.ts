import { describe, expect, it } from 'vitest';
import { secondsBetween, toMilliseconds } from '../../../../src/xray/statistics/seconds.ts';

describe('seconds', () => {
  it('takes off the noise of epoch seconds as floating point', () => {
    expect(secondsBetween(1_790_161_917.1, 1_790_161_919.1)).toBe(2);
    expect(secondsBetween(1_480_615_200.01, 1_480_615_200.020001)).toBe(0.010001);
  });

  it('takes an end before the start for no time', () => {
    expect(secondsBetween(10, 9)).toBe(0);
  });

  it('prints to the millisecond', () => {
    expect(toMilliseconds(3.2320001)).toBe(3.232);
  });
});
