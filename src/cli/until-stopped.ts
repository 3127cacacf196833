import { XrayctlError } from '../std/xrayctl-error.ts';

/** Waits for the signal that is the normal end of what runs until stopped; --timeout is not that, and rejects. */
export const untilStopped = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
    });
  }
  const { reason } = signal;
  if (!(reason instanceof XrayctlError && reason.kind === 'interrupted')) throw reason;
};
