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
  /** How many timers and sleepers wait. */
  readonly waiting: number;
}

/** Turns enough for chains of awaits between two timers. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

/** Starts at `startMs`, epoch milliseconds: 2026-11-22T10:00:00Z unless given. */
export const createFakeClock = (startMs = Date.UTC(2026, 10, 22, 10)): FakeClock => {
  let nowMs = startMs;
  const timers = new Set<Timer>();
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
    get waiting() {
      return timers.size;
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const cancel = schedule(ms, undefined, resolve);
        signal?.addEventListener('abort', () => {
          cancel();
          reject(signal.reason);
        });
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
