import type { MinuteRollups } from '../graph/minute-rollups.ts';
import type { PendingTraces } from '../ingest/pending-traces.ts';
import type { ReportEvent } from '../local-event.ts';
import type { Store } from '../store/store.ts';
import type { TraceRow } from '../store/trace-table.ts';

/** Traces deleted in one transaction. */
const DELETE_AT_ONCE = 100;
/** Room for the write-ahead log beside the database, as a share of small limits and in bytes. */
const LOG_SHARE = 4;
const MAX_LOG_BYTES = 32 * 1024 * 1024;
/** Free room worth keeping for what comes next, as a share of what is used; the rest, and what is over the size, goes. */
const SPARE_SHARE = 4;
/** Of a full store so much is kept: what comes next finds room in the file, which need not grow and shrink. */
const ROOMY = 0.97;
/** Given back at once: about ten milliseconds of work. */
const SHRINK_BYTES = 4 * 1024 * 1024;

export interface RetentionPorts {
  readonly store: Store;
  /** Traces with documents that are not accounted for yet: they are about to become the newest, and stay. */
  readonly pending: Pick<PendingTraces, 'get'>;
  readonly rollups: MinuteRollups;
  readonly report: ReportEvent;
}

export interface RetentionLimits {
  /** Counted from the receipt of a trace's last change. */
  readonly retentionMs: number;
  /** Of the folder, its log included. */
  readonly maxBytes: number;
}

/** What of the folder's size is the log's. */
export const logBytesOf = ({ maxBytes }: Pick<RetentionLimits, 'maxBytes'>): number =>
  Math.min(MAX_LOG_BYTES, maxBytes / LOG_SHARE);

/** Lets old traces go. */
export interface Retention {
  /** One small step of work at epoch milliseconds `nowMs`; false when there is nothing left to do. */
  step(nowMs: number): boolean;
  /** Reports what steps have removed since the last time. */
  reportRemoved(): void;
}

type Reason = 'retention' | 'size';

/** As many of the first rows as take `bytes` together, or all of them. */
const takeBytes = (rows: readonly TraceRow[], bytes: number): readonly TraceRow[] => {
  let taken = 0;
  const last = rows.findIndex(({ bytes: sent, summary, graph }) => {
    taken += sent + summary.length + graph.length;
    return taken >= bytes;
  });
  return last < 0 ? rows : rows.slice(0, last + 1);
};

export const createRetention = (ports: RetentionPorts, limits: RetentionLimits): Retention => {
  const { store, pending, rollups, report } = ports;
  const budgetBytes = limits.maxBytes - logBytesOf(limits);
  let isMakingRoom = false;
  const removed: Record<Reason, number> = { retention: 0, size: 0 };

  const remove = (oldest: readonly TraceRow[], reason: Reason): boolean => {
    const rows = oldest.filter(({ id }) => pending.get(id) === undefined);
    if (rows.length === 0) return false;
    store.transaction(() => {
      for (const row of rows) {
        store.documents.deleteTrace(row.id);
        store.traces.delete(row.id);
        rollups.forget(row.start);
      }
    });
    removed[reason] += rows.length;
    return true;
  };

  const removeExpired = (nowMs: number): boolean => {
    const isExpired = (row: TraceRow | undefined): boolean =>
      row !== undefined && row.lastReceivedMs < nowMs - limits.retentionMs;
    if (!isExpired(store.traces.oldest(1)[0])) return false;
    return remove(store.traces.oldest(DELETE_AT_ONCE).filter(isExpired), 'retention');
  };

  const removeBeyondSize = (): boolean => {
    const { usedBytes } = store.size();
    const roomyBytes = budgetBytes * ROOMY;
    isMakingRoom = usedBytes > (isMakingRoom ? roomyBytes : budgetBytes);
    if (!isMakingRoom) return false;
    // Traces may be large: no more of them leave than have to.
    return remove(takeBytes(store.traces.oldest(DELETE_AT_ONCE), usedBytes - roomyBytes), 'size');
  };

  const giveBack = (): boolean => {
    const { usedBytes, freeBytes } = store.size();
    const spareBytes = Math.max(usedBytes / SPARE_SHARE, SHRINK_BYTES);
    const excessBytes = freeBytes - Math.min(spareBytes, Math.max(0, budgetBytes - usedBytes));
    if (excessBytes <= 0) return false;
    store.shrink(Math.min(excessBytes, SHRINK_BYTES));
    return store.size().freeBytes < freeBytes;
  };

  return {
    step: (nowMs) => removeExpired(nowMs) || removeBeyondSize() || giveBack(),
    reportRemoved: () => {
      for (const reason of ['retention', 'size'] as const) {
        if (removed[reason] === 0) continue;
        report({ kind: 'traces-removed', reason, traces: removed[reason] });
        removed[reason] = 0;
      }
    },
  };
};
