import type { TraceProblem } from '../trace.ts';
import { compareNodes } from './compare-nodes.ts';
import { type DraftNode, describeNode } from './draft-node.ts';

/** Marks the ancestors of a node, itself included; gives back a node of the loop they run into, if they do. */
const walkAncestors = (from: DraftNode): DraftNode | undefined => {
  let node: DraftNode | undefined = from;
  while (node !== undefined && node.mark === 'new') {
    node.mark = 'walking';
    node = node.parent;
  }
  return node?.mark === 'walking' ? node : undefined;
};

const settleAncestors = (from: DraftNode): void => {
  let node: DraftNode | undefined = from;
  while (node !== undefined && node.mark === 'walking') {
    node.mark = 'sound';
    node = node.parent;
  }
};

const collectLoop = (from: DraftNode): DraftNode[] => {
  const loop = [from];
  for (let node = from.parent; node !== undefined && node !== from; node = node.parent) {
    loop.push(node);
  }
  return loop;
};

/** The node to begin with: a segment rather than a subsegment, then the earliest, as a caller would be. */
const chooseTop = (loop: readonly DraftNode[]): DraftNode =>
  loop.reduce((best, node) => {
    if (node.kind !== best.kind) return node.kind === 'segment' ? node : best;
    return compareNodes(node, best) < 0 ? node : best;
  });

/** Cuts every circle of parents at one node, which becomes a root of its own. */
export const cutLoops = (index: ReadonlyMap<string, DraftNode>, problems: TraceProblem[]): void => {
  for (const node of index.values()) {
    const inLoop = walkAncestors(node);
    if (inLoop !== undefined) {
      const loop = collectLoop(inLoop);
      for (const member of loop) member.mark = 'sound';
      const top = chooseTop(loop);
      const message = `${describeNode(top)} is its own ancestor through ${top.parentId}; its parent is ignored`;
      problems.push({ kind: 'loop', id: top.id, message });
      top.parent = undefined;
    }
    settleAncestors(node);
  }
};
