import type { TraceEntity } from '../segment.ts';
import { outcomeOf } from '../statistics/outcome-of.ts';
import { secondsBetween } from '../statistics/seconds.ts';
import type { Call, GraphEdge, GraphNode } from '../trace-facts.ts';
import type { NodeIdentity } from './node-identity.ts';

type Draft<Shape> = { -readonly [Member in keyof Shape]: Shape[Member] };

export interface DraftNode extends Draft<Omit<GraphNode, 'calls'>> {
  readonly calls: Call[];
}

export interface DraftEdge extends Draft<Omit<GraphEdge, 'calls' | 'aliases' | 'eventAges'>> {
  readonly calls: Call[];
  readonly aliases: GraphEdge['aliases'][number][];
  readonly eventAges: number[];
}

/** One trace's graph while it is being drawn. */
export interface GraphDraft {
  readonly nodes: DraftNode[];
  readonly edges: DraftEdge[];
  readonly nodeIndex: Map<string, number>;
  readonly edgeIndex: Map<number, DraftEdge>;
}

/** When something took place, epoch seconds; `end` is undefined while in progress. */
export interface Timing {
  readonly start: number;
  readonly end: number | undefined;
}

/** Edges are looked up by one number; a trace never comes near so many nodes (500 KB of documents). */
const MAX_NODES = 2 ** 24;

export const createGraphDraft = (): GraphDraft => ({
  nodes: [],
  edges: [],
  nodeIndex: new Map(),
  edgeIndex: new Map(),
});

/** A call of an entity that ran at `timing`; `spanEnd` is when the last of what it set off had ended. */
export const callOf = (entity: TraceEntity, timing: Timing, spanEnd?: number): Call => {
  const outcome = outcomeOf(entity);
  if (timing.end === undefined) return { outcome, duration: undefined };
  const duration = secondsBetween(timing.start, timing.end);
  if (spanEnd === undefined) return { outcome, duration };
  return { outcome, duration, span: secondsBetween(timing.start, spanEnd) };
};

const widen = (extent: { start: number; end: number }, timing: Timing): void => {
  if (timing.start < extent.start) extent.start = timing.start;
  const end = timing.end ?? timing.start;
  if (end > extent.end) extent.end = end;
};

/** Index of the node of that identity, drawn now if it was not there, its time widened to take this in. */
export const drawNode = (
  draft: GraphDraft,
  identity: NodeIdentity,
  state: GraphNode['state'],
  timing: Timing,
): number => {
  const key = `${identity.type ?? ''}\n${identity.accountId ?? ''}\n${identity.name}`;
  const known = draft.nodeIndex.get(key);
  if (known !== undefined) {
    const node = draft.nodes[known] as DraftNode;
    widen(node, timing);
    if (state === 'active') {
      node.state = 'active';
      node.inferred = false;
    }
    return known;
  }
  const index = draft.nodes.length;
  draft.nodeIndex.set(key, index);
  draft.nodes.push({
    name: identity.name,
    names: [identity.name],
    type: identity.type,
    accountId: identity.accountId,
    root: false,
    inferred: state !== 'active',
    state,
    start: timing.start,
    end: timing.end ?? timing.start,
    calls: [],
  });
  return index;
};

/** The edge between two nodes, drawn now if it was not there, with one more call on it. */
export const drawEdge = (
  draft: GraphDraft,
  ends: { readonly from: number; readonly to: number; readonly edgeType?: 'link' },
  call: Call,
  timing: Timing,
): DraftEdge => {
  const { from, to, edgeType } = ends;
  const key = (from * MAX_NODES + to) * 2 + (edgeType === undefined ? 0 : 1);
  const known = draft.edgeIndex.get(key);
  if (known !== undefined) {
    widen(known, timing);
    known.calls.push(call);
    return known;
  }
  const edge: DraftEdge = {
    from,
    to,
    aliases: [],
    edgeType,
    start: timing.start,
    end: timing.end ?? timing.start,
    calls: [call],
    eventAges: [],
  };
  draft.edgeIndex.set(key, edge);
  draft.edges.push(edge);
  return edge;
};

/** Notes the identity the caller knew its callee by, once. */
export const noteAlias = (edge: DraftEdge, { name, type }: NodeIdentity): void => {
  for (const alias of edge.aliases) {
    if (alias.Name === name && alias.Type === type) return;
  }
  edge.aliases.push({ Name: name, Names: [name], ...(type === null ? {} : { Type: type }) });
};
