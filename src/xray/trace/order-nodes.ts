import { compareNodes } from './compare-nodes.ts';
import type { DraftNode } from './draft-node.ts';

/** True roots first, then what was cut out of a loop, then orphans. */
const rankRoot = (node: DraftNode): number => {
  if (node.orphan) return 2;
  return node.kind === 'segment' && node.parentId === undefined ? 0 : 1;
};

const compareRoots = (a: DraftNode, b: DraftNode): number =>
  rankRoot(a) - rankRoot(b) || compareNodes(a, b);

/** Whether a root of the tree is the beginning of the request: a segment that nobody called. */
export const isTrueRoot = (node: DraftNode): boolean => rankRoot(node) === 0;

/** Hangs every node under its parent; gives back those without one, in order. */
export const hangNodes = (index: ReadonlyMap<string, DraftNode>): DraftNode[] => {
  const roots: DraftNode[] = [];
  for (const node of index.values()) {
    if (node.mark === 'folded') continue;
    const siblings = node.parent === undefined ? roots : node.parent.children;
    siblings.push(node);
  }
  return roots.sort(compareRoots);
};

const settlePlace = (node: DraftNode): void => {
  const { parent } = node;
  if (parent !== undefined) node.depth = parent.depth + 1;
  if (node.kind === 'segment') node.segment = node.entity as NonNullable<DraftNode['segment']>;
  else node.segment ??= parent?.segment;
  node.service = node.segment?.name ?? node.name;
};

/** All nodes, parents before children, siblings in order; settles depth and segment on the way. Never recurses. */
export const orderNodes = (roots: readonly DraftNode[]): DraftNode[] => {
  const ordered: DraftNode[] = [];
  const pending = roots.toReversed();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    settlePlace(node);
    ordered.push(node);
    const { children } = node;
    if (children.length > 1) children.sort(compareNodes);
    for (let at = children.length - 1; at >= 0; at -= 1) {
      const child = children[at];
      if (child !== undefined) pending.push(child);
    }
  }
  return ordered;
};
