import type { SummaryStatistics } from '../api/graph.ts';
import type { Call } from '../trace-facts.ts';
import { toMicroseconds } from './seconds.ts';

/**
 * Counts of finished calls by outcome, and their time in whole microseconds: integers, so that taking away what was
 * added leaves exactly what was there, in any order.
 */
export interface CallTally {
  ok: number;
  error: number;
  throttle: number;
  fault: number;
  micros: number;
}

export const createCallTally = (): CallTally => ({
  ok: 0,
  error: 0,
  throttle: 0,
  fault: 0,
  micros: 0,
});

/** Counts a call, or takes it away again with -1. A call in progress counts once it has ended, not before. */
export const tallyCall = (tally: CallTally, call: Call, sign: 1 | -1): void => {
  if (call.duration === undefined) return;
  tally[call.outcome] += sign;
  tally.micros += sign * toMicroseconds(call.duration);
};

/** The wire shape: exclusive counts, ErrorStatistics and FaultStatistics with their totals, time to the millisecond. */
export const printStatistics = (tally: CallTally): SummaryStatistics => ({
  OkCount: tally.ok,
  ErrorStatistics: {
    ThrottleCount: tally.throttle,
    OtherCount: tally.error,
    TotalCount: tally.throttle + tally.error,
  },
  FaultStatistics: { OtherCount: tally.fault, TotalCount: tally.fault },
  TotalCount: tally.ok + tally.error + tally.throttle + tally.fault,
  TotalResponseTime: Math.round(tally.micros / 1_000) / 1_000,
});
