import type { Trace, TraceNode } from '../../xray/trace.ts';

/** The time a node and all below it are known to take, epoch seconds. */
export interface Extent {
  readonly start: number;
  /** Undefined when nothing of it has ended. */
  readonly end: number | undefined;
}

const laterOf = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/**
 * Extents of every node. A node's end counts with all that outlives it. An early start counts within one segment
 * alone (a function's initialisation comes before the function): a segment that is called has another clock, and may
 * be early for no better reason.
 */
export const findExtents = (trace: Trace): ReadonlyMap<TraceNode, Extent> => {
  const extents = new Map<TraceNode, Extent>();
  // Parents come before children in `nodes`, so that backwards every node comes after all below it.
  for (const node of trace.nodes.toReversed()) {
    let { start, end } = node;
    for (const child of node.children) {
      const extent = extents.get(child);
      if (extent === undefined) continue;
      if (child.kind === 'subsegment' && extent.start < start) start = extent.start;
      end = laterOf(end, extent.end);
    }
    extents.set(node, { start, end });
  }
  return extents;
};
