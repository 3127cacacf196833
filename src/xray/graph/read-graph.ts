import type { Edge, HistogramEntry, Service, SummaryStatistics } from '../api/graph.ts';
import { percentileOf } from '../statistics/percentile-of.ts';
import { findCycles } from './find-cycles.ts';
import type {
  EdgeReading,
  GraphReading,
  NodeReading,
  OutcomeShares,
  Percentiles,
  Traffic,
} from './graph-reading.ts';

/** Saved answers may hold explicit nulls where the wire's shapes say absent. */
type Given<Value> = Value | null | undefined;

const readPercentiles = (histogram: Given<readonly HistogramEntry[]>): Percentiles | undefined => {
  const entries = histogram ?? [];
  const p50 = percentileOf(entries, 0.5);
  const p90 = percentileOf(entries, 0.9);
  const p99 = percentileOf(entries, 0.99);
  return p50 === undefined || p90 === undefined || p99 === undefined
    ? undefined
    : { p50, p90, p99 };
};

const readShares = (statistics: SummaryStatistics, calls: number): OutcomeShares => {
  const share = (count: Given<number>): number => (calls > 0 ? (count ?? 0) / calls : 0);
  return {
    ok: share(statistics.OkCount),
    error: share(statistics.ErrorStatistics?.OtherCount),
    throttle: share(statistics.ErrorStatistics?.ThrottleCount),
    fault: share(statistics.FaultStatistics?.TotalCount),
  };
};

const readTraffic = (
  statistics: Given<SummaryStatistics>,
  histogram: Given<readonly HistogramEntry[]>,
  windowSeconds: number,
): Traffic | undefined => {
  if (statistics === undefined || statistics === null) return undefined;
  const calls = statistics.TotalCount ?? 0;
  return {
    calls,
    callsPerSecond: windowSeconds > 0 ? calls / windowSeconds : undefined,
    shares: readShares(statistics, calls),
    averageSeconds: calls > 0 ? (statistics.TotalResponseTime ?? 0) / calls : undefined,
    percentiles: readPercentiles(histogram),
  };
};

const readNode = (service: Service, position: number, windowSeconds: number): NodeReading => ({
  id: service.ReferenceId ?? position,
  name: service.Name ?? service.Names?.[0] ?? '',
  type: service.Type ?? undefined,
  accountId: service.AccountId ?? undefined,
  isEntry: service.Root === true,
  isClient: service.Type === 'client',
  isReported: service.State === 'active',
  traffic:
    service.Type === 'client'
      ? undefined
      : readTraffic(service.SummaryStatistics, service.ResponseTimeHistogram, windowSeconds),
});

/**
 * What of a call was spent between caller and callee. Known only where every call the callee reports came over this one
 * edge: it has no other caller (a client counts as one), and as many calls as the edge. Otherwise the callee's mean is
 * of other calls too. A callee that did not report itself was timed by its caller alone, a message's edge by its taker.
 */
const measureNetwork = (
  traffic: Traffic | undefined,
  callee: NodeReading | undefined,
  callers: number,
): Pick<EdgeReading, 'networkSeconds' | 'networkShare'> => {
  const unknown = { networkSeconds: undefined, networkShare: undefined };
  if (callee?.isReported !== true || callers !== 1) return unknown;
  const outside = traffic?.averageSeconds;
  const inside = callee.traffic?.averageSeconds;
  if (outside === undefined || inside === undefined) return unknown;
  if (traffic?.calls !== callee.traffic?.calls) return unknown;
  const networkSeconds = Math.max(0, outside - inside);
  return { networkSeconds, networkShare: outside > 0 ? networkSeconds / outside : 0 };
};

const averageOf = (histogram: Given<readonly HistogramEntry[]>): number | undefined => {
  let count = 0;
  let sum = 0;
  for (const entry of histogram ?? []) {
    count += entry.Count;
    sum += entry.Count * entry.Value;
  }
  return count > 0 ? sum / count : undefined;
};

interface Context {
  readonly windowSeconds: number;
  readonly nodes: ReadonlyMap<number, NodeReading>;
  /** How many nodes call each node. */
  readonly callers: ReadonlyMap<number, number>;
}

const readEdge = (edge: Edge, caller: NodeReading, context: Context): EdgeReading | undefined => {
  const callee = context.nodes.get(edge.ReferenceId ?? -1);
  if (callee === undefined) return undefined;
  const traffic = readTraffic(
    edge.SummaryStatistics,
    edge.ResponseTimeHistogram,
    context.windowSeconds,
  );
  const isLink = edge.EdgeType === 'link';
  const isMeasured = !isLink && !caller.isClient;
  return {
    from: caller.id,
    to: callee.id,
    aliases: [...new Set((edge.Aliases ?? []).flatMap(({ Name }) => Name ?? []))],
    isLink,
    traffic,
    averageWaitSeconds: averageOf(edge.ReceivedEventAgeHistogram),
    ...measureNetwork(
      isMeasured ? traffic : undefined,
      callee,
      context.callers.get(callee.id) ?? 0,
    ),
  };
};

const countCallers = (services: readonly Service[]): ReadonlyMap<number, number> => {
  const callers = new Map<number, number>();
  for (const service of services) {
    for (const { ReferenceId = -1 } of service.Edges ?? []) {
      callers.set(ReferenceId, (callers.get(ReferenceId) ?? 0) + 1);
    }
  }
  return callers;
};

const findSlowest = (
  edges: readonly EdgeReading[],
  nodes: ReadonlyMap<number, NodeReading>,
): EdgeReading | undefined => {
  let slowest: EdgeReading | undefined;
  for (const edge of edges) {
    if (edge.isLink || nodes.get(edge.from)?.isClient === true) continue;
    const average = edge.traffic?.averageSeconds ?? -1;
    if (average > (slowest?.traffic?.averageSeconds ?? -1)) slowest = edge;
  }
  return slowest;
};

/** Circles by name, nodes taken in the order of their names so that each list begins with the first in the alphabet. */
const nameCycles = (
  nodes: readonly NodeReading[],
  edges: readonly EdgeReading[],
): readonly (readonly string[])[] => {
  const byName = [...nodes].sort((one, other) => (one.name < other.name ? -1 : 1));
  const rank = new Map(byName.map(({ id }, position) => [id, position]));
  const successors = new Map<number, number[]>(byName.map((_, position) => [position, []]));
  for (const { from, to } of edges) {
    successors.get(rank.get(from) ?? -1)?.push(rank.get(to) ?? -1);
  }
  return findCycles(successors).map((cycle) =>
    cycle.map((position) => byName[position]?.name ?? ''),
  );
};

/**
 * Reads a service graph, ours or AWS's, for people: rates over the window, shares of outcomes, percentiles, what the
 * network takes, circular dependencies and the slowest hop.
 *
 * @param windowSeconds length of the time the graph is of; 0 where it has none, as for a single trace
 */
export const readGraph = (services: readonly Service[], windowSeconds: number): GraphReading => {
  const nodes = services.map((service, position) => readNode(service, position, windowSeconds));
  const nodesById = new Map(nodes.map((node) => [node.id, node]));
  const context = { windowSeconds, nodes: nodesById, callers: countCallers(services) };
  const edges = services.flatMap((service, position) =>
    (service.Edges ?? []).flatMap(
      (edge) => readEdge(edge, nodes[position] as NodeReading, context) ?? [],
    ),
  );
  const given = services.reduce((count, { Edges }) => count + (Edges ?? []).length, 0);
  return {
    nodes,
    edges,
    danglingEdges: given - edges.length,
    cycles: nameCycles(nodes, edges),
    slowestHop: findSlowest(edges, nodesById),
  };
};
