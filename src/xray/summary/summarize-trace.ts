import type { HttpSummary, TraceSummary } from '../api/traces.ts';
import { type Account, printServiceId, segmentIdentity } from '../graph/node-identity.ts';
import { findFailureRootCauses } from '../root-causes/failure-root-causes.ts';
import { findResponseTimeRootCauses } from '../root-causes/response-time-root-causes.ts';
import type { Segment, TraceEntity } from '../segment.ts';
import { outcomeOf } from '../statistics/outcome-of.ts';
import { toMilliseconds } from '../statistics/seconds.ts';
import type { Trace } from '../trace.ts';
import type { TraceGraph } from '../trace-facts.ts';
import { collectAnnotations } from './collect-annotations.ts';

/** What a summary says of all parts of a trace together. */
interface Overview {
  isOpen: boolean;
  hasOrphan: boolean;
  hasError: boolean;
  hasFault: boolean;
  readonly users: Set<string>;
  readonly arns: Set<string>;
  readonly instances: Set<string>;
  readonly zones: Set<string>;
}

const noteText = (texts: Set<string>, text: unknown): void => {
  if (typeof text === 'string' && text !== '') texts.add(text);
};

const noteSegment = (overview: Overview, segment: Segment): void => {
  noteText(overview.users, segment.user);
  noteText(overview.arns, segment.resource_arn);
  const ec2 = segment.aws?.['ec2'];
  if (typeof ec2 !== 'object' || ec2 === null) return;
  const instance = ec2 as Readonly<Record<string, unknown>>;
  noteText(overview.instances, instance['instance_id']);
  noteText(overview.zones, instance['availability_zone']);
};

const overlook = (trace: Trace): Overview => {
  const overview: Overview = {
    isOpen: false,
    hasOrphan: false,
    hasError: false,
    hasFault: false,
    users: new Set(),
    arns: new Set(),
    instances: new Set(),
    zones: new Set(),
  };
  for (const node of trace.nodes) {
    const { entity } = node;
    if (node.end === undefined) overview.isOpen = true;
    if (node.orphan) overview.hasOrphan = true;
    if (entity.fault === true) overview.hasFault = true;
    if (entity.error === true || entity.throttle === true) overview.hasError = true;
    if (node.kind === 'segment') noteSegment(overview, entity as Segment);
  }
  return overview;
};

const printHttp = (root: TraceEntity | undefined): HttpSummary => {
  const request = root?.http?.request;
  const status = root?.http?.response?.status;
  return {
    ...(request?.url === undefined ? {} : { HttpURL: request.url }),
    ...(status === undefined ? {} : { HttpStatus: status }),
    ...(request?.method === undefined ? {} : { HttpMethod: request.method }),
    ...(request?.user_agent === undefined ? {} : { UserAgent: request.user_agent }),
    ...(request?.client_ip === undefined ? {} : { ClientIp: request.client_ip }),
  };
};

/** Times, absent as long as they are not known: the trace's while anything is open, the root's while it is. */
const printTimes = (
  trace: Trace,
  isOpen: boolean,
): Pick<TraceSummary, 'Duration' | 'ResponseTime'> => {
  const { root, start, end } = trace;
  return {
    ...(isOpen || trace.nodes.length === 0 ? {} : { Duration: toMilliseconds(end - start) }),
    ...(root?.end === undefined ? {} : { ResponseTime: toMilliseconds(root.end - root.start) }),
  };
};

const listOf = <Entry>(texts: Set<string>, print: (text: string) => Entry): readonly Entry[] =>
  texts.size === 0 ? [] : Array.from(texts, print);

/**
 * The summary of a trace as GetTraceSummaries lists it (`MatchedEventTime` excepted, which depends on the query).
 * HasFault, HasError and HasThrottle tell the outcome of the root segment alone, one of them at most; a trace whose
 * root never arrived has none. It is partial while anything is in progress or a caller is missing: AWS documents the
 * former and does the latter.
 *
 * @param graph of the same trace: its nodes are the summary's ServiceIds
 */
export const summarizeTrace = (
  trace: Trace,
  revision: number,
  account: Account,
  graph: TraceGraph,
): TraceSummary => {
  const overview = overlook(trace);
  const root = trace.root?.entity as Segment | undefined;
  const outcome = root === undefined ? 'ok' : outcomeOf(root);
  return {
    Id: trace.id,
    ...(trace.nodes.length === 0 ? {} : { StartTime: trace.start }),
    ...printTimes(trace, overview.isOpen),
    HasFault: outcome === 'fault',
    HasError: outcome === 'error',
    HasThrottle: outcome === 'throttle',
    IsPartial: overview.isOpen || overview.hasOrphan,
    Http: printHttp(root),
    Annotations: collectAnnotations(trace),
    Users: listOf(overview.users, (UserName) => ({ UserName })),
    ServiceIds: graph.nodes.map(printServiceId),
    ResourceARNs: listOf(overview.arns, (ARN) => ({ ARN })),
    InstanceIds: listOf(overview.instances, (Id) => ({ Id })),
    AvailabilityZones: listOf(overview.zones, (Name) => ({ Name })),
    ...(root === undefined ? {} : { EntryPoint: printServiceId(segmentIdentity(root, account)) }),
    FaultRootCauses: overview.hasFault ? findFailureRootCauses(trace, 'fault', account) : [],
    ErrorRootCauses: overview.hasError ? findFailureRootCauses(trace, 'error', account) : [],
    ResponseTimeRootCauses: findResponseTimeRootCauses(trace, account),
    Revision: revision,
  };
};
