import type {
  BatchGetTracesInput,
  BatchGetTracesOutput,
  TraceWithSegments,
} from '../../xray/api/traces.ts';
import { buildTrace } from '../../xray/build-trace.ts';
import { isTraceId, lowercase } from '../../xray/ids.ts';
import { LIMITS } from '../../xray/limits.ts';
import { toMilliseconds } from '../../xray/statistics/seconds.ts';
import { readDocuments } from '../ingest/read-documents.ts';
import { invalidRequest } from '../invalid-request.ts';
import { assembleDocuments } from './assemble-documents.ts';
import type { QueryPorts } from './query-ports.ts';

const readTrace = ({ store, account }: QueryPorts, id: string): readonly TraceWithSegments[] => {
  const stored = readDocuments(store, id);
  if (stored === undefined) return [];
  const trace = buildTrace(id, stored.documents);
  return [
    {
      Id: id,
      Duration: toMilliseconds(trace.end - trace.start),
      LimitExceeded: stored.bytes > LIMITS.traceBytes,
      Segments: assembleDocuments(trace, account),
    },
  ];
};

/** Whole traces by id; an id that is not there is simply absent from the answer, as in X-Ray. */
export const batchGetTraces = (
  ports: QueryPorts,
  { TraceIds, NextToken }: BatchGetTracesInput,
): BatchGetTracesOutput => {
  if (NextToken !== undefined) throw invalidRequest('NextToken is currently not supported');
  if (TraceIds.length > LIMITS.tracesPerBatchGet) {
    throw invalidRequest(`Exceeding maximum query size: ${LIMITS.tracesPerBatchGet}`);
  }
  for (const id of TraceIds) {
    if (!isTraceId(id)) throw invalidRequest(`Invalid trace id ${id}: incorrect id format`);
  }
  const ids = TraceIds.map(lowercase);
  if (new Set(ids).size < ids.length) throw invalidRequest('Containing duplicate trace ids');
  return { Traces: ids.flatMap((id) => readTrace(ports, id)), UnprocessedTraceIds: [] };
};
