import type { Edge, HistogramEntry, Service } from '../api/graph.ts';
import { printStatistics } from '../statistics/call-tally.ts';
import {
  addToBucket,
  createHistogram,
  type Histogram,
  listBuckets,
} from '../statistics/histogram.ts';
import { printHistogram } from '../statistics/print-histogram.ts';
import { extentOfSeconds } from '../statistics/second-counts.ts';
import { addSpans, compareAliases, type EdgeSum, type NodeSum, type Sum } from './graph-sums.ts';
import { orderSums } from './order-sums.ts';

const isPresent = (sum: Sum): boolean => sum.traces > 0;

const printTimes = (histogram: Histogram): readonly HistogramEntry[] =>
  printHistogram(listBuckets(histogram));

const printExtent = (sum: Sum): { StartTime: number; EndTime: number } => {
  const { start, end } = extentOfSeconds(sum.seconds);
  return { StartTime: start, EndTime: end };
};

const printEdge = (edge: EdgeSum, target: number): Edge => {
  const aliases = edge.aliases.filter(({ count }) => count > 0).sort(compareAliases);
  return {
    ReferenceId: target,
    ...printExtent(edge),
    SummaryStatistics: printStatistics(edge.tally),
    ResponseTimeHistogram: printTimes(edge.times),
    Aliases: aliases.map(({ alias }) => alias),
    ...(edge.isLink ? { EdgeType: 'link', ReceivedEventAgeHistogram: printTimes(edge.ages) } : {}),
  };
};

const printDurations = ({ times, spans }: NodeSum): readonly HistogramEntry[] => {
  if (spans.size === 0) return printTimes(times);
  const durations = createHistogram();
  for (const [bucket, count] of listBuckets(times)) addToBucket(durations, bucket, count);
  addSpans(durations, spans);
  return printTimes(durations);
};

/** A client is known from its edge alone: nobody measured it. */
const printMeasures = (node: NodeSum): Partial<Service> =>
  node.type === 'client'
    ? {}
    : {
        SummaryStatistics: printStatistics(node.tally),
        DurationHistogram: printDurations(node),
        ResponseTimeHistogram: printTimes(node.times),
      };

const stateOf = ({ active, passive }: NodeSum): string => {
  if (active > 0) return 'active';
  return passive > 0 ? 'passive' : 'unknown';
};

const printService = (node: NodeSum, position: number, edges: readonly Edge[]): Service => ({
  ReferenceId: position,
  Name: node.name,
  Names: [node.name, ...[...node.otherNames.keys()].sort()],
  ...(node.entries > 0 ? { Root: true } : {}),
  ...(node.accountId === null ? {} : { AccountId: node.accountId }),
  ...(node.type === null ? {} : { Type: node.type }),
  State: stateOf(node),
  ...printExtent(node),
  Edges: edges,
  ...printMeasures(node),
});

/** The graph in the wire's shape: nodes by name, type and account, numbered in that order, edges under their caller. */
export const printServices = (
  nodes: readonly NodeSum[],
  edges: Iterable<EdgeSum>,
): readonly Service[] => {
  const ordered = orderSums(nodes, edges, isPresent);
  const edgesByNode: Edge[][] = ordered.nodes.map(() => []);
  for (const edge of ordered.edges) {
    const from = ordered.positions.get(edge.from) as number;
    edgesByNode[from]?.push(printEdge(edge, ordered.positions.get(edge.to) as number));
  }
  return ordered.nodes.map((node, position) =>
    printService(node, position, edgesByNode[position] ?? []),
  );
};
