import type { GraphReading, NodeReading } from '../../xray/graph/graph-reading.ts';
import { callsByCaller } from './calls-by-caller.ts';

/**
 * Nodes in the order a request meets them: clients, entries, what these call, and so on; what none of them leads to
 * comes last. Within a step the order of the graph.
 */
export const orderNodes = (
  graph: Pick<GraphReading, 'edges' | 'nodes'>,
): readonly NodeReading[] => {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const calls = callsByCaller(graph.edges);
  const starts = [
    ...graph.nodes.filter((node) => node.isClient),
    ...graph.nodes.filter((node) => !node.isClient && node.isEntry),
  ];
  const ordered = new Set<NodeReading>(starts);
  // A Set yields what is added while it is walked: that is the whole of a breadth-first search.
  for (const node of ordered) {
    for (const { to } of calls.get(node.id) ?? []) {
      const callee = nodes.get(to);
      if (callee !== undefined) ordered.add(callee);
    }
  }
  return [...new Set([...ordered, ...graph.nodes])];
};
