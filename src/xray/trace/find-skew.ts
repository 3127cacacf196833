import type { TraceNode } from '../trace.ts';

/**
 * How far two hosts' clocks may differ before it is worth a word, seconds: 1 ms of drift on each side, as hosts with a
 * good time source keep, rounding to whole milliseconds by either emitter, and as much again in reserve.
 */
const CLOCK_TOLERANCE_SECONDS = 0.005;

/** X-Ray's callers know the answer of a call over HTTP before they end it: then the callee had begun. */
const isAnsweredCall = ({ kind, entity }: TraceNode): boolean =>
  kind === 'subsegment' &&
  'namespace' in entity &&
  entity.namespace === 'remote' &&
  entity.http?.response?.status !== undefined;

/**
 * Seconds by which a segment lies outside its caller's time in a way that only clocks explain; 0 when it does not.
 *
 * A callee cannot begin before its caller: negative. It cannot begin after an answer to the call was received: positive.
 * Everything else happens with clocks in step: work that outlives the call that started it, a queue's consumer that begins
 * long after the message was sent. Subsegments share their segment's clock and are never judged; some of them
 * rightly begin early, such as the initialisation of a Lambda function.
 */
export const findSkew = (node: TraceNode): number => {
  const { kind, parent, start } = node;
  if (kind !== 'segment' || parent === undefined) return 0;
  const early = start - parent.start;
  if (early < -CLOCK_TOLERANCE_SECONDS) return early;
  if (parent.end === undefined || !isAnsweredCall(parent)) return 0;
  const late = start - parent.end;
  return late > CLOCK_TOLERANCE_SECONDS ? late : 0;
};
