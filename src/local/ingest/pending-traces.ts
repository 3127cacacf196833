import type { SegmentDocument } from '../../xray/segment.ts';
import type { TraceBatch } from './accept-documents.ts';
import { isRoot } from './is-root.ts';
import { createNewsFilter, type NewsFilter } from './news-filter.ts';

/** A trace whose documents are stored and whose summary is not up to date. */
export interface PendingTrace {
  readonly traceId: string;
  /** Of its first document that waits. */
  readonly firstSeq: number;
  /** Receipt of that document, epoch milliseconds. */
  readonly firstReceivedMs: number;
  /** Bytes of all its documents, those settled before included. */
  readonly bytes: number;
  /**
   * What arrived of it, when that is all there is of it and none of it must be read back; undefined for a trace that
   * was there before.
   */
  readonly arrived: Arrived | undefined;
  /** Its root has come and nothing is in progress: it is worth a summary at once. More may come all the same. */
  readonly isWhole: boolean;
}

export interface Arrived {
  readonly documents: readonly SegmentDocument[];
  /** Calls that changed the trace. */
  readonly revision: number;
  /** Receipt of the last call that changed it. */
  readonly changedMs: number;
}

/** One call's documents of one trace, stored under `seq`. */
export interface StoredBatch extends TraceBatch {
  readonly seq: number;
  /** Wall clock, epoch milliseconds. */
  readonly receivedMs: number;
  /** The same moment by the monotonic clock. */
  readonly monotonicMs: number;
  /** Size of the trace before; undefined if it is new. */
  readonly storedBytes: number | undefined;
}

/** Traces that wait to be settled, in the order in which they began to wait. */
export interface PendingTraces {
  /** Notes what has been committed. */
  add(batch: StoredBatch): void;
  get(traceId: string): PendingTrace | undefined;
  /** Notes a trace whose documents must be read back: one found after a crash, with none before `seq` to settle. */
  addStored(traceId: string, seq: number): void;
  delete(traceId: string): void;
  /** What is held of these may not be stored, or not as it is held: they are to be read back. */
  distrust(traceIds: Iterable<string>): void;
  /** Those among these that are whole. */
  whole(traceIds: Iterable<string>): readonly PendingTrace[];
  /** Those that had nothing new for `quietMs`, or wait for `longestMs`; at most `limit`. */
  due(when: DueTime, limit: number): readonly PendingTrace[];
  /** The `limit` that wait longest. */
  oldest(limit: number): readonly PendingTrace[];
  readonly count: number;
  /** Bytes of the documents that are held here. */
  readonly heldBytes: number;
  /** Least `seq` that waits, these traces set aside; undefined when nothing does. */
  firstSeq(without: ReadonlySet<string>): number | undefined;
}

/** By the monotonic clock. */
export interface DueTime {
  readonly nowMs: number;
  readonly quietMs: number;
  readonly longestMs: number;
}

interface Draft {
  readonly traceId: string;
  readonly firstSeq: number;
  readonly firstReceivedMs: number;
  /** By the monotonic clock. */
  readonly firstMs: number;
  lastMs: number;
  bytes: number;
  heldBytes: number;
  news: NewsFilter | undefined;
  arrived: { documents: SegmentDocument[]; revision: number; changedMs: number } | undefined;
  hasRoot: boolean;
  /** Ids of what is in progress. */
  readonly open: Set<string>;
  isWhole: boolean;
}

const startDraft = (batch: StoredBatch): Draft => {
  const isNew = batch.storedBytes === undefined;
  return {
    traceId: batch.traceId,
    firstSeq: batch.seq,
    firstReceivedMs: batch.receivedMs,
    firstMs: batch.monotonicMs,
    lastMs: batch.monotonicMs,
    bytes: batch.storedBytes ?? 0,
    heldBytes: 0,
    news: isNew ? createNewsFilter() : undefined,
    arrived: isNew ? { documents: [], revision: 0, changedMs: batch.receivedMs } : undefined,
    hasRoot: false,
    open: new Set(),
    isWhole: false,
  };
};

const noteProgress = (draft: Draft, document: SegmentDocument): void => {
  if (document.in_progress === true) draft.open.add(document.id);
  else draft.open.delete(document.id);
  if (isRoot(document)) draft.hasRoot = true;
};

const holdDocuments = (draft: Draft, batch: StoredBatch): void => {
  if (draft.arrived === undefined || draft.news === undefined) return;
  draft.heldBytes += batch.bodyBytes;
  const news = draft.news.select(batch.documents);
  if (news.length === 0) return;
  for (const document of news) {
    draft.arrived.documents.push(document);
    noteProgress(draft, document);
  }
  draft.isWhole = draft.hasRoot && draft.open.size === 0;
  draft.arrived.revision += 1;
  draft.arrived.changedMs = batch.receivedMs;
};

const isDue = (draft: Draft, { nowMs, quietMs, longestMs }: DueTime): boolean =>
  nowMs - draft.lastMs >= quietMs || nowMs - draft.firstMs >= longestMs;

const takeFirst = <Value>(
  values: Iterable<Value>,
  limit: number,
  wanted: (value: Value) => boolean,
): readonly Value[] => {
  const taken: Value[] = [];
  for (const value of values) {
    if (taken.length >= limit) break;
    if (wanted(value)) taken.push(value);
  }
  return taken;
};

export const createPendingTraces = (): PendingTraces => {
  const drafts = new Map<string, Draft>();
  let heldBytes = 0;
  return {
    add: (batch) => {
      const draft = drafts.get(batch.traceId) ?? startDraft(batch);
      drafts.set(batch.traceId, draft);
      const before = draft.heldBytes;
      holdDocuments(draft, batch);
      heldBytes += draft.heldBytes - before;
      draft.lastMs = batch.monotonicMs;
      draft.bytes += batch.bodyBytes;
    },
    get: (traceId) => drafts.get(traceId),
    addStored: (traceId, seq) => {
      drafts.set(traceId, {
        traceId,
        firstSeq: seq,
        firstReceivedMs: 0,
        firstMs: 0,
        lastMs: 0,
        bytes: 0,
        heldBytes: 0,
        news: undefined,
        arrived: undefined,
        hasRoot: false,
        open: new Set(),
        isWhole: false,
      });
    },
    delete: (traceId) => {
      heldBytes -= drafts.get(traceId)?.heldBytes ?? 0;
      drafts.delete(traceId);
    },
    distrust: (traceIds) => {
      for (const traceId of traceIds) {
        const draft = drafts.get(traceId);
        if (draft === undefined) continue;
        heldBytes -= draft.heldBytes;
        // Nor are its bytes known any more: those of the call that failed are not on disk. They are counted anew when it
        // is settled; until then the bound on a trace is loose, which is better than refusing what there is room for.
        const unknown = { bytes: 0, heldBytes: 0, arrived: undefined, news: undefined };
        Object.assign(draft, { ...unknown, isWhole: false });
      }
    },
    whole: (traceIds) =>
      [...traceIds].flatMap((traceId) => {
        const draft = drafts.get(traceId);
        return draft?.isWhole === true ? [draft] : [];
      }),
    due: (when, limit) => takeFirst(drafts.values(), limit, (draft) => isDue(draft, when)),
    oldest: (limit) => takeFirst(drafts.values(), limit, () => true),
    get count() {
      return drafts.size;
    },
    get heldBytes() {
      return heldBytes;
    },
    firstSeq: (without) =>
      takeFirst(drafts.values(), 1, ({ traceId }) => !without.has(traceId))[0]?.firstSeq,
  };
};
