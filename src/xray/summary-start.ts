import type { EpochSeconds, TraceSummary } from './api/traces.ts';

const EPOCH_IN_ID = /^1-([0-9a-f]{8})-/i;

/**
 * When a trace began, epoch seconds: its `StartTime`, or, where X-Ray leaves that out, the time written in its id
 * (whole seconds). Undefined when neither is there.
 */
export const summaryStart = (summary: TraceSummary): EpochSeconds | undefined => {
  if (typeof summary.StartTime === 'number') return summary.StartTime;
  const match = EPOCH_IN_ID.exec(summary.Id ?? '');
  return match?.[1] === undefined ? undefined : Number.parseInt(match[1], 16);
};
