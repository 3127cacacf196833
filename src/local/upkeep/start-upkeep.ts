import type { Clock } from '../../ports/clock.ts';
import type { MinuteRollups } from '../graph/minute-rollups.ts';
import type { PendingTraces } from '../ingest/pending-traces.ts';
import type { Settler } from '../ingest/settle-traces.ts';
import type { ReportEvent } from '../local-event.ts';
import type { Retention } from './retention.ts';

/** A trace that was quiet for so long is worth summarising; one that never falls silent is after the longer time. */
const QUIET_MS = 250;
const LONGEST_MS = 2_000;
const SETTLE_EVERY_MS = 100;
const SETTLE_AT_ONCE = 100;
/** Work done before others get their turn: requests wait no longer than this, and datagrams fit the socket's buffer. */
const SLICE_MS = 10;

/** A minute that did not change for so long is written. */
const ROLLUP_QUIET_MS = 5_000;
/** At full speed some ten megabytes arrive in so long: as far as the store may outgrow its size. */
const TIDY_EVERY_MS = 250;

export interface UpkeepPorts {
  readonly clock: Clock;
  readonly pending: PendingTraces;
  readonly settler: Settler;
  readonly rollups: MinuteRollups;
  readonly retention: Retention;
  readonly report: ReportEvent;
}

/** Runs `step` until it has nothing left to do, in slices of a few milliseconds, and calls `done` once. */
const createSlices = (clock: Clock, step: () => boolean, done: (error?: unknown) => void) => {
  let isRunning = false;
  const run = (): void => {
    const startedMs = clock.monotonic();
    try {
      while (step()) {
        if (clock.monotonic() - startedMs < SLICE_MS) continue;
        setImmediate(run);
        return;
      }
    } catch (error) {
      isRunning = false;
      done(error);
      return;
    }
    isRunning = false;
    done();
  };
  return (): void => {
    if (isRunning) return;
    isRunning = true;
    run();
  };
};

/** Keeps summaries, statistics and sizes in order while nobody asks. Returns what stops it. */
export const startUpkeep = (ports: UpkeepPorts): (() => void) => {
  const { clock, pending, settler, rollups, retention, report } = ports;
  let isStopped = false;

  const reportFailure = (error: unknown): void => {
    if (error !== undefined) report({ kind: 'upkeep-failed', error });
  };

  const settleSome = (): boolean => {
    if (isStopped) return false;
    const nowMs = clock.monotonic();
    const when = { nowMs, quietMs: QUIET_MS, longestMs: LONGEST_MS };
    const due = pending.due(when, SETTLE_AT_ONCE);
    settler.settle(due, nowMs);
    return due.length === SETTLE_AT_ONCE;
  };

  const tidySome = (): boolean => !isStopped && retention.step(clock.now());

  const settle = createSlices(clock, settleSome, reportFailure);
  const tidy = createSlices(clock, tidySome, (error) => {
    retention.reportRemoved();
    reportFailure(error);
  });

  const storeRollups = (): void => {
    try {
      rollups.storeQuiet(clock.monotonic(), ROLLUP_QUIET_MS);
    } catch (error) {
      reportFailure(error);
    }
  };

  const stopSettling = clock.every(SETTLE_EVERY_MS, settle);
  const stopTidying = clock.every(TIDY_EVERY_MS, () => {
    storeRollups();
    tidy();
  });
  return () => {
    isStopped = true;
    stopSettling();
    stopTidying();
  };
};
