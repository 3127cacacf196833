import { buildTrace } from '../../xray/build-trace.ts';
import type { Account } from '../../xray/graph/node-identity.ts';
import { deriveFacts } from '../../xray/summary/derive-facts.ts';
import type { TraceFacts } from '../../xray/trace-facts.ts';
import type { MinuteRollups } from '../graph/minute-rollups.ts';
import type { ReportEvent } from '../local-event.ts';
import { parseTraceGraph, printTraceGraph } from '../store/pack-trace-graph.ts';
import type { Store } from '../store/store.ts';
import type { PendingTrace, PendingTraces } from './pending-traces.ts';
import { readDocuments, type StoredTrace } from './read-documents.ts';

export interface SettlerPorts {
  readonly store: Store;
  readonly pending: PendingTraces;
  readonly rollups: MinuteRollups;
  readonly account: Account;
  readonly report: ReportEvent;
}

/** Brings summaries and statistics up to date with documents. `nowMs` is the monotonic clock. */
export interface Settler {
  /** Settles these in a transaction of their own. */
  settle(traces: readonly PendingTrace[], nowMs: number): void;
  /** Settles these within the caller's transaction; they are still pending afterwards. */
  settleWithin(traces: readonly PendingTrace[], nowMs: number): void;
}

interface Derived extends StoredTrace {
  readonly start: number;
  readonly end: number;
  readonly facts: TraceFacts;
}

const knowledgeOf = (store: Store, trace: PendingTrace): StoredTrace | undefined => {
  const { arrived, firstReceivedMs, bytes } = trace;
  if (arrived === undefined) return readDocuments(store.documents, trace.traceId);
  const { documents, revision, changedMs } = arrived;
  return { documents, revision, firstReceivedMs, lastReceivedMs: changedMs, bytes, idleRows: [] };
};

/**
 * What a trace comes to; undefined when it has been deleted meanwhile. A trace we cannot make sense of is a bug of ours:
 * it is reported, its documents stay, and the others go on.
 */
const deriveTrace = (ports: SettlerPorts, pending: PendingTrace): Derived | undefined => {
  const known = knowledgeOf(ports.store, pending);
  if (known === undefined) return undefined;
  try {
    const trace = buildTrace(pending.traceId, known.documents);
    const facts = deriveFacts(trace, known.revision, ports.account);
    return { ...known, start: trace.start, end: trace.end, facts };
  } catch (error) {
    ports.report({ kind: 'upkeep-failed', error });
    return undefined;
  }
};

const settleTrace = (ports: SettlerPorts, pending: PendingTrace, nowMs: number): void => {
  const { store, rollups } = ports;
  const id = pending.traceId;
  const derived = deriveTrace(ports, pending);
  if (derived === undefined) return;
  const { start, end, revision, firstReceivedMs, lastReceivedMs, idleRows } = derived;
  const { summary, graph } = derived.facts;
  for (const seq of idleRows) store.documents.deleteRow(seq);
  const former = pending.arrived === undefined ? store.traces.get(id) : undefined;
  const formerPlace =
    former === undefined ? undefined : { ...former, graph: parseTraceGraph(former.graph) };
  rollups.exchange(formerPlace, { start, graph }, nowMs);
  store.traces.put({
    id,
    firstReceivedMs,
    lastReceivedMs,
    start,
    end,
    revision,
    bytes: derived.bytes,
    summary: JSON.stringify(summary),
    graph: printTraceGraph(graph),
  });
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
