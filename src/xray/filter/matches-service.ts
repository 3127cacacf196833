import type { GraphNode } from '../trace-facts.ts';
import type { EdgeSelector, NodeSelector } from './ast.ts';

/** The identity of a node, as selectors see it. */
export type NodeIdentity = Pick<GraphNode, 'name' | 'type' | 'accountId'>;

/** Whether a selector means this node: every member it gives is equal, case included. */
export const matchesService = (selector: NodeSelector, node: NodeIdentity): boolean =>
  (selector.name === undefined || selector.name === node.name) &&
  (selector.type === undefined || selector.type === node.type) &&
  (selector.accountId === undefined || selector.accountId === node.accountId);

/** Whether a selector means the edge between these nodes. */
export const matchesEdge = (
  selector: Pick<EdgeSelector, 'source' | 'destination'>,
  source: NodeIdentity,
  destination: NodeIdentity,
): boolean =>
  matchesService(selector.source, source) && matchesService(selector.destination, destination);
