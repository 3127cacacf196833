import type { TraceProblem } from '../trace.ts';
import { type DraftNode, describeNode } from './draft-node.ts';
import { findSkew } from './find-skew.ts';

/** Seconds in words, to a tenth of a millisecond. */
const printMs = (seconds: number): string => `${Math.round(seconds * 1e4) / 10} ms`;

const describeSkew = (node: DraftNode, skew: number): string => {
  const distance = printMs(Math.abs(skew));
  const relation = skew < 0 ? 'before its caller started' : 'after its caller had the answer';
  const caller = node.parent === undefined ? '' : ` ${describeNode(node.parent)}`;
  return `${describeNode(node)} started ${distance} ${relation}${caller}: the clocks of their hosts differ`;
};

/** Reports what is wrong with one node in its place, and marks it skewed where it is. */
export const judgeNode = (node: DraftNode, problems: TraceProblem[]): void => {
  const { id, entity, end, parentId } = node;
  if (node.orphan) {
    const message = `${describeNode(node)} was called by ${parentId}, which never arrived`;
    problems.push({ kind: 'orphan', id, message });
  }
  if (end === undefined) {
    problems.push({ kind: 'in-progress', id, message: `${describeNode(node)} has not ended` });
  } else if (entity.end_time !== undefined && entity.end_time < entity.start_time) {
    const early = printMs(entity.start_time - entity.end_time);
    const message = `${describeNode(node)} ends ${early} before it starts; it counts as taking no time`;
    problems.push({ kind: 'end-before-start', id, message });
  }
  const skew = findSkew(node);
  if (skew !== 0) {
    node.skewed = true;
    problems.push({ kind: 'skew', id, message: describeSkew(node, skew) });
  }
};
