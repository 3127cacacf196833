import { describe, expect, it } from 'vitest';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import { deriveGraph } from '../../../../src/xray/graph/derive-graph.ts';
import { createGraphAccumulator } from '../../../../src/xray/graph/graph-accumulator.ts';
import type { SegmentDocument } from '../../../../src/xray/segment.ts';
import type { TraceGraph } from '../../../../src/xray/trace-facts.ts';
import {
  EPOCH,
  idOf,
  makeSegment,
  makeSubsegment,
  TRACE_ID,
} from '../../../support/make-segment.ts';

const graphOf = (...documents: readonly SegmentDocument[]): TraceGraph =>
  deriveGraph(buildTrace(TRACE_ID, documents), { accountId: '123456789012' });

/** front -> back, both reported; the call takes 0.1 s longer than its callee. */
const frontToBack = (start: number, seconds: number, flags = {}): TraceGraph =>
  graphOf(
    makeSegment(1, [start, start + seconds + 0.2], {
      name: 'front',
      ...flags,
      subsegments: [
        makeSubsegment(2, [start, start + seconds + 0.1], {
          name: 'back.example.com',
          namespace: 'remote',
        }),
      ],
    }),
    makeSegment(3, [start, start + seconds], { name: 'back', parent_id: idOf(2) }),
  );

const servicesOf = (...graphs: readonly TraceGraph[]) => {
  const accumulator = createGraphAccumulator();
  for (const graph of graphs) accumulator.add(graph);
  return accumulator.toServices();
};

const counts = (ok: number, fault: number, seconds: number) => ({
  OkCount: ok,
  ErrorStatistics: { ThrottleCount: 0, OtherCount: 0, TotalCount: 0 },
  FaultStatistics: { OtherCount: fault, TotalCount: fault },
  TotalCount: ok + fault,
  TotalResponseTime: seconds,
});

describe('graph accumulator', () => {
  it('prints nodes and edges of several traces in the shape of the wire', () => {
    const services = servicesOf(frontToBack(0, 1), frontToBack(60, 2, { fault: true }));
    const alias = { Name: 'back.example.com', Names: ['back.example.com'], Type: 'remote' };
    const entry = [
      { Value: 1.2, Count: 1 },
      { Value: 2.2, Count: 1 },
    ];
    const whole = { StartTime: EPOCH, EndTime: EPOCH + 63 };
    expect(services).toEqual([
      {
        ReferenceId: 0,
        Name: 'back',
        Names: ['back'],
        State: 'active',
        StartTime: EPOCH,
        EndTime: EPOCH + 62,
        Edges: [],
        SummaryStatistics: counts(2, 0, 3),
        DurationHistogram: [
          { Value: 1, Count: 1 },
          { Value: 2, Count: 1 },
        ],
        ResponseTimeHistogram: [
          { Value: 1, Count: 1 },
          { Value: 2, Count: 1 },
        ],
      },
      {
        ReferenceId: 1,
        Name: 'front',
        Names: ['front'],
        Root: true,
        State: 'active',
        ...whole,
        Edges: [
          {
            ReferenceId: 0,
            ...whole,
            SummaryStatistics: counts(2, 0, 3.2),
            ResponseTimeHistogram: [
              { Value: 1.1, Count: 1 },
              { Value: 2.1, Count: 1 },
            ],
            Aliases: [alias],
          },
        ],
        SummaryStatistics: counts(1, 1, 3.4),
        DurationHistogram: entry,
        ResponseTimeHistogram: entry,
      },
      {
        ReferenceId: 2,
        Name: 'front',
        Names: ['front'],
        Type: 'client',
        State: 'unknown',
        ...whole,
        Edges: [
          {
            ReferenceId: 1,
            ...whole,
            SummaryStatistics: counts(1, 1, 3.4),
            ResponseTimeHistogram: entry,
            Aliases: [],
          },
        ],
      },
    ]);
  });

  it('counts response time and whole duration apart where work outlived its call', () => {
    const call = makeSubsegment(2, [0, 0.5], { name: 'back', namespace: 'remote' });
    const graph = graphOf(
      makeSegment(1, [0, 1], { name: 'front', subsegments: [call] }),
      makeSegment(3, [0, 7], { name: 'back', parent_id: idOf(2) }),
    );
    const front = servicesOf(graph, frontToBack(0, 0.8)).find(({ Root }) => Root);
    expect(front?.ResponseTimeHistogram).toEqual([{ Value: 1, Count: 2 }]);
    expect(front?.DurationHistogram).toEqual([
      { Value: 1, Count: 1 },
      { Value: 7, Count: 1 },
    ]);
  });

  it('shows a service in progress with no calls yet', () => {
    const [front] = servicesOf(graphOf(makeSegment(1, [0.5], { name: 'front' })));
    expect(front).toMatchObject({
      State: 'active',
      StartTime: EPOCH,
      EndTime: EPOCH + 1,
      SummaryStatistics: counts(0, 0, 0),
      ResponseTimeHistogram: [],
    });
  });

  it('prints links with the time messages waited', () => {
    const send = makeSubsegment(2, [0, 1], {
      name: 'SQS',
      namespace: 'aws',
      aws: { operation: 'SendMessage', queue_url: 'https://sqs/q' },
    });
    const graph = graphOf(
      makeSegment(1, [0, 1], { name: 'front', subsegments: [send] }),
      makeSegment(3, [3.5, 4], { name: 'worker', parent_id: idOf(2) }),
    );
    const queue = servicesOf(graph).find(({ Type }) => Type === 'AWS::SQS::Queue');
    expect(queue?.State).toBe('unknown');
    expect(queue?.Edges).toMatchObject([
      { EdgeType: 'link', ReceivedEventAgeHistogram: [{ Value: 2.5, Count: 1 }] },
    ]);
  });

  it('shows accounts of others, and a remote callee as passive', () => {
    const call = makeSubsegment(2, [0, 1], {
      name: 'x',
      namespace: 'remote',
      aws: { account_id: '999999999999' },
    });
    const graph = graphOf(makeSegment(1, [0, 1], { name: 'front', subsegments: [call] }));
    expect(servicesOf(graph).at(-1)).toMatchObject({
      Name: 'x',
      Type: 'remote',
      AccountId: '999999999999',
      State: 'passive',
    });
  });

  it('replaces a former contribution exactly, extents and marks included', () => {
    const accumulator = createGraphAccumulator();
    const former = frontToBack(100, 30, { fault: true });
    const alone = graphOf(makeSegment(1, [0.25, 0.5], { name: 'back' }));
    accumulator.add(alone);
    accumulator.add(former);
    expect(accumulator.extent()).toEqual({ start: EPOCH, end: EPOCH + 131 });
    accumulator.add(former, -1);
    expect(accumulator.toServices()).toEqual(servicesOf(alone));
    expect(accumulator.extent()).toEqual({ start: EPOCH, end: EPOCH + 1 });
    accumulator.add(alone, -1);
    expect(accumulator.toServices()).toEqual([]);
    expect(accumulator.extent()).toBeUndefined();
  });

  it('takes away before it adds', () => {
    const accumulator = createGraphAccumulator();
    const [one, other] = [frontToBack(0, 1), frontToBack(5, 2)];
    accumulator.add(one, -1);
    expect(accumulator.toServices()).toEqual([]);
    accumulator.add(other);
    accumulator.add(one);
    expect(accumulator.toServices()).toEqual(servicesOf(other));
  });

  it('goes through JSON, and goes on from it', () => {
    const first = createGraphAccumulator();
    first.add(frontToBack(0, 1));
    const rollup = JSON.parse(JSON.stringify(first));
    const second = createGraphAccumulator(rollup);
    second.add(frontToBack(60, 2));
    second.merge(rollup);
    second.merge(first);
    const expected = [0, 0, 0].map((start) => frontToBack(start, 1));
    expect(second.toServices()).toEqual(servicesOf(frontToBack(60, 2), ...expected));
    expect(first.toServices()).toEqual(servicesOf(frontToBack(0, 1)));
  });

  it('keeps its JSON short: a quiet service takes some hundred bytes', () => {
    const accumulator = createGraphAccumulator();
    for (let second = 0; second < 60; second += 1) accumulator.add(frontToBack(second, 0.05));
    expect(JSON.stringify(accumulator).length).toBeLessThan(2_500);
  });
});
