import { describe, expect, it } from 'vitest';
import {
  createCallTally,
  printStatistics,
  tallyCall,
} from '../../../../src/xray/statistics/call-tally.ts';
import type { Call } from '../../../../src/xray/trace-facts.ts';

const statisticsOf = (calls: readonly Call[]) => {
  const tally = createCallTally();
  for (const call of calls) tallyCall(tally, call, 1);
  return printStatistics(tally);
};

describe('call tally', () => {
  it('puts every call in one bucket and totals errors and faults', () => {
    expect(
      statisticsOf([
        { outcome: 'ok', duration: 1 },
        { outcome: 'ok', duration: 0.25 },
        { outcome: 'error', duration: 0.5 },
        { outcome: 'throttle', duration: 0.001 },
        { outcome: 'fault', duration: 2 },
      ]),
    ).toEqual({
      OkCount: 2,
      ErrorStatistics: { ThrottleCount: 1, OtherCount: 1, TotalCount: 2 },
      FaultStatistics: { OtherCount: 1, TotalCount: 1 },
      TotalCount: 5,
      TotalResponseTime: 3.751,
    });
  });

  it('rounds the sum of times, not the times', () => {
    const calls: Call[] = [1, 2, 3].map(() => ({ outcome: 'ok', duration: 0.0004 }));
    expect(statisticsOf(calls).TotalResponseTime).toBe(0.001);
  });

  it('does not count what has not ended', () => {
    expect(statisticsOf([{ outcome: 'fault', duration: undefined }]).TotalCount).toBe(0);
  });

  it('forgets exactly what is taken away', () => {
    const tally = createCallTally();
    const calls: Call[] = [0.1, 0.2, 0.30000000000000004].map((duration) => ({
      outcome: 'error',
      duration,
    }));
    for (const call of calls) tallyCall(tally, call, 1);
    for (const call of calls.toReversed()) tallyCall(tally, call, -1);
    expect(tally).toEqual(createCallTally());
  });
});
