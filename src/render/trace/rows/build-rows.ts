import type { Trace, TraceNode } from '../../../xray/trace.ts';
import { apart, foldSiblings } from './fold-siblings.ts';
import { gapsOf } from './gaps.ts';
import type { Member, NodeContent, TraceRow } from './trace-row.ts';

/** A stretch nobody reports is drawn from this share of the trace on: less is a service's own work. */
const GAP_SHARE = 0.1;

interface GrowingRow extends TraceRow {
  readonly children: GrowingRow[];
}

const growingRow = (content: TraceRow['content'], parent: GrowingRow | undefined): GrowingRow => ({
  content,
  parent,
  depth: parent === undefined ? 0 : parent.depth + 1,
  children: [],
});

const startOf = (row: TraceRow): number => {
  if (row.content.kind === 'node') return row.content.first.node.start;
  return row.content.kind === 'gap' ? row.content.start : 0;
};

const missingParentOf = (node: TraceNode): string =>
  ('parent_id' in node.entity ? node.entity.parent_id : undefined) ?? 'unknown';

const orphansByParent = (trace: Trace): ReadonlyMap<string, readonly TraceNode[]> => {
  const groups = new Map<string, TraceNode[]>();
  for (const node of trace.roots.filter(({ orphan }) => orphan)) {
    const id = missingParentOf(node);
    groups.set(id, [...(groups.get(id) ?? []), node]);
  }
  return groups;
};

/**
 * The tree of a trace as rows: identical siblings folded (unless `expand`), the children of a fold pooled and folded
 * in turn, orphans under a row for the parent they miss, stretches without instrumentation as rows of their own.
 */
export const buildRows = (
  trace: Trace,
  members: ReadonlyMap<TraceNode, Member>,
  expand: boolean,
): readonly TraceRow[] => {
  const minGap = (trace.end - trace.start) * GAP_SHARE;
  const contentsOf = (nodes: readonly TraceNode[]): readonly NodeContent[] => {
    const found = nodes.flatMap((node) => members.get(node) ?? []);
    return expand ? apart(found) : foldSiblings(found);
  };
  const childrenOf = (row: GrowingRow): GrowingRow[] => {
    if (row.content.kind !== 'node') return [];
    const nodes = row.content.members.flatMap(({ node }) => node.children);
    const children = contentsOf(nodes).map((content) => growingRow(content, row));
    if (row.content.members.length > 1 || minGap <= 0) return children;
    const gaps = gapsOf(row.content.first.node, minGap).map((gap) => growingRow(gap, row));
    return gaps.length === 0
      ? children
      : [...children, ...gaps].sort((a, b) => startOf(a) - startOf(b));
  };

  const roots = contentsOf(trace.roots.filter((node) => !node.orphan)).map((content) =>
    growingRow(content, undefined),
  );
  for (const [id, nodes] of orphansByParent(trace)) {
    const missing = growingRow({ kind: 'missing-parent', id }, undefined);
    for (const content of contentsOf(nodes)) missing.children.push(growingRow(content, missing));
    roots.push(missing);
  }
  const open = roots.flatMap((row) => (row.content.kind === 'node' ? [row] : row.children));
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    const children = childrenOf(row);
    row.children.push(...children);
    for (const child of children) open.push(child);
  }
  return roots;
};
