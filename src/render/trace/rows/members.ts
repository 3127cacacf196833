import type { TraceAnalysis } from '../../../core/traces/trace-analysis.ts';
import type { Trace, TraceNode } from '../../../xray/trace.ts';
import type { Member } from './trace-row.ts';

const nodesOnPath = (trace: Trace, analysis: TraceAnalysis): ReadonlySet<TraceNode> => {
  const onPath = new Set<TraceNode>();
  for (let at = trace.nodes.length - 1; at >= 0; at -= 1) {
    const node = trace.nodes[at];
    if (node === undefined) continue;
    if (analysis.nodes[at]?.onCriticalPath === true) onPath.add(node);
    if (onPath.has(node) && node.parent !== undefined) onPath.add(node.parent);
  }
  return onPath;
};

/** Every node of the trace with its facts; trace and analysis have them in the same order, parents before children. */
export const membersOf = (
  trace: Trace,
  analysis: TraceAnalysis,
): ReadonlyMap<TraceNode, Member> => {
  const onPath = nodesOnPath(trace, analysis);
  const members = new Map<TraceNode, Member>();
  for (const [index, node] of trace.nodes.entries()) {
    const facts = analysis.nodes[index];
    if (facts !== undefined) members.set(node, { node, facts, onPath: onPath.has(node) });
  }
  return members;
};
