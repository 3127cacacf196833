import type { Trace } from '../../xray/trace.ts';
import type { ReadTrace } from '../traces/read-trace.ts';
import type { Arrival, SentRequest } from './arrival.ts';

const missingServices = (trace: Trace, expected: readonly string[]): readonly string[] => {
  const seen = new Set(
    trace.nodes.filter((node) => node.kind === 'segment').map((node) => node.name),
  );
  return expected
    .filter((service) => !seen.has(service))
    .map((service) => `no segment of ${service}`);
};

const openOrBroken = (trace: Trace): readonly string[] => {
  const open = trace.nodes.filter((node) => node.end === undefined).length;
  const orphans = trace.nodes.filter((node) => node.orphan).length;
  return [
    ...(open > 0 ? [`${open} still in progress`] : []),
    ...(orphans > 0 ? [`${orphans} without their parent`] : []),
  ];
};

const statusDisagreement = (trace: Trace, status: number | undefined): readonly string[] => {
  const recorded = trace.root?.entity.http?.response?.status;
  if (status === undefined || recorded === status) return [];
  return [`the client saw ${status}, the trace says ${recorded ?? 'nothing'}`];
};

/** Holds a trace against the request that caused it; no trace means it is missing. */
export const judgeArrival = (request: SentRequest, read: ReadTrace | undefined): Arrival => {
  if (read === undefined || read.trace.nodes.length === 0) {
    return { request, state: 'missing', reasons: ['no segment arrived'] };
  }
  const { trace, unreadable } = read;
  const reasons = [
    ...(trace.root === undefined ? ['no root segment'] : []),
    ...missingServices(trace, request.services),
    ...openOrBroken(trace),
    ...statusDisagreement(trace, request.status),
    ...unreadable.map(({ id, why }) => `document ${id} cannot be read: ${why}`),
  ];
  return { request, state: reasons.length === 0 ? 'whole' : 'partial', reasons };
};
