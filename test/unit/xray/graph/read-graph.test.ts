import { describe, expect, it } from 'vitest';
import type { Edge, Service, SummaryStatistics } from '../../../../src/xray/api/graph.ts';
import { readGraph } from '../../../../src/xray/graph/read-graph.ts';
import { readFixture } from '../../../support/read-fixture.ts';

const calls = (count: number, seconds: number): SummaryStatistics => ({
  OkCount: count,
  TotalCount: count,
  TotalResponseTime: seconds,
});

const service = (id: number, name: string, members: Partial<Service> = {}): Service => ({
  ReferenceId: id,
  Name: name,
  State: 'active',
  Edges: [],
  ...members,
});

const edge = (to: number, count: number, seconds: number, members: Partial<Edge> = {}): Edge => ({
  ReferenceId: to,
  SummaryStatistics: calls(count, seconds),
  ...members,
});

describe('readGraph', () => {
  it("reads the Developer Guide's graph", () => {
    const { Services } = JSON.parse(readFixture('developer-guide-answers/get-service-graph.json'));
    const { nodes, edges, cycles, slowestHop, danglingEdges } = readGraph(Services, 22);
    expect(
      nodes.map(({ id, isClient, isEntry, isReported }) => [id, isClient, isEntry, isReported]),
    ).toEqual([
      [0, true, false, false],
      [1, false, false, false],
      [2, false, true, true],
      [3, false, false, false],
    ]);
    expect(nodes[0]?.traffic).toBeUndefined();
    expect(nodes[2]).toMatchObject({
      name: 'xray-sample.elasticbeanstalk.com',
      type: 'AWS::EC2::Instance',
      traffic: {
        calls: 4,
        callsPerSecond: 4 / 22,
        shares: { ok: 0.75, error: 0.25, throttle: 0, fault: 0 },
        percentiles: { p50: 0.015, p90: 0.157, p99: 0.157 },
      },
    });
    expect(nodes[2]?.traffic?.averageSeconds).toBeCloseTo(0.273 / 4);
    expect(edges.map(({ from, to, networkSeconds }) => [from, to, networkSeconds])).toEqual([
      [0, 2, undefined],
      [2, 1, undefined],
      [2, 3, undefined],
    ]);
    expect(cycles).toEqual([]);
    expect(slowestHop).toBe(edges[2]);
    expect(danglingEdges).toBe(0);
  });

  it('has no rate without a window, and no percentiles without a histogram', () => {
    const { nodes } = readGraph([service(0, 'a', { SummaryStatistics: calls(4, 2) })], 0);
    expect(nodes[0]?.traffic).toMatchObject({
      callsPerSecond: undefined,
      percentiles: undefined,
      averageSeconds: 0.5,
    });
  });

  it('reads a service without calls, and one without statistics', () => {
    const { nodes } = readGraph(
      [service(0, 'idle', { SummaryStatistics: calls(0, 0) }), service(1, 'bare')],
      60,
    );
    expect(nodes[0]?.traffic).toEqual({
      calls: 0,
      callsPerSecond: 0,
      shares: { ok: 0, error: 0, throttle: 0, fault: 0 },
      averageSeconds: undefined,
      percentiles: undefined,
    });
    expect(nodes[1]?.traffic).toBeUndefined();
  });

  it('takes explicit nulls for absent members', () => {
    const nulls = JSON.parse(
      '[{"ReferenceId":0,"Name":"a","Type":null,"AccountId":null,"Root":null,"SummaryStatistics":null,' +
        '"ResponseTimeHistogram":null,"Edges":[{"ReferenceId":0,"Aliases":null,"EdgeType":null,' +
        '"SummaryStatistics":{"TotalCount":1,"OkCount":1,"TotalResponseTime":1},"ResponseTimeHistogram":null}]}]',
    );
    const { nodes, edges } = readGraph(nulls, 60);
    expect(nodes[0]).toMatchObject({ type: undefined, accountId: undefined, isEntry: false });
    expect(edges[0]).toMatchObject({ isLink: false, aliases: [], traffic: { calls: 1 } });
  });

  describe('the network', () => {
    const network = (callee: Partial<Service>, call: Edge, ...others: readonly Service[]) => {
      const services = [
        service(0, 'front', { Edges: [call] }),
        service(1, 'back', { SummaryStatistics: calls(10, 8), ...callee }),
        ...others,
      ];
      const [first] = readGraph(services, 60).edges;
      return [first?.networkSeconds, first?.networkShare];
    };
    const UNKNOWN = [undefined, undefined];

    it('is what the callee did not have of the call', () => {
      const [seconds, share] = network({}, edge(1, 10, 10));
      expect(seconds).toBeCloseTo(0.2);
      expect(share).toBeCloseTo(0.2);
    });

    it('is never negative', () => {
      expect(network({}, edge(1, 10, 7.9))).toEqual([0, 0]);
    });

    it('is unknown where the callee has other callers', () => {
      const other = service(2, 'other', { Edges: [edge(1, 5, 1)] });
      expect(network({}, edge(1, 10, 10), other)).toEqual(UNKNOWN);
      const client = service(2, 'back', { Type: 'client', Edges: [edge(1, 5, 1)] });
      expect(network({}, edge(1, 10, 10), client)).toEqual(UNKNOWN);
    });

    it('is unknown where caller and callee do not count the same calls', () => {
      expect(network({}, edge(1, 11, 10))).toEqual(UNKNOWN);
    });

    it('is unknown of a callee that its caller alone timed, of a client and of a message', () => {
      expect(network({ State: 'passive' }, edge(1, 10, 10))).toEqual(UNKNOWN);
      expect(network({}, edge(1, 10, 10, { EdgeType: 'link' }))).toEqual(UNKNOWN);
      const services = [
        service(0, 'back', { Type: 'client', State: 'unknown', Edges: [edge(1, 10, 10)] }),
        service(1, 'back', { SummaryStatistics: calls(10, 8), Root: true }),
      ];
      expect(readGraph(services, 60).edges[0]?.networkSeconds).toBeUndefined();
    });
  });

  it('tells how long messages waited', () => {
    const ages = [
      { Value: 1, Count: 3 },
      { Value: 5, Count: 1 },
    ];
    const link = edge(1, 4, 1, { EdgeType: 'link', ReceivedEventAgeHistogram: ages });
    const { edges } = readGraph([service(0, 'q', { Edges: [link] }), service(1, 'worker')], 60);
    expect(edges[0]).toMatchObject({ isLink: true, averageWaitSeconds: 2 });
  });

  it('names the slowest hop between services, not a client or a message', () => {
    const services = [
      service(0, 'client', { Type: 'client', Edges: [edge(1, 1, 9)] }),
      service(1, 'front', { Edges: [edge(2, 10, 5), edge(3, 2, 3)] }),
      service(2, 'users', { Edges: [edge(3, 1, 8, { EdgeType: 'link' })] }),
      service(3, 'mails'),
    ];
    expect(readGraph(services, 60).slowestHop).toMatchObject({ from: 1, to: 3 });
    expect(readGraph([], 60).slowestHop).toBeUndefined();
  });

  it('lists circular dependencies by name, the first in the alphabet first', () => {
    const services = [
      service(7, 'orders', { Edges: [edge(8, 1, 1)] }),
      service(8, 'stock', { Edges: [edge(9, 1, 1)] }),
      service(9, 'billing', { Edges: [edge(7, 1, 1), edge(9, 1, 1)] }),
    ];
    expect(readGraph(services, 60).cycles).toEqual([['billing'], ['billing', 'orders', 'stock']]);
  });

  it('counts edges that lead out of the answer', () => {
    const { edges, danglingEdges } = readGraph([service(0, 'a', { Edges: [edge(5, 1, 1)] })], 60);
    expect(edges).toEqual([]);
    expect(danglingEdges).toBe(1);
  });
});
