import { createHash } from 'node:crypto';
import {
  type Account,
  calleeIdentity,
  hasChildSegment,
  isDownstreamCall,
} from '../../xray/graph/node-identity.ts';
import type { Segment, Subsegment } from '../../xray/segment.ts';
import type { TraceNode } from '../../xray/trace.ts';

/** Digits of a segment id. */
const ID_DIGITS = 16;

/** The same for the same call in every answer, today and after a restart. */
const makeInferredId = (traceId: string, callId: string): string =>
  createHash('sha256').update(`${traceId} ${callId}`).digest('hex').slice(0, ID_DIGITS);

/** Whether nothing stands yet for what this call reached: neither a segment of its own nor a synthesised one. */
const lacksCallee = (node: TraceNode): boolean =>
  node.kind === 'subsegment' &&
  isDownstreamCall(node.entity as Subsegment) &&
  node.inferred === undefined &&
  !hasChildSegment(node);

/**
 * The segment X-Ray synthesises for a call to what does not report itself: the call's own name, time and outcome, with
 * the callee's type as origin. Undefined for everything else.
 */
export const inferSegment = (
  traceId: string,
  node: TraceNode,
  account: Account,
): Segment | undefined => {
  if (!lacksCallee(node)) return undefined;
  const call = node.entity as Subsegment;
  const { type } = calleeIdentity(call, undefined, account);
  const { start_time, end_time, in_progress, error, throttle, fault, cause, http, aws } = call;
  const outcome = { error, throttle, fault, cause, http: http && withoutTraced(http), aws };
  const given = Object.entries(outcome).filter(([, value]) => value !== undefined);
  return {
    id: makeInferredId(traceId, call.id),
    trace_id: traceId,
    parent_id: call.id,
    inferred: true,
    name: call.name,
    ...(type === null || type === 'remote' ? {} : { origin: type }),
    start_time,
    ...(end_time === undefined ? {} : { end_time }),
    ...(in_progress === undefined ? {} : { in_progress }),
    ...Object.fromEntries(given),
  };
};

/** The http block as X-Ray gives it back: `traced` is an instruction to the service, not part of what happened. */
export const withoutTraced = (http: NonNullable<Subsegment['http']>): typeof http => {
  if (http.request?.traced === undefined) return http;
  const { traced: _, ...request } = http.request;
  return { ...http, request };
};
