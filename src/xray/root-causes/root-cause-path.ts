import type { ServiceId } from '../api/traces.ts';
import {
  type Account,
  calleeIdentity,
  printServiceId,
  segmentIdentity,
} from '../graph/node-identity.ts';
import type { Segment, Subsegment } from '../segment.ts';
import type { TraceNode } from '../trace.ts';

/** A service on the way to a root cause, with the entities passed in it. */
export interface CauseService<Entity> extends ServiceId {
  readonly EntityPath: Entity[];
  readonly Inferred: boolean;
}

/** Assigned, not spread: of objects with varying members the latter takes twenty times as long, for every trace. */
const withPath = <Entity>(
  id: ServiceId,
  EntityPath: Entity[],
  Inferred: boolean,
): CauseService<Entity> => Object.assign(id, { EntityPath, Inferred });

/** A service that reported a segment, with nothing passed in it yet. */
export const reportedService = <Entity>(segment: Segment, account: Account): CauseService<Entity> =>
  withPath(printServiceId(segmentIdentity(segment, account)), [], segment.inferred === true);

/** The service a call reached that did not report itself. */
export const inferredService = <Entity>(
  call: TraceNode,
  account: Account,
  entity: Entity,
): CauseService<Entity> => {
  const id = calleeIdentity(call.entity as Subsegment, call.inferred, account);
  return withPath(printServiceId(id), [entity], true);
};
