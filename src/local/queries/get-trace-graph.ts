import type { GetTraceGraphInput, GetTraceGraphOutput, Service } from '../../xray/api/graph.ts';
import { buildTrace } from '../../xray/build-trace.ts';
import { deriveGraph } from '../../xray/graph/derive-graph.ts';
import { createGraphAccumulator } from '../../xray/graph/graph-accumulator.ts';
import { isTraceId, lowercase } from '../../xray/ids.ts';
import { LIMITS } from '../../xray/limits.ts';
import { readDocuments } from '../ingest/read-documents.ts';
import { invalidRequest } from '../invalid-request.ts';
import type { QueryPorts } from './query-ports.ts';

/** The live service leaves a node's extent out here, as it has no window. */
const withoutExtent = ({ StartTime: _start, EndTime: _end, ...service }: Service): Service =>
  service;

/** The service graph of one trace. */
export const getTraceGraph = (
  { store, account }: QueryPorts,
  { TraceIds, NextToken }: GetTraceGraphInput,
): GetTraceGraphOutput => {
  if (NextToken !== undefined) throw invalidRequest('Invalid token: the answer has one page');
  const [given] = TraceIds;
  if (given === undefined) throw invalidRequest('Zero trace ids provided');
  if (!TraceIds.every(isTraceId)) throw invalidRequest('Invalid traceId. ErrorCode: InvalidId');
  if (TraceIds.length > LIMITS.tracesPerTraceGraph) {
    throw invalidRequest('Currently only one trace Id is supported');
  }
  const id = lowercase(given);
  const stored = readDocuments(store, id);
  if (stored === undefined) throw invalidRequest('Trace id not found');
  const accumulator = createGraphAccumulator();
  accumulator.add(deriveGraph(buildTrace(id, stored.documents), account));
  return { Services: accumulator.toServices().map(withoutExtent) };
};
