import type { Segment } from '../segment.ts';
import type { DraftNode } from './draft-node.ts';

const asTwin = ({ kind, entity }: DraftNode): Segment | undefined =>
  kind === 'segment' && 'inferred' in entity && entity.inferred === true ? entity : undefined;

/** What hung under a twin moves to the subsegment; a subsegment of the twin goes on belonging to the twin. */
const liftFromTwin = (node: DraftNode, twin: DraftNode): void => {
  node.parent = twin.parent;
  if (node.kind === 'subsegment') node.segment = asTwin(twin);
};

/**
 * Folds each segment that X-Ray synthesised for a call into the subsegment of that call: the two are one thing. A
 * second twin of the same subsegment stays a node.
 */
export const foldTwins = (index: ReadonlyMap<string, DraftNode>): void => {
  let folded = 0;
  for (const node of index.values()) {
    const { parent } = node;
    if (parent?.kind !== 'subsegment' || parent.inferred !== undefined) continue;
    const twin = asTwin(node);
    if (twin === undefined) continue;
    parent.inferred = twin;
    node.mark = 'folded';
    folded += 1;
  }
  if (folded === 0) return;
  for (const node of index.values()) {
    if (node.parent?.mark === 'folded') liftFromTwin(node, node.parent);
  }
};
