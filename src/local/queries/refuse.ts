import { ApiError } from '../../xray/api/api-error.ts';

/** The refusal X-Ray gives for nearly everything. */
export const refuse = (message: string): ApiError =>
  new ApiError('InvalidRequestException', message);

/** A stretch of time in epoch seconds, as requests name it. */
export interface Window {
  readonly StartTime: number;
  readonly EndTime: number;
}

const HOUR_SECONDS = 3_600;

/** Refuses a window that ends before it starts, or spans more than so many seconds. */
export const checkWindow = ({ StartTime, EndTime }: Window, maxSeconds: number): void => {
  if (EndTime < StartTime) throw refuse('End time cannot be earlier than start time');
  if (EndTime - StartTime > maxSeconds) {
    throw refuse(`Time range cannot be longer than ${maxSeconds / HOUR_SECONDS} hours`);
  }
};
