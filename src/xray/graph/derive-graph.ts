import type { Segment, Subsegment } from '../segment.ts';
import { secondsBetween } from '../statistics/seconds.ts';
import type { Trace, TraceNode } from '../trace.ts';
import type { Call, TraceGraph } from '../trace-facts.ts';
import { findLateEnds } from './find-late-ends.ts';
import {
  callOf,
  createGraphDraft,
  type DraftNode,
  drawEdge,
  drawNode,
  type GraphDraft,
  noteAlias,
} from './graph-draft.ts';
import {
  type Account,
  calleeIdentity,
  hasChildSegment,
  isDownstreamCall,
  type NodeIdentity,
  QUEUE_TYPE,
  segmentIdentity,
} from './node-identity.ts';

interface Drawing {
  readonly draft: GraphDraft;
  readonly account: Account;
  /** Index of the graph node of each trace node that stands for one: segments, and calls to queues. */
  readonly drawn: Map<TraceNode, number>;
  /** Index of the graph node of each segment. */
  readonly reported: Map<Segment, number>;
  readonly lateEnds: ReadonlyMap<TraceNode, number> | undefined;
}

const passiveState = (identity: NodeIdentity): 'passive' | 'unknown' =>
  identity.type === 'remote' ? 'passive' : 'unknown';

/** The entry of a trace: a client of the same name calls it, known from this one edge only. */
const drawClient = (drawing: Drawing, node: TraceNode, index: number, call: Call): void => {
  const { draft } = drawing;
  const entry = draft.nodes[index] as DraftNode;
  entry.root = true;
  const client = { name: entry.name, type: 'client', accountId: null };
  const from = drawNode(draft, client, 'unknown', node);
  drawEdge(draft, { from, to: index }, call, node);
};

/** A message waits between the end of the call that sent it and the start of the segment that took it up. */
const drawLink = (drawing: Drawing, queue: number, sender: TraceNode, taker: TraceNode): void => {
  const ends = { from: queue, to: drawing.drawn.get(taker) as number, edgeType: 'link' as const };
  const edge = drawEdge(drawing.draft, ends, callOf(taker.entity, taker), taker);
  edge.eventAges.push(secondsBetween(sender.end ?? sender.start, taker.start));
};

/** The graph node of the segment a trace node is part of; undefined where that segment never arrived. */
const findCaller = (drawing: Drawing, node: TraceNode): number | undefined =>
  node.segment === undefined ? undefined : drawing.reported.get(node.segment);

/** The edge of a segment whose caller is known. Its time and outcome are the caller's, where the caller noted them. */
const drawIncoming = (drawing: Drawing, node: TraceNode, index: number, call: Call): void => {
  const { draft, account } = drawing;
  const parent = node.parent as TraceNode;
  const direct = drawing.drawn.get(parent);
  if (direct !== undefined && (draft.nodes[direct] as DraftNode).type === QUEUE_TYPE) {
    drawLink(drawing, direct, parent, node);
    return;
  }
  const from = direct ?? findCaller(drawing, parent);
  if (from === undefined) return;
  const caller = parent.entity as Subsegment;
  if (parent.kind === 'segment' || !isDownstreamCall(caller)) {
    drawEdge(draft, { from, to: index }, call, node);
    return;
  }
  const edge = drawEdge(draft, { from, to: index }, callOf(caller, parent), parent);
  const known = calleeIdentity(caller, parent.inferred, account);
  const callee = draft.nodes[index] as DraftNode;
  if (known.name !== callee.name || known.type !== callee.type) noteAlias(edge, known);
};

const drawSegment = (drawing: Drawing, node: TraceNode): void => {
  const { draft, account, drawn, reported } = drawing;
  const segment = node.entity as Segment;
  const identity = segmentIdentity(segment, account);
  const state = segment.inferred === true ? passiveState(identity) : 'active';
  const index = drawNode(draft, identity, state, node);
  const call = callOf(segment, node);
  const lateEnd = drawing.lateEnds?.get(node);
  const ownCall = lateEnd === undefined ? call : callOf(segment, node, lateEnd);
  (draft.nodes[index] as DraftNode).calls.push(ownCall);
  drawn.set(node, index);
  reported.set(segment, index);
  if (node.parent !== undefined) drawIncoming(drawing, node, index, call);
  else if (segment.parent_id === undefined) drawClient(drawing, node, index, call);
};

/** A call to what did not report itself: node and edge both come from the caller. A queue stays between its two ends. */
const drawCallee = (drawing: Drawing, node: TraceNode): void => {
  const { draft, account, drawn } = drawing;
  const call = node.entity as Subsegment;
  if (!isDownstreamCall(call)) return;
  const identity = calleeIdentity(call, node.inferred, account);
  const isQueue = identity.type === QUEUE_TYPE;
  if (!isQueue && hasChildSegment(node)) return;
  const index = drawNode(draft, identity, passiveState(identity), node);
  const twin = node.inferred;
  const timing =
    twin === undefined ? node : { start: twin.start_time, end: twin.end_time ?? node.end };
  (draft.nodes[index] as DraftNode).calls.push(callOf(twin ?? call, timing));
  if (isQueue) drawn.set(node, index);
  const from = findCaller(drawing, node);
  if (from !== undefined) drawEdge(draft, { from, to: index }, callOf(call, node), node);
};

/**
 * What one trace adds to the service graph. A segment is a node (name, origin, account) with its own time and outcome;
 * a call to another service is an edge with the caller's. A callee without a segment of its own becomes a node known
 * from its caller alone; local work becomes none. A segment that hangs under a call to a queue hangs on the queue's node
 * by a `link` edge, with the time its message waited. Where the caller never arrived there is no edge.
 */
export const deriveGraph = (trace: Trace, account: Account): TraceGraph => {
  const drawing: Drawing = {
    draft: createGraphDraft(),
    account,
    drawn: new Map(),
    reported: new Map(),
    lateEnds: findLateEnds(trace.nodes),
  };
  for (const node of trace.nodes) {
    if (node.kind === 'segment') drawSegment(drawing, node);
    else drawCallee(drawing, node);
  }
  const { nodes, edges } = drawing.draft;
  return { nodes, edges };
};
