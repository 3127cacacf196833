import { buildTrace } from '../../xray/build-trace.ts';
import type { SegmentDocument } from '../../xray/segment.ts';
import type { Trace } from '../../xray/trace.ts';
import type { Arrival, SentRequest } from './arrival.ts';

function missingServices(trace: Trace, expected: readonly string[]): readonly string[] {
  const seen = new Set(
    trace.nodes.filter((node) => node.kind === 'segment').map((node) => node.name),
  );
  return expected
    .filter((service) => !seen.has(service))
    .map((service) => `no segment of ${service}`);
}

function openOrBroken(trace: Trace): readonly string[] {
  const open = trace.nodes.filter((node) => node.end === undefined).length;
  const orphans = trace.nodes.filter((node) => node.orphan).length;
  return [
    ...(open > 0 ? [`${open} still in progress`] : []),
    ...(orphans > 0 ? [`${orphans} without their parent`] : []),
  ];
}

function statusDisagreement(trace: Trace, status: number | undefined): readonly string[] {
  const recorded = trace.root?.entity.http?.response?.status;
  if (status === undefined || recorded === status) return [];
  return [`the client saw ${status}, the trace says ${recorded ?? 'nothing'}`];
}

/** Holds a trace's documents against the request that caused them; no documents means it is missing. */
export function judgeArrival(request: SentRequest, documents: readonly SegmentDocument[]): Arrival {
  if (documents.length === 0) return { request, state: 'missing', reasons: ['no segment arrived'] };
  const trace = buildTrace(request.traceId, documents);
  const reasons = [
    ...(trace.root === undefined ? ['no root segment'] : []),
    ...missingServices(trace, request.services),
    ...openOrBroken(trace),
    ...statusDisagreement(trace, request.status),
  ];
  return { request, state: reasons.length === 0 ? 'whole' : 'partial', reasons };
}
