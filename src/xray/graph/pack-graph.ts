import { addToBucket, addToMap, type Histogram, listBuckets } from '../statistics/histogram.ts';
import { addToSecond, listSeconds } from '../statistics/second-counts.ts';
import {
  type GraphRollup,
  type PackedCounts,
  type PackedEdge,
  type PackedNode,
  type PackedSum,
  packCounts,
  unpackCounts,
} from './graph-rollup.ts';
import {
  addAlias,
  addToNames,
  compareAliases,
  type EdgeSum,
  type NodeSum,
  type Sum,
} from './graph-sums.ts';
import { orderSums } from './order-sums.ts';

const packMap = (counts: ReadonlyMap<number, number>): PackedCounts =>
  packCounts([...counts].sort((one, other) => one[0] - other[0]));

const packSum = ({ traces, seconds, tally, times }: Sum): PackedSum => ({
  n: traces,
  at: packCounts(listSeconds(seconds)),
  calls: [tally.ok, tally.error, tally.throttle, tally.fault, tally.micros],
  times: packCounts(listBuckets(times)),
});

const byText = (one: readonly [string, unknown], other: readonly [string, unknown]): number =>
  one[0] < other[0] ? -1 : 1;

const packNode = (node: NodeSum): PackedNode => ({
  id: [node.name, node.type, node.accountId],
  as: [node.entries, node.active, node.passive],
  ...packSum(node),
  ...(node.otherNames.size === 0 ? {} : { names: [...node.otherNames].sort(byText) }),
  ...(node.spans.size === 0 ? {} : { spans: packMap(node.spans) }),
});

const packEdge = (edge: EdgeSum, from: number, to: number): PackedEdge => {
  const ages = packCounts(listBuckets(edge.ages));
  const aliases = [...edge.aliases].sort(compareAliases);
  return {
    ends: [from, to],
    ...(edge.isLink ? { link: true } : {}),
    ...packSum(edge),
    ...(aliases.length === 0
      ? {}
      : { aliases: aliases.map(({ alias, count }) => [alias, count] as const) }),
    ...(ages.length === 0 ? {} : { ages }),
  };
};

/** Whether anything is left of a sum: what was taken away before it was added is kept until it is. */
const holdsAnything = (sum: Sum): boolean => sum.traces !== 0 || sum.seconds.size > 0;

/** Everything counted, in an order that does not depend on how it came together. */
export const packGraph = (nodes: readonly NodeSum[], edges: Iterable<EdgeSum>): GraphRollup => {
  const ordered = orderSums(nodes, edges, holdsAnything);
  const { positions } = ordered;
  return {
    v: 1,
    nodes: ordered.nodes.map(packNode),
    edges: ordered.edges.map((edge) =>
      packEdge(edge, positions.get(edge.from) as number, positions.get(edge.to) as number),
    ),
  };
};

const unpackHistogram = (histogram: Histogram, packed: PackedCounts): void =>
  unpackCounts(packed, (bucket, count) => addToBucket(histogram, bucket, count));

const unpackMap = (counts: Map<number, number>, packed: PackedCounts): void =>
  unpackCounts(packed, (key, count) => addToMap(counts, key, count));

const unpackSum = (sum: Sum, packed: PackedSum): void => {
  const [ok, error, throttle, fault, micros] = packed.calls;
  sum.traces += packed.n;
  sum.tally.ok += ok;
  sum.tally.error += error;
  sum.tally.throttle += throttle;
  sum.tally.fault += fault;
  sum.tally.micros += micros;
  unpackCounts(packed.at, (second, count) => addToSecond(sum.seconds, second, count));
  unpackHistogram(sum.times, packed.times);
};

/** Adds a packed node to a sum. */
export const unpackNode = (sum: NodeSum, packed: PackedNode): void => {
  const [entries, active, passive] = packed.as;
  unpackSum(sum, packed);
  sum.entries += entries;
  sum.active += active;
  sum.passive += passive;
  for (const [name, count] of packed.names ?? []) addToNames(sum.otherNames, name, count);
  unpackMap(sum.spans, packed.spans ?? []);
};

/** Adds a packed edge to a sum. */
export const unpackEdge = (sum: EdgeSum, packed: PackedEdge): void => {
  unpackSum(sum, packed);
  for (const [alias, count] of packed.aliases ?? []) addAlias(sum, alias, count);
  unpackHistogram(sum.ages, packed.ages ?? []);
};
