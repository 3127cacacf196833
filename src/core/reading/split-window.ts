import { LIMITS } from '../../xray/limits.ts';

/** A stretch of time, epoch seconds: from the first instant up to, but not with, the last. */
export interface ReadWindow {
  readonly start: number;
  readonly end: number;
}

/** What every read of X-Ray accepts, whatever its own page says: 6 hours. */
const WIDEST_SECONDS = LIMITS.graphWindowSeconds;

/** The window in parts no wider than every X-Ray read accepts, newest first; all but the oldest are that wide. */
export const splitWindow = (
  window: ReadWindow,
  widestSeconds: number = WIDEST_SECONDS,
): readonly ReadWindow[] => {
  const count = Math.max(1, Math.ceil((window.end - window.start) / widestSeconds));
  return Array.from({ length: count }, (_, index) => ({
    start: Math.max(window.start, window.end - (index + 1) * widestSeconds),
    end: window.end - index * widestSeconds,
  }));
};
