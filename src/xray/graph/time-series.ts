import type { TimeSeriesServiceStatistics } from '../api/graph.ts';
import type { EpochSeconds } from '../api/traces.ts';
import {
  type CallTally,
  createCallTally,
  printStatistics,
  tallyCall,
} from '../statistics/call-tally.ts';
import {
  addToHistogram,
  createHistogram,
  type Histogram,
  listBuckets,
} from '../statistics/histogram.ts';
import { printHistogram } from '../statistics/print-histogram.ts';
import type { Call, GraphEdge, GraphNode, TraceGraph } from '../trace-facts.ts';

type NodeTest = (node: GraphNode) => boolean;

/** Which calls a series is of: those a service took, those on an edge, or those that came in from clients. */
export type SeriesSelection =
  | { readonly kind: 'service'; readonly matches: NodeTest }
  | { readonly kind: 'edge'; readonly from: NodeTest; readonly to: NodeTest }
  | { readonly kind: 'entry' };

/** One trace's graph, and when the trace was received. */
export interface TimedGraph {
  readonly at: EpochSeconds;
  readonly graph: TraceGraph;
}

interface Bucket {
  readonly tally: CallTally;
  readonly times: Histogram;
  /** Whether anything selected took place; without it a bucket tells its time alone. */
  isHit: boolean;
}

const createBucket = (): Bucket => ({
  tally: createCallTally(),
  times: createHistogram(),
  isHit: false,
});

const addCalls = (bucket: Bucket, calls: readonly Call[]): void => {
  bucket.isHit = true;
  for (const call of calls) {
    if (call.duration === undefined) continue;
    tallyCall(bucket.tally, call, 1);
    addToHistogram(bucket.times, call.duration);
  }
};

const isSelectedEdge = (
  graph: TraceGraph,
  edge: GraphEdge,
  selection: SeriesSelection,
): boolean => {
  const from = graph.nodes[edge.from];
  const to = graph.nodes[edge.to];
  if (from === undefined || to === undefined) return false;
  if (selection.kind === 'edge') return selection.from(from) && selection.to(to);
  return selection.kind === 'entry' && from.type === 'client';
};

const addGraph = (bucket: Bucket, graph: TraceGraph, selection: SeriesSelection): void => {
  if (selection.kind !== 'service') {
    for (const edge of graph.edges) {
      if (isSelectedEdge(graph, edge, selection)) addCalls(bucket, edge.calls);
    }
    return;
  }
  for (const node of graph.nodes) {
    if (node.type !== 'client' && selection.matches(node)) addCalls(bucket, node.calls);
  }
};

const printBucket = (
  timestamp: EpochSeconds,
  { isHit, tally, times }: Bucket,
  kind: SeriesSelection['kind'],
): TimeSeriesServiceStatistics => {
  if (!isHit) return { Timestamp: timestamp };
  const statistics = printStatistics(tally);
  return {
    Timestamp: timestamp,
    ...(kind === 'service'
      ? { ServiceSummaryStatistics: statistics }
      : { EdgeSummaryStatistics: statistics }),
    ResponseTimeHistogram: printHistogram(listBuckets(times)),
  };
};

/**
 * The statistics of the selected calls by period, newest first, as GetTimeSeriesServiceStatistics answers: a period is
 * named by the instant it ends at, and one in which traces came but nothing selected took place has its time alone.
 * Periods without any trace are left out. Seen live: a trace received at 08:49:11 counts under 08:50:00 by minutes and
 * by five minutes alike, one received at 08:50:01 under 08:51:00 and 08:55:00; without a selector the calls of clients
 * are counted, as EdgeSummaryStatistics.
 *
 * @param traces those received in the time asked for
 */
export const timeSeries = (
  traces: Iterable<TimedGraph>,
  periodSeconds: 60 | 300,
  selection: SeriesSelection,
): readonly TimeSeriesServiceStatistics[] => {
  const buckets = new Map<EpochSeconds, Bucket>();
  for (const { at, graph } of traces) {
    const timestamp = (Math.floor(at / periodSeconds) + 1) * periodSeconds;
    let bucket = buckets.get(timestamp);
    if (bucket === undefined) {
      bucket = createBucket();
      buckets.set(timestamp, bucket);
    }
    addGraph(bucket, graph, selection);
  }
  return [...buckets]
    .sort(([one], [other]) => other - one)
    .map(([timestamp, bucket]) => printBucket(timestamp, bucket, selection.kind));
};
