import type { ResponseTimeRootCause, ResponseTimeRootCauseEntity } from '../api/traces.ts';
import { type Account, hasChildSegment, isDownstreamCall } from '../graph/node-identity.ts';
import type { Segment } from '../segment.ts';
import { toMicroseconds, toMilliseconds } from '../statistics/seconds.ts';
import type { Trace, TraceNode } from '../trace.ts';
import { type CauseService, inferredService, reportedService } from './root-cause-path.ts';

/** A child is followed while it fills more than this share of the root's response time. [live] */
const DOMINANT_SHARE = 0.5;

type Service = CauseService<ResponseTimeRootCauseEntity>;

/** Microseconds; 0 while in progress. */
const lengthOf = ({ start, end }: TraceNode): number =>
  end === undefined || end < start ? 0 : toMicroseconds(end - start);

/**
 * The longest child its parent waited for, the earliest of several; one that took longer than its parent ran on without
 * being waited for, and did not hold up the response.
 */
const findLongest = (node: TraceNode): TraceNode | undefined => {
  const limit = lengthOf(node);
  let longest: TraceNode | undefined;
  let longestLength = 0;
  for (const child of node.children) {
    const length = lengthOf(child);
    if (length > longestLength && length <= limit) {
      longest = child;
      longestLength = length;
    }
  }
  return longest;
};

const isCallee = (node: TraceNode): boolean =>
  node.kind === 'subsegment' && isDownstreamCall(node.entity) && !hasChildSegment(node);

const entityOf = (node: TraceNode, responseTime: number): ResponseTimeRootCauseEntity => ({
  Name: node.name,
  Coverage: toMilliseconds(lengthOf(node) / responseTime),
  Remote: node.kind === 'subsegment' && isDownstreamCall(node.entity),
});

/** Puts a node at the end of the path: in the service before it, or in its own where it begins one. */
const append = (
  path: Service[],
  node: TraceNode,
  entity: ResponseTimeRootCauseEntity,
  account: Account,
): void => {
  if (node.kind === 'segment') path.push(reportedService(node.entity as Segment, account));
  path.at(-1)?.EntityPath.push(entity);
  if (isCallee(node)) path.push(inferredService(node, account, { ...entity, Remote: false }));
};

/**
 * What the root's response time was spent on: from the root down the longest child, as long as that fills more than half
 * of the response time. Nothing where no child does, or while the root is in progress.
 */
export const findResponseTimeRootCauses = (
  trace: Trace,
  account: Account,
): readonly ResponseTimeRootCause[] => {
  const { root } = trace;
  const responseTime = root === undefined ? 0 : lengthOf(root);
  if (root === undefined || responseTime === 0) return [];
  let next = findLongest(root);
  if (next === undefined || lengthOf(next) / responseTime <= DOMINANT_SHARE) return [];
  const path: Service[] = [];
  append(path, root, entityOf(root, responseTime), account);
  while (next !== undefined && lengthOf(next) / responseTime > DOMINANT_SHARE) {
    append(path, next, entityOf(next, responseTime), account);
    next = isCallee(next) ? undefined : findLongest(next);
  }
  return [{ Services: path, ClientImpacting: true }];
};
