import type { Clock } from '../ports/clock.ts';
import type { XRayApi } from '../ports/xray-api.ts';
import type { InputOf, OperationName, OutputOf } from '../xray/api/operations.ts';
import type { PutTraceSegmentsInput, PutTraceSegmentsOutput } from '../xray/api/traces.ts';
import { LIMITS } from '../xray/limits.ts';
import type { Control } from './control/create-control.ts';
import { createMinuteRollups } from './graph/minute-rollups.ts';
import { createIngest, type Ingest } from './ingest/create-ingest.ts';
import { createPendingTraces, type PendingTraces } from './ingest/pending-traces.ts';
import { createSettler } from './ingest/settle-traces.ts';
import { invalidRequest } from './invalid-request.ts';
import type { ReportEvent } from './local-event.ts';
import { batchGetTraces } from './queries/batch-get-traces.ts';
import { getServiceGraph } from './queries/get-service-graph.ts';
import { getTimeSeries } from './queries/get-time-series.ts';
import { getTraceGraph } from './queries/get-trace-graph.ts';
import { getTraceSummaries } from './queries/get-trace-summaries.ts';
import type { QueryPorts } from './queries/query-ports.ts';
import type { Store } from './store/store.ts';
import { createRetention, type RetentionLimits } from './upkeep/retention.ts';
import { startUpkeep } from './upkeep/start-upkeep.ts';
import { validateInput } from './validate-input.ts';

/** The account of everything here: as in other local stand-ins for AWS, one that nobody has. */
export const LOCAL_ACCOUNT_ID = '000000000000';

export interface LocalXRayPorts {
  readonly store: Store;
  readonly control: Control;
  readonly clock: Clock;
  readonly report: ReportEvent;
}

/** X-Ray on this machine: the whole API, a second way in for documents, and an end. */
export interface LocalXRay {
  readonly api: XRayApi;
  /** Takes a document nobody waits for an answer to: from UDP. What becomes of a bad one is told by an event. */
  readonly offerDocument: (text: string) => void;
  /** Stores what arrived, brings everything up to date and stops. The store is the caller's to close. */
  stop(): void;
}

const ACCOUNT = { accountId: LOCAL_ACCOUNT_ID };

const putTraceSegments = async (
  ingest: Ingest,
  { TraceSegmentDocuments: documents }: PutTraceSegmentsInput,
): Promise<PutTraceSegmentsOutput> => {
  if (documents.length === 0) {
    throw invalidRequest('Segments can not be empty');
  }
  if (documents.length > LIMITS.documentsPerPut) {
    throw invalidRequest(
      `At most ${LIMITS.documentsPerPut} segments can be put at once, not ${documents.length}`,
    );
  }
  return { UnprocessedTraceSegments: await ingest.put(documents) };
};

/** One operation as a method of the API: its input is checked whoever calls, and what it throws rejects. */
const method =
  <O extends OperationName>(
    name: O,
    answer: (input: InputOf<O>) => OutputOf<O> | Promise<OutputOf<O>>,
  ): ((input: InputOf<O>) => Promise<OutputOf<O>>) =>
  async (input) =>
    answer(validateInput(name, input));

/** Documents a killed process acknowledged and did not get round to summarise. */
const recover = (store: Store, pending: PendingTraces, ingest: Ingest): number => {
  const settledSeq = store.settledSeq.get();
  const ids = store.documents.tracesAfter(settledSeq);
  for (const id of ids) pending.addStored(id, settledSeq + 1);
  ingest.settleAll();
  return ids.length;
};

/** Puts a local X-Ray together over an open store; what a crash left undone is done before this returns. */
export const createLocalXRay = (ports: LocalXRayPorts, limits: RetentionLimits): LocalXRay => {
  const { store, control, clock, report } = ports;
  const pending = createPendingTraces();
  const rollups = createMinuteRollups(store);
  const settler = createSettler({ store, pending, rollups, account: ACCOUNT, report });
  const ingest = createIngest({ clock, store, pending, settler, rollups, report });
  const retention = createRetention({ store, pending, rollups, report }, limits);
  const recovered = recover(store, pending, ingest);
  if (recovered > 0) report({ kind: 'traces-recovered', traces: recovered });
  const stopUpkeep = startUpkeep({ clock, pending, settler, rollups, retention, report });
  const { settleAll } = ingest;
  const query: QueryPorts = { clock, store, rollups, groups: control, account: ACCOUNT, settleAll };
  return {
    api: {
      ...control,
      putTraceSegments: method('PutTraceSegments', (input) => putTraceSegments(ingest, input)),
      getTraceSummaries: method('GetTraceSummaries', (input) => getTraceSummaries(query, input)),
      batchGetTraces: method('BatchGetTraces', (input) => batchGetTraces(query, input)),
      getServiceGraph: method('GetServiceGraph', (input) => getServiceGraph(query, input)),
      getTraceGraph: method('GetTraceGraph', (input) => getTraceGraph(query, input)),
      getTimeSeriesServiceStatistics: method('GetTimeSeriesServiceStatistics', (input) =>
        getTimeSeries(query, input),
      ),
    },
    offerDocument: ingest.offer,
    stop: () => {
      stopUpkeep();
      ingest.flush();
      try {
        ingest.settleAll();
        rollups.storeQuiet(clock.monotonic(), 0);
      } catch (error) {
        // A full disk, say. Documents are stored, and what is left undone is done at the next start.
        report({ kind: 'upkeep-failed', error });
      }
    },
  };
};
