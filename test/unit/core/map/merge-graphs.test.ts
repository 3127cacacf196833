import { describe, expect, it } from 'vitest';
import { mergeGraphs } from '../../../../src/core/map/merge-graphs.ts';
import type { Edge, Service } from '../../../../src/xray/api/graph.ts';

const statistics = (ok: number, fault: number, seconds: number) => ({
  OkCount: ok,
  ErrorStatistics: { ThrottleCount: 0, OtherCount: 0, TotalCount: 0 },
  FaultStatistics: { OtherCount: fault, TotalCount: fault },
  TotalCount: ok + fault,
  TotalResponseTime: seconds,
});

const edgeTo = (reference: number, members: Partial<Edge> = {}): Edge => ({
  ReferenceId: reference,
  SummaryStatistics: statistics(1, 0, 0.1),
  ResponseTimeHistogram: [{ Value: 0.1, Count: 1 }],
  Aliases: [],
  ...members,
});

const service = (reference: number, name: string, members: Partial<Service> = {}): Service => ({
  ReferenceId: reference,
  Name: name,
  Names: [name],
  Type: 'AWS::EKS::Container',
  State: 'active',
  StartTime: 10,
  EndTime: 20,
  SummaryStatistics: statistics(1, 0, 0.1),
  ResponseTimeHistogram: [{ Value: 0.1, Count: 1 }],
  DurationHistogram: [{ Value: 0.1, Count: 1 }],
  Edges: [],
  ...members,
});

/** The merged graph by names: what it holds, whatever the numbers are. */
const namedEdges = (services: readonly Service[]) => {
  const names = new Map(services.map((one) => [one.ReferenceId, one.Name]));
  return services.flatMap((one) =>
    (one.Edges ?? []).map((edge) => `${one.Name}>${names.get(edge.ReferenceId)}`),
  );
};

describe('mergeGraphs', () => {
  it('leaves the graph of one window as it came', () => {
    const only = [service(7, 'a', { Edges: [edgeTo(3)] }), service(3, 'b')];
    expect(mergeGraphs([only])).toBe(only);
  });

  it('joins nodes by name, type and account, whatever their numbers', () => {
    const merged = mergeGraphs([
      [service(0, 'a', { Edges: [edgeTo(1)] }), service(1, 'b')],
      [service(0, 'b'), service(1, 'a', { Edges: [edgeTo(0)] }), service(2, 'c')],
    ]);
    expect(merged.map(({ Name }) => Name)).toEqual(['a', 'b', 'c']);
    expect(namedEdges(merged)).toEqual(['a>b']);
    expect(new Set(merged.map(({ ReferenceId }) => ReferenceId)).size).toBe(3);
  });

  it('keeps apart what differs in type or account', () => {
    const merged = mergeGraphs([
      [service(0, 'a')],
      [service(0, 'a', { Type: 'client' }), service(1, 'a', { AccountId: '1' })],
    ]);
    expect(merged).toHaveLength(3);
  });

  it('adds counts, times and histograms exactly, of nodes and of edges', () => {
    const first = {
      SummaryStatistics: statistics(2, 1, 0.1),
      ResponseTimeHistogram: [
        { Value: 0.3, Count: 1 },
        { Value: 0.1, Count: 2 },
      ],
    };
    const second = {
      SummaryStatistics: statistics(5, 0, 0.2),
      ResponseTimeHistogram: [
        { Value: 0.2, Count: 4 },
        { Value: 0.1, Count: 1 },
      ],
    };
    const [a] = mergeGraphs([
      [service(0, 'a', { ...first, Edges: [edgeTo(1, first)] }), service(1, 'b')],
      [service(0, 'a', { ...second, Edges: [edgeTo(1, second)] }), service(1, 'b')],
    ]);
    const both = {
      SummaryStatistics: statistics(7, 1, 0.3),
      ResponseTimeHistogram: [
        { Value: 0.1, Count: 3 },
        { Value: 0.2, Count: 4 },
        { Value: 0.3, Count: 1 },
      ],
    };
    expect(a).toMatchObject(both);
    expect(a?.Edges).toHaveLength(1);
    expect(a?.Edges?.[0]).toMatchObject(both);
  });

  it('covers the time of both, is an entry when either was, and reported when either was', () => {
    const [a] = mergeGraphs([
      [service(0, 'a', { StartTime: 10, EndTime: 15, Root: false, State: 'unknown' })],
      [service(0, 'a', { StartTime: 5, EndTime: 12, Root: true, Names: ['a', 'alias'] })],
    ]);
    expect(a).toMatchObject({
      StartTime: 5,
      EndTime: 15,
      Root: true,
      State: 'active',
      Names: ['a', 'alias'],
    });
  });

  it('keeps members newer than our types, and leaves out what no window has', () => {
    const [client] = mergeGraphs([
      [{ ReferenceId: 0, Name: 'a', Type: 'client', Novelty: 1 } as Service],
      [{ ReferenceId: 5, Name: 'a', Type: 'client' }],
    ]);
    expect(client).toEqual({ ReferenceId: 0, Name: 'a', Type: 'client', Novelty: 1, Edges: [] });
  });

  it('keeps links and calls between the same nodes apart', () => {
    const [a] = mergeGraphs([
      [service(0, 'a', { Edges: [edgeTo(1)] }), service(1, 'b')],
      [service(0, 'a', { Edges: [edgeTo(1, { EdgeType: 'link' })] }), service(1, 'b')],
    ]);
    expect(a?.Edges?.map(({ EdgeType }) => EdgeType)).toEqual([undefined, 'link']);
  });

  it('keeps an edge to a node the answer does not hold, pointing at no other node', () => {
    const merged = mergeGraphs([[service(0, 'a', { Edges: [edgeTo(9)] })], [service(0, 'b')]]);
    const target = merged[0]?.Edges?.[0]?.ReferenceId;
    expect(merged.some(({ ReferenceId }) => ReferenceId === target)).toBe(false);
  });
});
