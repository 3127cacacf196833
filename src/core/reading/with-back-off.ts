import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import { isTransient } from './read-failure.ts';

/** What waiting takes. */
export interface BackOffPorts {
  readonly clock: Pick<Clock, 'sleep'>;
  readonly random: Pick<Random, 'next'>;
}

const ATTEMPTS = 5;
const FIRST_DELAY_MS = 500;

/**
 * Calls until it succeeds, fails for good, or has been tried five times. Waits in between are random up to a bound
 * that doubles ("full jitter"), so that parallel readers who were throttled together do not come back together.
 */
export const withBackOff = async <Value>(
  ports: BackOffPorts,
  call: () => Promise<Value>,
  signal?: AbortSignal,
): Promise<Value> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === ATTEMPTS || signal?.aborted || !isTransient(error)) throw error;
    }
    const boundMs = FIRST_DELAY_MS * 2 ** (attempt - 1);
    await ports.clock.sleep(ports.random.next() * boundMs, signal);
  }
};
