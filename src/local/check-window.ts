import type { EpochSeconds } from '../xray/api/traces.ts';
import { invalidRequest } from './invalid-request.ts';

/** A stretch of time as requests name it. */
export interface Window {
  readonly StartTime: EpochSeconds;
  readonly EndTime: EpochSeconds;
}

const HOUR_SECONDS = 3_600;

/** Refuses a window that ends before it starts, or spans more than so many seconds. */
export const checkWindow = ({ StartTime, EndTime }: Window, maxSeconds: number): void => {
  if (EndTime < StartTime) throw invalidRequest('End time cannot be earlier than start time');
  if (EndTime - StartTime > maxSeconds) {
    throw invalidRequest(`Time range cannot be longer than ${maxSeconds / HOUR_SECONDS} hours`);
  }
};
