import { createHash } from 'node:crypto';
import {
  type Account,
  calleeIdentity,
  hasChildSegment,
  isDownstreamCall,
  QUEUE_TYPE,
} from '../../xray/graph/node-identity.ts';
import type { Segment, Subsegment } from '../../xray/segment.ts';
import type { TraceNode } from '../../xray/trace.ts';
import { reprintCall } from './reprint-call.ts';

/** Digits of a segment id. */
const ID_DIGITS = 16;

/** The same for the same call in every answer, today and after a restart. */
const makeInferredId = (traceId: string, what: string): string =>
  createHash('sha256').update(`${traceId} ${what}`).digest('hex').slice(0, ID_DIGITS);

/** Whether nothing stands yet for what this call reached: neither a segment of its own nor a synthesised one. */
const lacksCallee = (node: TraceNode): boolean =>
  node.kind === 'subsegment' &&
  isDownstreamCall(node.entity as Subsegment) &&
  node.inferred === undefined &&
  !hasChildSegment(node);

/** What a message is taken to wait in a queue nobody reported from: as long as it took to send it. [live] */
const queueTime = (
  traceId: string,
  { id, start_time, end_time }: Subsegment,
): readonly Subsegment[] =>
  end_time === undefined
    ? []
    : [{ id: makeInferredId(traceId, `${id} QueueTime`), name: 'QueueTime', start_time, end_time }];

/**
 * The segment X-Ray synthesises for a call to what does not report itself: the call's own name, time and outcome, with
 * the callee's type as origin. The exceptions stay with the call. [live] Undefined for everything else.
 */
export const inferSegment = (
  traceId: string,
  node: TraceNode,
  account: Account,
): Segment | undefined => {
  if (!lacksCallee(node)) return undefined;
  const call = node.entity as Subsegment;
  const { type } = calleeIdentity(call, undefined, account);
  const { start_time, end_time, in_progress, error, throttle, fault } = call;
  const { http, aws } = reprintCall(call);
  const outcome = { end_time, in_progress: in_progress || undefined, error, throttle, fault };
  const waits = type === QUEUE_TYPE ? queueTime(traceId, call) : [];
  const given = Object.entries({ ...outcome, http, aws }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    id: makeInferredId(traceId, call.id),
    trace_id: traceId,
    parent_id: call.id,
    inferred: true,
    name: call.name,
    ...(type === null || type === 'remote' ? {} : { origin: type }),
    start_time,
    ...Object.fromEntries(given),
    ...(waits.length === 0 ? {} : { subsegments: waits }),
  };
};
