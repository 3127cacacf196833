/** The two signals that ask a program to stop. */
type StopSignal = 'SIGINT' | 'SIGTERM';

/** 128 + the signal's number, as shells report it. */
const EXIT_CODES: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 };

/**
 * Calls `listener` on the first signal. A second one ends the process at once: whoever asks twice does not want to
 * wait for a graceful end. Returns how to stop listening.
 */
export const onStopSignal = (
  process: NodeJS.Process,
  listener: (signal: StopSignal) => void,
): (() => void) => {
  let asked = false;
  const handle = (signal: StopSignal) => {
    const again = asked;
    asked = true;
    if (again) process.exit(EXIT_CODES[signal]);
    else listener(signal);
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return () => {
    process.off('SIGINT', handle);
    process.off('SIGTERM', handle);
  };
};
