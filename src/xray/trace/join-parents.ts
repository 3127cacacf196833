import type { DraftNode } from './draft-node.ts';

/** Gives every node the parent it names; one that names a stranger is an orphan. */
export const joinParents = (index: ReadonlyMap<string, DraftNode>): void => {
  for (const node of index.values()) {
    if (node.parentId === undefined) continue;
    node.parent = index.get(node.parentId);
    node.orphan = node.parent === undefined;
  }
};
