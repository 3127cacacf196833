import type { Clock } from '../../ports/clock.ts';
import type { UnprocessedTraceSegment } from '../../xray/api/traces.ts';
import type { MinuteRollups } from '../graph/minute-rollups.ts';
import type { ReportEvent } from '../local-event.ts';
import type { Store } from '../store/store.ts';
import { type Acceptance, acceptDocuments, type TraceBatch } from './accept-documents.ts';
import { isRoot } from './is-root.ts';
import type { PendingTrace, PendingTraces } from './pending-traces.ts';
import type { Moment, Settler } from './settle-traces.ts';

/**
 * Bytes one trace may take. X-Ray's own quota of 500 KB is reported (LimitExceeded) but not enforced: on a laptop the
 * rest of the trace is worth more than the likeness. This bound keeps a runaway trace id from growing for ever, and
 * what it refuses is refused in the answer.
 */
const MAX_TRACE_BYTES = 16 * 1024 * 1024;

/** How much may wait to be settled; beyond it the next call waits until some is. */
const MAX_PENDING_TRACES = 2_000;
const MAX_PENDING_BYTES = 32 * 1024 * 1024;
/** Traces settled in one transaction. */
const SETTLE_AT_ONCE = 100;

export interface IngestPorts {
  readonly clock: Clock;
  readonly store: Store;
  readonly pending: PendingTraces;
  readonly settler: Settler;
  readonly rollups: MinuteRollups;
  readonly report: ReportEvent;
}

/** The one way in for documents. All that arrives in one turn of the event loop shares one transaction. */
export interface Ingest {
  /** Resolves, with what was refused, when the rest is on disk; rejects when nothing could be stored. */
  put(texts: readonly string[]): Promise<readonly UnprocessedTraceSegment[]>;
  /** For documents nobody waits for an answer to: refusals and losses become events. */
  offer(text: string): void;
  /** Stores what was offered and put so far. */
  flush(): void;
  /** Brings everything that is stored into summaries and statistics. */
  settleAll(): void;
}

interface Call {
  readonly acceptance: Acceptance;
  readonly resolve: (unprocessed: readonly UnprocessedTraceSegment[]) => void;
  readonly reject: (error: unknown) => void;
}

const refuseBatch = ({ documents }: TraceBatch): readonly UnprocessedTraceSegment[] =>
  documents.map(({ id }) => ({
    Id: id,
    ErrorCode: 'TraceSizeExceeded',
    Message: `Invalid segment. ErrorCode: TraceSizeExceeded, Cause: a trace may take ${MAX_TRACE_BYTES} bytes here`,
  }));

/** Whether a trace is worth a summary at once: its root is there, and nothing is in progress. More may come later. */
const isWhole = ({ documents }: TraceBatch): boolean =>
  documents.some(isRoot) && documents.every((document) => document.in_progress !== true);

/**
 * Stores the documents of several calls in one transaction; tells, per call, what was refused. Traces that are whole are
 * summarised in the same transaction, while their documents are at hand.
 */
const createStorer = (ports: IngestPorts) => {
  const { clock, store, pending, settler, rollups } = ports;
  /** Traces that wait, and are touched by the calls at hand. */
  const touched = new Set<string>();
  const storeBatch = (batch: TraceBatch, at: Moment): boolean => {
    const { traceId, bodyBytes } = batch;
    const waiting = pending.get(traceId);
    if (waiting === undefined && isWhole(batch) && settler.storeWhole(batch, at)) return true;
    const storedBytes = waiting?.bytes ?? store.traces.sizeOf(traceId);
    if ((storedBytes ?? 0) + bodyBytes > MAX_TRACE_BYTES) return false;
    touched.add(traceId);
    const seq = store.documents.append(traceId, at.receivedMs, batch.body);
    pending.add({ ...batch, ...at, seq, storedBytes });
    return true;
  };
  const storeCall = (call: Acceptance, at: Moment): readonly UnprocessedTraceSegment[] => {
    const refused = call.batches.filter((batch) => !storeBatch(batch, at));
    return [...call.unprocessed, ...refused.flatMap(refuseBatch)];
  };
  return (calls: readonly Acceptance[]): readonly (readonly UnprocessedTraceSegment[])[] => {
    const at = { receivedMs: clock.now(), monotonicMs: clock.monotonic() };
    touched.clear();
    let whole: readonly PendingTrace[] = [];
    try {
      const answers = store.transaction(() => {
        const refusals = calls.map((call) => storeCall(call, at));
        whole = pending.whole(touched);
        if (whole.length > 0) settler.settleWithin(whole, at.monotonicMs);
        return refusals;
      });
      for (const { traceId } of whole) pending.delete(traceId);
      return answers;
    } catch (error) {
      pending.distrust(touched);
      rollups.reset();
      throw error;
    }
  };
};

const reportRefusals = (refused: readonly UnprocessedTraceSegment[], report: ReportEvent): void => {
  const counts = new Map<string, number>();
  for (const { ErrorCode: code = 'unknown' } of refused)
    counts.set(code, (counts.get(code) ?? 0) + 1);
  for (const [reason, count] of counts) report({ kind: 'packets-rejected', reason, count });
};

export const createIngest = (ports: IngestPorts): Ingest => {
  const { clock, pending, settler, report } = ports;
  const storeCalls = createStorer(ports);
  let calls: Call[] = [];
  let offered: string[] = [];
  let isScheduled = false;

  const settleOldest = (): void => {
    settler.settle(pending.oldest(SETTLE_AT_ONCE), clock.monotonic());
  };

  const relieve = (): void => {
    while (pending.count > MAX_PENDING_TRACES || pending.heldBytes > MAX_PENDING_BYTES) {
      settleOldest();
    }
  };

  const takeOffered = (): void => {
    const texts = offered;
    offered = [];
    if (texts.length === 0) return;
    calls.push({
      acceptance: acceptDocuments(texts),
      resolve: (refused) => reportRefusals(refused, report),
      reject: (error) => report({ kind: 'packets-lost', count: texts.length, error }),
    });
  };

  const flush = (): void => {
    isScheduled = false;
    takeOffered();
    const taken = calls;
    calls = [];
    if (taken.length === 0) return;
    try {
      const answers = storeCalls(taken.map(({ acceptance }) => acceptance));
      for (const [index, call] of taken.entries()) call.resolve(answers[index] ?? []);
    } catch (error) {
      for (const call of taken) call.reject(error);
      return;
    }
    try {
      relieve();
    } catch (error) {
      report({ kind: 'upkeep-failed', error });
    }
  };

  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(flush);
  };

  return {
    put: (texts) =>
      new Promise((resolve, reject) => {
        calls.push({ acceptance: acceptDocuments(texts), resolve, reject });
        schedule();
      }),
    offer: (text) => {
      offered.push(text);
      schedule();
    },
    flush,
    settleAll: () => {
      while (pending.count > 0) settleOldest();
    },
  };
};
