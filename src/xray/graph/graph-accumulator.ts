import type { Service } from '../api/graph.ts';
import { extentOfSeconds } from '../statistics/second-counts.ts';
import type { TraceGraph } from '../trace-facts.ts';
import type { GraphRollup } from './graph-rollup.ts';
import {
  addEdge,
  addNode,
  createEdgeSum,
  createNodeSum,
  type EdgeSum,
  type NodeSum,
} from './graph-sums.ts';
import type { NodeIdentity } from './node-identity.ts';
import { packGraph, unpackEdge, unpackNode } from './pack-graph.ts';
import { printServices } from './print-services.ts';

/** The service graph of many traces. */
export interface GraphAccumulator {
  /** Adds one trace's graph; with -1 takes away what was added before, exactly, in any order. */
  add(graph: TraceGraph, sign?: 1 | -1): void;
  /** Adds all that another has counted. Order makes no difference. */
  merge(other: GraphAccumulator | GraphRollup): void;
  /** The graph as GetServiceGraph answers it. */
  toServices(): readonly Service[];
  /** Whole epoch seconds from the first start to the last end; undefined while there is nothing. */
  extent(): { readonly start: number; readonly end: number } | undefined;
  /** All of it as compact JSON, for {@link createGraphAccumulator} or {@link GraphAccumulator.merge}. */
  toJSON(): GraphRollup;
}

/** More than any graph has nodes: a service map ends at 10,000. */
const MAX_NODES = 2 ** 24;

interface Sums {
  readonly nodes: NodeSum[];
  /** Positions in `nodes`. */
  readonly byName: Map<string, number[]>;
  readonly edges: Map<number, EdgeSum>;
}

const findNode = (sums: Sums, { name, type, accountId }: NodeIdentity): number => {
  let candidates = sums.byName.get(name);
  if (candidates === undefined) {
    candidates = [];
    sums.byName.set(name, candidates);
  }
  for (const index of candidates) {
    const known = sums.nodes[index] as NodeSum;
    if (known.type === type && known.accountId === accountId) return index;
  }
  const index = sums.nodes.length;
  sums.nodes.push(createNodeSum({ name, type, accountId }));
  candidates.push(index);
  return index;
};

const findEdge = (sums: Sums, from: number, to: number, isLink: boolean): EdgeSum => {
  const key = (from * MAX_NODES + to) * 2 + (isLink ? 1 : 0);
  const known = sums.edges.get(key);
  if (known !== undefined) return known;
  const edge = createEdgeSum({
    from: sums.nodes[from] as NodeSum,
    to: sums.nodes[to] as NodeSum,
    isLink,
  });
  sums.edges.set(key, edge);
  return edge;
};

const addGraph = (sums: Sums, graph: TraceGraph, sign: 1 | -1): void => {
  const places: number[] = [];
  for (const node of graph.nodes) {
    const place = findNode(sums, node);
    places.push(place);
    addNode(sums.nodes[place] as NodeSum, node, sign);
  }
  for (const edge of graph.edges) {
    const from = places[edge.from] as number;
    const to = places[edge.to] as number;
    addEdge(findEdge(sums, from, to, edge.edgeType === 'link'), edge, sign);
  }
};

const addRollup = (sums: Sums, rollup: GraphRollup): void => {
  const places: number[] = [];
  for (const packed of rollup.nodes) {
    const [name, type, accountId] = packed.id;
    const place = findNode(sums, { name, type, accountId });
    places.push(place);
    unpackNode(sums.nodes[place] as NodeSum, packed);
  }
  for (const packed of rollup.edges) {
    const from = places[packed.ends[0]] as number;
    const to = places[packed.ends[1]] as number;
    unpackEdge(findEdge(sums, from, to, packed.link === true), packed);
  }
};

const measureExtent = (nodes: readonly NodeSum[]): ReturnType<GraphAccumulator['extent']> => {
  let start = Infinity;
  let end = -Infinity;
  for (const node of nodes) {
    if (node.traces < 1) continue;
    const extent = extentOfSeconds(node.seconds);
    start = Math.min(start, extent.start);
    end = Math.max(end, extent.end);
  }
  return start < end ? { start, end } : undefined;
};

/** A graph of no trace, or that of a rollup to go on from. */
export const createGraphAccumulator = (rollup?: GraphRollup): GraphAccumulator => {
  const sums: Sums = { nodes: [], byName: new Map(), edges: new Map() };
  if (rollup !== undefined) addRollup(sums, rollup);
  return {
    add: (graph, sign = 1) => addGraph(sums, graph, sign),
    merge: (other) => addRollup(sums, 'toJSON' in other ? other.toJSON() : other),
    toServices: () => printServices(sums.nodes, sums.edges.values()),
    extent: () => measureExtent(sums.nodes),
    toJSON: () => packGraph(sums.nodes, sums.edges.values()),
  };
};
