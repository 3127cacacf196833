import type {
  FailureRootCause,
  FailureRootCauseEntity,
  RootCauseException,
} from '../api/traces.ts';
import { type Account, hasChildSegment, isDownstreamCall } from '../graph/node-identity.ts';
import type { Segment, TraceEntity } from '../segment.ts';
import type { Trace, TraceNode } from '../trace.ts';
import { findFailures } from './find-failures.ts';
import { type CauseService, inferredService, reportedService } from './root-cause-path.ts';

type Service = CauseService<FailureRootCauseEntity>;

/** Exceptions an entity recorded itself; what it refers to by id belongs to another. */
const exceptionsOf = (entity: TraceEntity): readonly RootCauseException[] => {
  const { cause } = entity;
  if (cause === undefined || typeof cause === 'string') return [];
  return (cause.exceptions ?? []).map(({ type, message }) => ({
    ...(type === undefined ? {} : { Name: type }),
    ...(message === undefined ? {} : { Message: message }),
  }));
};

const isCall = (node: TraceNode): boolean =>
  node.kind === 'subsegment' && isDownstreamCall(node.entity);

/** A callee that did not report itself recorded no exceptions either: those are its caller's. */
const silentEntity = (name: string): FailureRootCauseEntity => ({
  Name: name,
  Exceptions: [],
  Remote: false,
});

const appendNode = (path: Service[], node: TraceNode, account: Account): void => {
  if (node.kind === 'segment') path.push(reportedService(node.entity as Segment, account));
  path.at(-1)?.EntityPath.push({
    Name: node.name,
    Exceptions: exceptionsOf(node.entity),
    Remote: isCall(node),
  });
};

/** The services a failure went through. One that begins at a silent callee's call is that callee's alone. */
const printWay = (way: readonly TraceNode[], account: Account): readonly Service[] => {
  const path: Service[] = [];
  if (way[0]?.kind === 'segment') for (const node of way) appendNode(path, node, account);
  const last = way.at(-1);
  if (last !== undefined && isCall(last) && !hasChildSegment(last)) {
    path.push(inferredService(last, account, silentEntity(last.name)));
  }
  return path;
};

/**
 * The fault (or error) root causes of a trace: for every service that failed while its caller did not, one path down to
 * the deepest recorded exception or failed callee. Only what is flagged is followed. A service that failed without an
 * exception and without a failed callee has no cause to name. `ClientImpacting` says that the path begins at the root.
 *
 * What the service does where several children failed alike is not documented; here the earliest of them is followed.
 */
export const findFailureRootCauses = (
  trace: Trace,
  kind: 'fault' | 'error',
  account: Account,
): readonly FailureRootCause[] =>
  findFailures(trace, kind).map((way) => ({
    Services: printWay(way, account),
    ClientImpacting: way[0] === trace.root,
  }));
