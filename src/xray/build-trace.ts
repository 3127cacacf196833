import type { SegmentDocument } from './segment.ts';
import { cutLoops } from './trace/cut-loops.ts';
import { describeNode } from './trace/draft-node.ts';
import { foldTwins } from './trace/fold-twins.ts';
import { indexDocuments } from './trace/index-documents.ts';
import { joinParents } from './trace/join-parents.ts';
import { judgeNode } from './trace/judge-node.ts';
import { hangNodes, isTrueRoot, orderNodes } from './trace/order-nodes.ts';
import type { Trace, TraceNode, TraceProblem } from './trace.ts';

/** Earliest start and latest end of what has ended; both 0 for no nodes. */
const measureSpan = (nodes: readonly TraceNode[]): { start: number; end: number } => {
  if (nodes.length === 0) return { start: 0, end: 0 };
  let start = Infinity;
  let end = -Infinity;
  for (const node of nodes) {
    if (node.start < start) start = node.start;
    if (node.end !== undefined && node.end > end) end = node.end;
  }
  return { start, end: Math.max(start, end) };
};

/**
 * The documents of one trace, in order of arrival, as one tree: segments under the subsegment that called them,
 * subsegments sent alone under their parent, X-Ray's synthesised twins folded in. Of several documents with one id the
 * first complete one counts. What is wrong is reported and shown, never hidden: each id is in the tree exactly once.
 *
 * Expects documents as {@link parseDocument} gives them; does not change them. Takes a few microseconds a node and
 * never recurses, so that depth is no danger.
 */
export const buildTrace = (id: string, documents: readonly SegmentDocument[]): Trace => {
  const problems: TraceProblem[] = [];
  const index = indexDocuments(documents, problems);
  joinParents(index);
  cutLoops(index, problems);
  foldTwins(index);
  const roots = hangNodes(index);
  const first = roots[0];
  const root = first !== undefined && isTrueRoot(first) ? first : undefined;
  if (first !== undefined && root === undefined) {
    const message = `the segment that began the request never arrived; the trace begins with ${describeNode(first)}`;
    problems.push({ kind: 'missing-root', id: first.id, message });
  }
  const nodes = orderNodes(roots);
  for (const node of nodes) judgeNode(node, problems);
  return { id, roots, root, nodes, ...measureSpan(nodes), problems };
};
