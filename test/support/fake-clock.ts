import type { Clock } from '../../src/ports/clock.ts';

interface Timer {
  dueMs: number;
  readonly everyMs: number | undefined;
  readonly callback: () => void;
}

/** A clock that moves only when told: timers fire in order of their due time as it passes them. */
export interface FakeClock extends Clock {
  /** Moves time on and lets everything that is due happen, promises included. */
  advance(ms: number): Promise<void>;
  /** Resolves once somebody sleeps: what was started has come as far as it can without time. */
  whenSleeping(): Promise<void>;
}

/** Lets every chain of awaits run to where it waits for time, or for the world. */
const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const firstTime = () => {
  let notify: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    notify = resolve;
  });
  return { promise, notify };
};

/** Starts at `startMs`, epoch milliseconds: 2026-11-22T10:00:00Z unless given. */
export const createFakeClock = (startMs = Date.UTC(2026, 10, 22, 10)): FakeClock => {
  let nowMs = startMs;
  const timers = new Set<Timer>();
  const sleeping = firstTime();
  const schedule = (ms: number, everyMs: number | undefined, callback: () => void) => {
    const timer = { dueMs: nowMs + ms, everyMs, callback };
    timers.add(timer);
    return () => {
      timers.delete(timer);
    };
  };
  const nextDue = (untilMs: number): Timer | undefined =>
    [...timers].filter((one) => one.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
  const fire = (timer: Timer): void => {
    nowMs = Math.max(nowMs, timer.dueMs);
    if (timer.everyMs === undefined) timers.delete(timer);
    else timer.dueMs += timer.everyMs;
    timer.callback();
  };
  return {
    now: () => nowMs,
    monotonic: () => nowMs - startMs,
    whenSleeping: () => sleeping.promise,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const wake = () => {
          cancel();
          reject(signal?.reason);
        };
        const cancel = schedule(ms, undefined, () => {
          signal?.removeEventListener('abort', wake);
          resolve();
        });
        signal?.addEventListener('abort', wake);
        sleeping.notify();
      }),
    every: (ms, callback) => schedule(ms, ms, callback),
    after: (ms, callback) => schedule(ms, undefined, callback),
    advance: async (ms) => {
      const untilMs = nowMs + ms;
      await settle();
      for (let due = nextDue(untilMs); due !== undefined; due = nextDue(untilMs)) {
        fire(due);
        await settle();
      }
      nowMs = untilMs;
      await settle();
    },
  };
};
