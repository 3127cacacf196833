import { describe, expect, it } from 'vitest';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import { deriveGraph } from '../../../../src/xray/graph/derive-graph.ts';
import {
  type SeriesSelection,
  type TimedGraph,
  timeSeries,
} from '../../../../src/xray/graph/time-series.ts';
import { idOf, makeSegment, makeSubsegment, TRACE_ID } from '../../../support/make-segment.ts';

const MINUTE = 1_700_000_040;

/** front -> back; the root takes `seconds`, the call 0.1 s less, the callee 0.2 s less. */
const received = (at: number, seconds: number, flags = {}): TimedGraph => {
  const call = makeSubsegment(2, [0, seconds - 0.1], {
    name: 'back',
    namespace: 'remote',
    ...flags,
  });
  const trace = buildTrace(TRACE_ID, [
    makeSegment(1, [0, seconds], { name: 'front', subsegments: [call], ...flags }),
    makeSegment(3, [0, seconds - 0.2], { name: 'back', parent_id: idOf(2), ...flags }),
  ]);
  return { at, graph: deriveGraph(trace, { accountId: '1' }) };
};

const TRACES = [
  received(MINUTE - 49, 1.25),
  received(MINUTE - 49, 2.5, { error: true }),
  received(MINUTE + 1, 0.4, { error: true, throttle: true }),
  received(MINUTE + 1, 1, { fault: true }),
];

const named = (name: string): SeriesSelection => ({
  kind: 'service',
  matches: (node) => node.name === name,
});

const seriesOf = (period: 60 | 300, selection: SeriesSelection) =>
  timeSeries(TRACES, period, selection);

const countsOf = (...[ok, error, throttle, fault]: readonly number[]) => ({
  OkCount: ok,
  ErrorStatistics: { ThrottleCount: throttle, OtherCount: error },
  FaultStatistics: { TotalCount: fault },
});

describe('timeSeries', () => {
  it('counts the calls of a service by the minute they came in, newest first', () => {
    expect(seriesOf(60, named('front'))).toEqual([
      {
        Timestamp: MINUTE + 60,
        ServiceSummaryStatistics: {
          OkCount: 0,
          ErrorStatistics: { ThrottleCount: 1, OtherCount: 0, TotalCount: 1 },
          FaultStatistics: { OtherCount: 1, TotalCount: 1 },
          TotalCount: 2,
          TotalResponseTime: 1.4,
        },
        ResponseTimeHistogram: [
          { Value: 0.4, Count: 1 },
          { Value: 1, Count: 1 },
        ],
      },
      {
        Timestamp: MINUTE,
        ServiceSummaryStatistics: {
          OkCount: 1,
          ErrorStatistics: { ThrottleCount: 0, OtherCount: 1, TotalCount: 1 },
          FaultStatistics: { OtherCount: 0, TotalCount: 0 },
          TotalCount: 2,
          TotalResponseTime: 3.75,
        },
        ResponseTimeHistogram: [
          { Value: 1.25, Count: 1 },
          { Value: 2.5, Count: 1 },
        ],
      },
    ]);
  });

  it('names a period by its end, the instant between two belonging to the later', () => {
    const series = timeSeries(
      [received(1_200, 1), received(1_199.999, 1), received(1_200 - 300, 1)],
      300,
      named('front'),
    );
    expect(series.map(({ Timestamp }) => Timestamp)).toEqual([1_500, 1_200]);
    expect(series[1]?.ServiceSummaryStatistics?.TotalCount).toBe(2);
  });

  it('counts the time of an edge as its caller saw it', () => {
    const series = seriesOf(60, {
      kind: 'edge',
      from: ({ name, type }) => name === 'front' && type !== 'client',
      to: ({ name }) => name === 'back',
    });
    expect(series[1]).toMatchObject({
      EdgeSummaryStatistics: { ...countsOf(1, 1, 0, 0), TotalResponseTime: 3.55 },
      ResponseTimeHistogram: [{ Value: 1.15 }, { Value: 2.4 }],
    });
    expect(series[1]).not.toHaveProperty('ServiceSummaryStatistics');
  });

  it('counts the calls of clients where nothing is selected', () => {
    expect(seriesOf(60, { kind: 'entry' })[0]).toMatchObject({
      EdgeSummaryStatistics: { ...countsOf(0, 0, 1, 1), TotalResponseTime: 1.4 },
    });
  });

  it('tells the time alone where traces came but nothing selected took place', () => {
    expect(seriesOf(60, named('nobody'))).toEqual([
      { Timestamp: MINUTE + 60 },
      { Timestamp: MINUTE },
    ]);
  });

  it('does not take a client for the service of its name', () => {
    const clients = seriesOf(60, { kind: 'service', matches: ({ type }) => type === 'client' });
    expect(clients.every((entry) => entry.ServiceSummaryStatistics === undefined)).toBe(true);
  });

  it('has nothing to tell of no traces', () => {
    expect(timeSeries([], 60, { kind: 'entry' })).toEqual([]);
  });
});
