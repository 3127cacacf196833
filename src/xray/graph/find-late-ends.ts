import type { TraceNode } from '../trace.ts';

/**
 * When the last of everything below a node had ended, for the nodes that did not wait for it: asynchronous work. Nodes
 * that outlived all their work are not in it, so for most traces it is undefined.
 *
 * @param nodes parents before children, as in a trace
 */
export const findLateEnds = (
  nodes: readonly TraceNode[],
): ReadonlyMap<TraceNode, number> | undefined => {
  let late: Map<TraceNode, number> | undefined;
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const node = nodes[at] as TraceNode;
    const { parent } = node;
    if (parent?.end === undefined || node.end === undefined) continue;
    const end = late?.get(node) ?? node.end;
    if (end <= (late?.get(parent) ?? parent.end)) continue;
    late ??= new Map();
    late.set(parent, end);
  }
  return late;
};
