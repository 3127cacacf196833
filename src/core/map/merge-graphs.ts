import { compact } from '../../std/compact.ts';
import type { Edge, Service } from '../../xray/api/graph.ts';
import { addHistograms, addStatistics } from './add-statistics.ts';

/** A node is its name, type and account; reference ids mean something within one answer only. */
const identityOf = (service: Service): string =>
  JSON.stringify([service.Name ?? null, service.Type ?? null, service.AccountId ?? null]);

const union = <Value>(
  one: readonly Value[] | null | undefined,
  other: readonly Value[] | null | undefined,
): readonly Value[] | undefined => {
  if (!one || !other) return one ?? other ?? undefined;
  const known = new Set(one.map((value) => JSON.stringify(value)));
  return [...one, ...other.filter((value) => !known.has(JSON.stringify(value)))];
};

const earliest = (one?: number | null, other?: number | null): number | undefined =>
  one == null || other == null ? (one ?? other ?? undefined) : Math.min(one, other);

const latest = (one?: number | null, other?: number | null): number | undefined =>
  one == null || other == null ? (one ?? other ?? undefined) : Math.max(one, other);

const mergeEdges = (one: Edge, other: Edge): Edge =>
  compact<Edge>({
    ...other,
    ...one,
    StartTime: earliest(one.StartTime, other.StartTime),
    EndTime: latest(one.EndTime, other.EndTime),
    SummaryStatistics: addStatistics(one.SummaryStatistics, other.SummaryStatistics),
    ResponseTimeHistogram: addHistograms(one.ResponseTimeHistogram, other.ResponseTimeHistogram),
    ReceivedEventAgeHistogram: addHistograms(
      one.ReceivedEventAgeHistogram,
      other.ReceivedEventAgeHistogram,
    ),
    Aliases: union(one.Aliases, other.Aliases),
  });

/** A node reported by itself in one window and known from callers in another is reported. */
const mergeStates = (one: string | undefined, other: string | undefined): string | undefined =>
  other === 'active' ? other : (one ?? other);

const mergeServices = (one: Service, other: Service): Service =>
  compact<Service>({
    ...other,
    ...one,
    Names: union(one.Names, other.Names),
    Root: one.Root === true || other.Root === true ? true : (one.Root ?? other.Root),
    State: mergeStates(one.State, other.State),
    StartTime: earliest(one.StartTime, other.StartTime),
    EndTime: latest(one.EndTime, other.EndTime),
    SummaryStatistics: addStatistics(one.SummaryStatistics, other.SummaryStatistics),
    DurationHistogram: addHistograms(one.DurationHistogram, other.DurationHistogram),
    ResponseTimeHistogram: addHistograms(one.ResponseTimeHistogram, other.ResponseTimeHistogram),
  });

/** Adds to what stands under a key, or stands there itself. */
const mergeInto = <Value>(
  map: Map<string, Value>,
  key: string,
  value: Value,
  merge: (before: Value, value: Value) => Value,
): void => {
  const before = map.get(key);
  map.set(key, before === undefined ? value : merge(before, value));
};

/** The reference ids of the merged graph, given out in the order nodes are first met. */
const createNumbering = (): ((key: string) => number) => {
  const numbers = new Map<string, number>();
  return (key) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
};

interface Merging {
  readonly nodes: Map<string, Service>;
  /** By the identity of the caller, then by callee and type. */
  readonly edges: Map<string, Map<string, Edge>>;
  readonly numberOf: (key: string) => number;
}

const addEdges = (merging: Merging, services: readonly Service[], answer: number): void => {
  const identities = new Map(services.map((one) => [one.ReferenceId, identityOf(one)]));
  for (const service of services) {
    const from = identityOf(service);
    const edges = merging.edges.get(from) ?? new Map<string, Edge>();
    merging.edges.set(from, edges);
    for (const edge of service.Edges ?? []) {
      // An edge to a node the answer does not hold is kept, and points at nothing still.
      const to = identities.get(edge.ReferenceId) ?? `unknown ${answer} ${edge.ReferenceId}`;
      const moved = { ...edge, ReferenceId: merging.numberOf(to) };
      mergeInto(edges, JSON.stringify([to, edge.EdgeType ?? null]), moved, mergeEdges);
    }
  }
};

/**
 * The service graphs of several windows as the graph of all: nodes of one identity and edges between the same nodes
 * joined, counts, times and histograms added exactly. A single answer comes out as it is.
 */
export const mergeGraphs = (answers: readonly (readonly Service[])[]): readonly Service[] => {
  const [only] = answers;
  if (answers.length === 1 && only !== undefined) return only;
  const merging: Merging = { nodes: new Map(), edges: new Map(), numberOf: createNumbering() };
  for (const service of answers.flat()) {
    merging.numberOf(identityOf(service));
    mergeInto(merging.nodes, identityOf(service), service, mergeServices);
  }
  for (const [answer, services] of answers.entries()) addEdges(merging, services, answer);
  return [...merging.nodes].map(([identity, service]) => ({
    ...service,
    ReferenceId: merging.numberOf(identity),
    Edges: [...(merging.edges.get(identity)?.values() ?? [])],
  }));
};
