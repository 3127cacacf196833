import type { EdgeReading } from '../../xray/graph/graph-reading.ts';

/** The calls of each node, by its id, in the order of the graph. */
export const callsByCaller = (
  edges: readonly EdgeReading[],
): ReadonlyMap<number, readonly EdgeReading[]> => {
  const calls = new Map<number, EdgeReading[]>();
  for (const edge of edges) {
    const known = calls.get(edge.from);
    if (known === undefined) calls.set(edge.from, [edge]);
    else known.push(edge);
  }
  return calls;
};
