import type { TraceNode } from '../../xray/trace.ts';

/**
 * Seconds of a node that no child of it covers: its duration minus the union of its children's intervals, which are
 * clipped to it. Never negative. A child in progress covers all that follows its start. Undefined while the node
 * itself is in progress.
 */
export const findSelfTime = (node: TraceNode): number | undefined => {
  const { start, end, children } = node;
  if (end === undefined) return undefined;
  let covered = 0;
  let coveredUntil = start;
  // Children are in order of start: one pass is enough.
  for (const child of children) {
    const from = Math.max(child.start, coveredUntil);
    const to = Math.min(child.end ?? end, end);
    if (to > from) {
      covered += to - from;
      coveredUntil = to;
    }
  }
  return Math.max(0, end - start - covered);
};
