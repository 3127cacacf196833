import { setMaxListeners } from 'node:events';
import { XrayctlError } from '../std/xrayctl-error.ts';
import { printDuration } from './flags/duration.ts';
import type { StopSignal, World } from './world.ts';

/** SIGINT or SIGTERM: the user wants the command to end. */
export class Interruption extends XrayctlError {
  readonly stopSignal: StopSignal;

  constructor(stopSignal: StopSignal) {
    super('interrupted', `interrupted by ${stopSignal}`);
    this.stopSignal = stopSignal;
  }
}

/** What ends a command before it is done: a signal, or --timeout. */
export interface Stop {
  readonly signal: AbortSignal;
  /** The reason of the stop, when `error` is only its consequence; else `error`. */
  readonly causeOf: (error: unknown) => unknown;
  /** Lets go of timers and signal handlers. */
  readonly release: () => void;
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/** Listens for signals, and for the deadline when there is one. */
export const createStop = (world: World, timeoutMs: number | undefined): Stop => {
  const controller = new AbortController();
  const { signal } = controller;
  // Every request under way listens to it: there may be many, and a warning of Node.js about them helps nobody.
  setMaxListeners(0, signal);
  const stopListening = world.onStopSignal((name) => controller.abort(new Interruption(name)));
  const cancelDeadline =
    timeoutMs === undefined
      ? undefined
      : world.clock.after(timeoutMs, () => {
          const message = `not done within ${printDuration(timeoutMs)} (--timeout)`;
          controller.abort(
            new XrayctlError('timeout', message, { remedy: 'Allow more time with --timeout.' }),
          );
        });
  return {
    signal,
    causeOf: (error) =>
      signal.aborted && (error === signal.reason || isAbort(error)) ? signal.reason : error,
    release: () => {
      stopListening();
      cancelDeadline?.();
    },
  };
};
