import type { Trace, TraceNode } from '../trace.ts';

/** Finds the node below `node` that recorded the exception of this id; undefined where none below did. */
export type ResolveReference = (node: TraceNode, exceptionId: string) => TraceNode | undefined;

/**
 * Prepares to look up exceptions by id. A trace lists every node directly before all that is below it, so each look-up
 * compares two positions, however deep the trace.
 */
export const resolveReferences = (trace: Trace): ResolveReference => {
  const { nodes } = trace;
  const owners = new Map<string, TraceNode>();
  const positions = new Map<TraceNode, number>();
  for (const [position, node] of nodes.entries()) {
    positions.set(node, position);
    const { cause } = node.entity;
    if (typeof cause !== 'object') continue;
    for (const { id } of cause.exceptions ?? []) {
      if (!owners.has(id)) owners.set(id, node);
    }
  }
  const positionOf = (node: TraceNode): number => positions.get(node) ?? -1;
  /** Position of the last node below each, its own where there is none. */
  const lastBelow = [...nodes.keys()];
  for (const node of nodes.toReversed()) {
    if (node.parent === undefined) continue;
    const parent = positionOf(node.parent);
    lastBelow[parent] = Math.max(lastBelow[parent] ?? 0, lastBelow[positionOf(node)] ?? 0);
  }
  return (node, exceptionId) => {
    const owner = owners.get(exceptionId);
    if (owner === undefined) return undefined;
    const position = positionOf(node);
    const isBelow = positionOf(owner) > position && positionOf(owner) <= (lastBelow[position] ?? 0);
    return isBelow ? owner : undefined;
  };
};
