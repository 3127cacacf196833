import type { TraceEntity } from '../segment.ts';
import type { Outcome } from '../trace-facts.ts';

/** The flags an outcome is read from. */
type Flags = Pick<TraceEntity, 'throttle' | 'fault' | 'error'>;

/**
 * How a segment or subsegment ended: the first of throttle, fault, error that its document sets, else ok. The document's
 * own flags are believed; an HTTP status without a flag says nothing, as in X-Ray itself.
 */
export const outcomeOf = (entity: Flags): Outcome => {
  if (entity.throttle === true) return 'throttle';
  if (entity.fault === true) return 'fault';
  return entity.error === true ? 'error' : 'ok';
};
