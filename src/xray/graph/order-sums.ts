import type { EdgeSum, NodeSum } from './graph-sums.ts';

const compareText = (one: string, other: string): number =>
  one < other ? -1 : Number(one > other);

const compareNodes = (one: NodeSum, other: NodeSum): number =>
  compareText(one.name, other.name) ||
  compareText(one.type ?? '', other.type ?? '') ||
  compareText(one.accountId ?? '', other.accountId ?? '');

/** Nodes and edges in the one order that does not depend on how they came together, with each node's position. */
export interface OrderedSums {
  readonly nodes: readonly NodeSum[];
  readonly positions: ReadonlyMap<NodeSum, number>;
  readonly edges: readonly EdgeSum[];
}

/** Nodes by name, type and account; edges by the positions of their ends. Only those that `keep` asks for. */
export const orderSums = (
  nodes: readonly NodeSum[],
  edges: Iterable<EdgeSum>,
  keep: (sum: NodeSum | EdgeSum) => boolean,
): OrderedSums => {
  const ordered = nodes.filter(keep).sort(compareNodes);
  const positions = new Map(ordered.map((node, position) => [node, position]));
  const at = (node: NodeSum): number => positions.get(node) ?? -1;
  const kept = [...edges].filter(
    (edge) => keep(edge) && positions.has(edge.from) && positions.has(edge.to),
  );
  kept.sort(
    (one, other) =>
      at(one.from) - at(other.from) ||
      at(one.to) - at(other.to) ||
      Number(one.isLink) - Number(other.isLink),
  );
  return { nodes: ordered, positions, edges: kept };
};
