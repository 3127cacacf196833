import type { TraceNode } from '../../../xray/trace.ts';
import type { Gap } from './trace-row.ts';

/**
 * The stretches of a node, at least `minSeconds` long, that none of its children covers: where instrumentation is
 * missing. A node without children is work of its own, not a gap; one in progress may still report.
 */
export const gapsOf = (node: TraceNode, minSeconds: number): readonly Gap[] => {
  if (node.end === undefined || node.children.length === 0) return [];
  const gaps: Gap[] = [];
  let covered = node.start;
  const leave = (until: number): void => {
    if (until - covered >= minSeconds) gaps.push({ kind: 'gap', start: covered, end: until });
  };
  for (const child of node.children) {
    leave(Math.min(child.start, node.end));
    covered = Math.max(covered, child.end ?? node.end);
  }
  leave(node.end);
  return gaps;
};
