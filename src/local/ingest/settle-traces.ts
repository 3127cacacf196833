import { buildTrace } from '../../xray/build-trace.ts';
import type { Account } from '../../xray/graph/node-identity.ts';
import { deriveFacts } from '../../xray/summary/derive-facts.ts';
import type { TraceFacts } from '../../xray/trace-facts.ts';
import type { PlacedGraph } from '../graph/minute-graph.ts';
import type { MinuteRollups } from '../graph/minute-rollups.ts';
import type { ReportEvent } from '../local-event.ts';
import { parseTraceGraph, printTraceGraph } from '../store/pack-trace-graph.ts';
import type { Store } from '../store/store.ts';
import type { TraceRecord } from '../store/trace-table.ts';
import type { TraceBatch } from './accept-documents.ts';
import type { PendingTrace, PendingTraces } from './pending-traces.ts';
import { readDocuments, type StoredTrace } from './read-documents.ts';

export interface SettlerPorts {
  readonly store: Store;
  readonly pending: PendingTraces;
  readonly rollups: MinuteRollups;
  readonly account: Account;
  readonly report: ReportEvent;
}

/** One moment by both clocks. */
export interface Moment {
  /** Wall clock, epoch milliseconds. */
  readonly receivedMs: number;
  readonly monotonicMs: number;
}

/** Brings summaries and statistics up to date with documents. `nowMs` is the monotonic clock. */
export interface Settler {
  /** Settles these in a transaction of their own. */
  settle(traces: readonly PendingTrace[], nowMs: number): void;
  /** Settles these within the caller's transaction; they are still pending afterwards. */
  settleWithin(traces: readonly PendingTrace[], nowMs: number): void;
  /**
   * Stores a new trace that came whole in one call, documents and all, within the caller's transaction. False, and
   * nothing stored, when it is not new after all or could not be made sense of.
   */
  storeWhole(batch: TraceBatch, at: Moment): boolean;
}

interface Derived extends StoredTrace {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly facts: TraceFacts;
}

const knowledgeOf = (store: Store, trace: PendingTrace): StoredTrace | undefined => {
  const { arrived, firstReceivedMs, bytes } = trace;
  if (arrived === undefined) return readDocuments(store, trace.traceId);
  const { documents, revision, changedMs } = arrived;
  return { documents, revision, firstReceivedMs, lastReceivedMs: changedMs, bytes, idleRows: [] };
};

/**
 * What a trace comes to. One we cannot make sense of is a bug of ours: it is reported, its documents stay, and the
 * others go on.
 */
const deriveTrace = (
  { account, report }: SettlerPorts,
  id: string,
  known: StoredTrace,
): Derived | undefined => {
  try {
    const trace = buildTrace(id, known.documents);
    const facts = deriveFacts(trace, known.revision, account);
    return { ...known, id, start: trace.start, end: trace.end, facts };
  } catch (error) {
    report({ kind: 'upkeep-failed', error });
    return undefined;
  }
};

const recordOf = (derived: Derived): TraceRecord => {
  const { id, start, end, revision, bytes, firstReceivedMs, lastReceivedMs, facts } = derived;
  // The services are the nodes of the graph: kept once.
  const summary = JSON.stringify({ ...facts.summary, ServiceIds: undefined });
  const texts = { summary, graph: printTraceGraph(facts.graph) };
  return { id, firstReceivedMs, lastReceivedMs, start, end, revision, bytes, ...texts };
};

const placeOf = ({ id, start, facts: { graph } }: Derived): PlacedGraph => ({ id, start, graph });

const settleTrace = (ports: SettlerPorts, pending: PendingTrace, nowMs: number): void => {
  const { store, rollups } = ports;
  const id = pending.traceId;
  const known = knowledgeOf(store, pending);
  const derived = known === undefined ? undefined : deriveTrace(ports, id, known);
  if (derived === undefined) return;
  for (const seq of derived.idleRows) store.documents.deleteRow(seq);
  const former = pending.arrived === undefined ? store.traces.get(id) : undefined;
  store.traces.put(recordOf(derived));
  const formerPlace = former && { ...former, graph: parseTraceGraph(former.graph) };
  rollups.exchange(formerPlace, placeOf(derived), nowMs);
};

const storeWhole = (ports: SettlerPorts, batch: TraceBatch, at: Moment): boolean => {
  const known: StoredTrace = {
    documents: batch.documents,
    revision: 1,
    firstReceivedMs: at.receivedMs,
    lastReceivedMs: at.receivedMs,
    bytes: batch.bodyBytes,
    idleRows: [],
  };
  const derived = deriveTrace(ports, batch.traceId, known);
  if (derived === undefined) return false;
  const isNew = ports.store.traces.insert(recordOf(derived), batch.body);
  if (isNew) ports.rollups.exchange(undefined, placeOf(derived), at.monotonicMs);
  return isNew;
};

/** `settledSeq` moves with the traces: after a crash it tells which documents were not yet accounted for. */
export const createSettler = (ports: SettlerPorts): Settler => {
  const { store, pending, rollups } = ports;
  const settleWithin = (traces: readonly PendingTrace[], nowMs: number): void => {
    const settled = new Set(traces.map(({ traceId }) => traceId));
    for (const trace of traces) settleTrace(ports, trace, nowMs);
    const firstSeq = pending.firstSeq(settled);
    store.settledSeq.set(firstSeq === undefined ? store.documents.lastSeq() : firstSeq - 1);
  };
  return {
    storeWhole: (batch, at) => storeWhole(ports, batch, at),
    settleWithin,
    settle: (traces, nowMs) => {
      if (traces.length === 0) return;
      try {
        store.transaction(() => settleWithin(traces, nowMs));
      } catch (error) {
        rollups.reset();
        throw error;
      }
      for (const { traceId } of traces) pending.delete(traceId);
    },
  };
};
