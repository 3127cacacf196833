import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTraceGraph, printTraceGraph } from '../../../../src/local/store/pack-trace-graph.ts';
import type { GraphEdge, GraphNode, TraceGraph } from '../../../../src/xray/trace-facts.ts';

const node: GraphNode = {
  name: 'api',
  names: ['api'],
  type: null,
  accountId: null,
  root: true,
  inferred: false,
  state: 'active',
  start: 1_700_000_000.1529999,
  end: 1_700_000_001.1639998,
  calls: [
    { outcome: 'ok', duration: 0.1 + 0.2 },
    { outcome: 'throttle', duration: undefined },
    { outcome: 'fault', duration: 0, span: 2.5 },
    { outcome: 'error', duration: 1 },
  ],
};

const edge: GraphEdge = {
  from: 0,
  to: 1,
  aliases: [],
  edgeType: undefined,
  start: 1,
  end: 2,
  calls: [{ outcome: 'ok', duration: 1 }],
  eventAges: [],
};

describe('a stored trace graph', () => {
  const graphs: readonly (readonly [string, TraceGraph])[] = [
    ['without a node', { nodes: [], edges: [] }],
    ['with every kind of call', { nodes: [node], edges: [] }],
    [
      'with nodes of every state, type, account and name',
      {
        nodes: [
          { ...node, root: false, inferred: true, state: 'passive', type: 'remote' },
          { ...node, state: 'unknown', inferred: true, accountId: '123456789012', calls: [] },
          { ...node, names: ['api', 'other'] },
          { ...node, names: [] },
        ],
        edges: [],
      },
    ],
    [
      'with edges of every kind',
      {
        nodes: [node, node],
        edges: [
          edge,
          { ...edge, edgeType: 'link', eventAges: [0.5, 2] },
          {
            ...edge,
            aliases: [
              { Name: 'a', Names: ['a'], Type: 'remote' },
              { Name: 'b', Names: ['b'] },
            ],
          },
          { ...edge, aliases: [{ Name: 'c', Names: ['c', 'd'] }, { Type: 'AWS::SNS' }, {}] },
        ],
      },
    ],
  ];

  it.each(graphs)('is read back as it was: %s', (_name, graph) => {
    expect(parseTraceGraph(printTraceGraph(graph))).toEqual(graph);
  });

  it('keeps every time and duration to the bit', () => {
    const time = fc.oneof(
      fc.double({ min: 0, max: 8.64e12, noNaN: true }),
      fc.double({ min: 1_000_000_000, max: 3_000_000_000, noNaN: true }),
      fc.integer({ min: 0, max: 4_000_000_000_000 }).map((ms) => ms / 1_000),
    );
    const seconds = fc.oneof(time, fc.double({ min: 0, max: 10, noNaN: true }), fc.constant(0));
    const graph = fc.array(fc.tuple(time, time, seconds, seconds), { maxLength: 4 }).map(
      (times): TraceGraph => ({
        nodes: times.map(([start, end, duration, span]) => ({
          ...node,
          start,
          end,
          calls: [
            { outcome: 'ok', duration },
            { outcome: 'ok', duration, span },
          ],
        })),
        edges: times.map(([start, end]) => ({ ...edge, start, end })),
      }),
    );
    fc.assert(
      fc.property(graph, (one) => {
        expect(parseTraceGraph(printTraceGraph(one))).toEqual(one);
      }),
    );
  });

  it('is much shorter than its JSON', () => {
    const nodes = Array.from({ length: 5 }, () => node);
    const graph = { nodes, edges: [edge, edge, edge, edge] };
    expect(printTraceGraph(graph).length).toBeLessThan(JSON.stringify(graph).length / 2);
  });
});
