import { expect, it } from 'vitest';
import type { SummaryStatistics } from '../../../src/xray/api/graph.ts';
import { makeCheckout } from '../checkout.ts';
import { readGraph } from '../read-graph.ts';
import { type GetSubject, makeTraceId, putAll, refusalOf, takeSlot } from '../subject.ts';

/** Statistics of so many calls of one outcome. */
const statistics = (outcome: 'ok' | 'fault', count: number, seconds: number): SummaryStatistics => {
  const faults = outcome === 'fault' ? count : 0;
  return {
    OkCount: count - faults,
    ErrorStatistics: { ThrottleCount: 0, OtherCount: 0, TotalCount: 0 },
    FaultStatistics: { OtherCount: faults, TotalCount: faults },
    TotalCount: count,
    TotalResponseTime: count * seconds,
  };
};

/** The graph of `count` checkouts, without the times of nodes and edges. */
const checkoutGraph = (count: number) => {
  const node = (outcome: 'ok' | 'fault', seconds: number) => ({
    SummaryStatistics: statistics(outcome, count, seconds),
    DurationHistogram: [{ Value: seconds, Count: count }],
    ResponseTimeHistogram: [{ Value: seconds, Count: count }],
  });
  const edge = (to: string, outcome: 'ok' | 'fault', seconds: number) => ({
    to,
    SummaryStatistics: statistics(outcome, count, seconds),
    ResponseTimeHistogram: [{ Value: seconds, Count: count }],
    Aliases: [] as object[],
  });
  const host = { Name: 'billing.internal', Names: ['billing.internal'], Type: 'remote' };
  return {
    'shop client': { State: 'unknown', edges: [edge('shop AWS::EC2::Instance', 'fault', 4)] },
    'shop AWS::EC2::Instance': {
      Root: true,
      State: 'active',
      ...node('fault', 4),
      edges: [
        { ...edge('billing', 'fault', 3), Aliases: [host] },
        edge('carts AWS::DynamoDB::Table', 'ok', 0.5),
      ],
    },
    billing: { State: 'active', ...node('fault', 2.5), edges: [] },
    'carts AWS::DynamoDB::Table': { State: 'unknown', ...node('ok', 0.5), edges: [] },
  };
};

/** The service graph of a window: every trace active in it, added up. */
export const describeGetServiceGraph = (subject: GetSubject): void => {
  it('adds up nodes and edges, histograms and aliases', async () => {
    const slot = takeSlot(subject());
    const checkouts = [makeCheckout(slot), makeCheckout(slot), makeCheckout(slot)];
    await putAll(subject(), ...checkouts.flatMap(({ front, billing }) => [front, billing]));
    const { Services, StartTime, EndTime, ...rest } = await subject().api.getServiceGraph(
      slot.window,
    );
    const { start } = slot;
    expect(rest).toEqual({ ContainsOldGroupVersions: false });
    expect(StartTime).toBe(start);
    expect(EndTime).toBeGreaterThanOrEqual(start + 4);
    expect(EndTime).toBeLessThanOrEqual(start + 5);
    const graph = readGraph(Services);
    expect(graph).toMatchObject(checkoutGraph(3));
    expect(Object.keys(graph)).toHaveLength(4);
    expect(graph['shop client']).not.toHaveProperty('SummaryStatistics');
    for (const { StartTime: from, EndTime: to } of Object.values(graph)) {
      expect(from).toBeGreaterThanOrEqual(start);
      expect(to).toBeGreaterThan(from ?? 0);
      expect(to).toBeLessThanOrEqual(start + 5);
    }
  });

  it('counts every outcome in its own place', async () => {
    const slot = takeSlot(subject());
    const outcomes = [
      {},
      { error: true },
      { error: true, throttle: true },
      { fault: true },
      { fault: true, error: true },
    ];
    const fronts = outcomes.map(
      (outcome) => makeCheckout(slot, { fault: false, subsegments: [], ...outcome }).front,
    );
    await putAll(subject(), ...fronts);
    const { Services } = await subject().api.getServiceGraph(slot.window);
    expect(readGraph(Services)['shop AWS::EC2::Instance']?.SummaryStatistics).toEqual({
      OkCount: 1,
      ErrorStatistics: { ThrottleCount: 1, OtherCount: 1, TotalCount: 2 },
      FaultStatistics: { OtherCount: 2, TotalCount: 2 },
      TotalCount: 5,
      TotalResponseTime: 20,
    });
  });

  it('counts what was active in the window, and nothing else', async () => {
    const slot = takeSlot(subject());
    const { start } = slot;
    await putAll(subject(), makeCheckout(slot, { subsegments: [] }).front);
    const count = async (StartTime: number, EndTime: number) => {
      const { Services } = await subject().api.getServiceGraph({ StartTime, EndTime });
      return readGraph(Services)['shop AWS::EC2::Instance']?.SummaryStatistics?.TotalCount ?? 0;
    };
    expect(await count(start + 1, start + 2)).toBe(1);
    expect(await count(start - 60, start - 1)).toBe(0);
    expect(await count(start + 10, start + 60)).toBe(0);
  });

  it('is empty, and has no extent, where nothing happened', async () => {
    const { window } = takeSlot(subject());
    expect(await subject().api.getServiceGraph(window)).toEqual({
      Services: [],
      ContainsOldGroupVersions: false,
    });
  });

  it('keeps to a group, by name or ARN, and says when its filter has changed since', async () => {
    const { api } = subject();
    const slot = takeSlot(subject());
    const [one, other] = [makeCheckout(slot), makeCheckout(slot, { user: 'bob' })];
    await putAll(subject(), one.front, other.front);
    const { Group } = await api.createGroup({
      GroupName: 'graph-of-bob',
      FilterExpression: 'user = "bob"',
    });
    const ask = async (group: object) => {
      const answer = await api.getServiceGraph({ ...slot.window, ...group });
      const shop = readGraph(answer.Services)['shop AWS::EC2::Instance'];
      return [shop?.SummaryStatistics?.TotalCount ?? 0, answer.ContainsOldGroupVersions];
    };
    expect(await ask({ GroupName: 'graph-of-bob' })).toEqual([1, false]);
    expect(await ask({ GroupARN: Group?.GroupARN })).toEqual([1, false]);
    expect(await ask({ GroupName: 'Default' })).toEqual([2, false]);
    await api.updateGroup({ GroupName: 'graph-of-bob', FilterExpression: 'user = "carol"' });
    expect(await ask({ GroupName: 'graph-of-bob' })).toEqual([0, true]);
    await api.deleteGroup({ GroupName: 'graph-of-bob' });
  });

  it.each([
    [{ EndTime: 21_601 }, 'InvalidRequestException: Time range cannot be longer than 6 hours'],
    [{ EndTime: -1 }, 'InvalidRequestException: End time cannot be earlier than start time'],
    [{ EndTime: 1, GroupName: 'nobody' }, 'InvalidRequestException: Group not found'],
    [
      { EndTime: 1, GroupName: 'a', GroupARN: 'b' },
      'InvalidRequestException: Provide either GroupName or GroupARN',
    ],
    [{ EndTime: 1, NextToken: 'zzz' }, /^InvalidRequestException: Invalid token/],
    [{}, /^ValidationException: .* Value null at 'endTime'/],
  ])('refuses %j', async (input, refusal) => {
    const call = subject().api.getServiceGraph({ StartTime: 0, ...input } as never);
    expect(await refusalOf(call)).toMatch(refusal);
  });
};

/** The service graph of one trace. */
export const describeGetTraceGraph = (subject: GetSubject): void => {
  it('draws one trace, without times', async () => {
    const { id, front, billing } = makeCheckout(takeSlot(subject()));
    await putAll(subject(), front, billing);
    const { Services, NextToken } = await subject().api.getTraceGraph({ TraceIds: [id] });
    expect(NextToken).toBeUndefined();
    const graph = readGraph(Services);
    expect(graph).toMatchObject(checkoutGraph(1));
    expect(Object.keys(graph)).toHaveLength(4);
    for (const node of Object.values(graph)) {
      expect(node.StartTime ?? node.EndTime).toBeUndefined();
    }
  });

  it.each([
    [[], 'InvalidRequestException: Zero trace ids provided'],
    [['abc'], 'InvalidRequestException: Invalid traceId. ErrorCode: InvalidId'],
    [
      [makeTraceId(0), makeTraceId(0)],
      'InvalidRequestException: Currently only one trace Id is supported',
    ],
    [[makeTraceId(0)], 'InvalidRequestException: Trace id not found'],
    [undefined, /^ValidationException: .* Value null at 'traceIds'/],
  ])('refuses %j', async (TraceIds, refusal) => {
    const call = subject().api.getTraceGraph({ TraceIds } as never);
    expect(await refusalOf(call)).toMatch(refusal);
  });
};

/** Statistics over time, by receipt. */
export const describeGetTimeSeriesServiceStatistics = (subject: GetSubject): void => {
  const MINUTE_MS = 60_000;

  /** Two checkouts in one minute, one in the next; the window of both, and the instants the minutes end at. */
  const putOverTwoMinutes = async () => {
    // To just after the turn of a period of five minutes that nothing was received in before.
    const FIVE_MS = 5 * MINUTE_MS;
    await subject().advance(FIVE_MS + 1_000 - (subject().nowMs() % FIVE_MS));
    const first = Math.floor(subject().nowMs() / MINUTE_MS) * 60;
    const slot = takeSlot(subject());
    const checkouts = [makeCheckout(slot), makeCheckout(slot), makeCheckout(slot)];
    const [one, two, three] = checkouts.map(({ front, billing }) => [front, billing]);
    await putAll(subject(), ...(one ?? []), ...(two ?? []));
    await subject().advance(MINUTE_MS);
    await putAll(subject(), ...(three ?? []));
    return { window: { StartTime: first, EndTime: first + 180 }, ends: [first + 120, first + 60] };
  };

  it('counts a service’s calls by the minute, newest first', async () => {
    const { window, ends } = await putOverTwoMinutes();
    const answer = await subject().api.getTimeSeriesServiceStatistics({
      ...window,
      EntitySelectorExpression: 'service("billing")',
      Period: 60,
    });
    expect(answer).toEqual({
      TimeSeriesServiceStatistics: [1, 2].map((count, index) => ({
        Timestamp: ends[index],
        ServiceSummaryStatistics: statistics('fault', count, 2.5),
        ResponseTimeHistogram: [{ Value: 2.5, Count: count }],
      })),
      ContainsOldGroupVersions: false,
    });
  });

  it('counts the calls on an edge, and by five minutes', async () => {
    const { window, ends } = await putOverTwoMinutes();
    const { TimeSeriesServiceStatistics } = await subject().api.getTimeSeriesServiceStatistics({
      ...window,
      EntitySelectorExpression: 'edge("shop", "carts")',
      Period: 300,
    });
    expect(TimeSeriesServiceStatistics).toEqual([
      {
        Timestamp: (ends[1] ?? 0) + 240,
        EdgeSummaryStatistics: statistics('ok', 3, 0.5),
        ResponseTimeHistogram: [{ Value: 0.5, Count: 3 }],
      },
    ]);
  });

  it('counts what came in from clients when nothing is selected, of a group too', async () => {
    const { window } = await putOverTwoMinutes();
    for (const group of [{}, { GroupName: 'Default' }]) {
      const { TimeSeriesServiceStatistics = [] } =
        await subject().api.getTimeSeriesServiceStatistics({ ...window, ...group });
      expect(TimeSeriesServiceStatistics).toMatchObject([
        { EdgeSummaryStatistics: statistics('fault', 1, 4) },
        { EdgeSummaryStatistics: statistics('fault', 2, 4) },
      ]);
    }
  });

  it('tells of minutes in which the selected service did nothing', async () => {
    const { window, ends } = await putOverTwoMinutes();
    const { TimeSeriesServiceStatistics } = await subject().api.getTimeSeriesServiceStatistics({
      ...window,
      EntitySelectorExpression: 'service("mail")',
    });
    expect(TimeSeriesServiceStatistics).toEqual(ends.map((Timestamp) => ({ Timestamp })));
  });

  it.each([
    [{ Period: 90 }, 'InvalidRequestException: Time period must be one of [60, 300]'],
    [{ EndTime: 21_601 }, 'InvalidRequestException: Time range cannot be longer than 6 hours'],
    [{ EntitySelectorExpression: 'shop' }, /^InvalidRequestException: Error Location: line 1/],
    [{ EntitySelectorExpression: '' }, /^ValidationException: .* at 'entitySelectorExpression'/],
    [{ GroupName: 'nobody' }, 'InvalidRequestException: Group not found'],
  ])('refuses %j', async (input, refusal) => {
    const call = subject().api.getTimeSeriesServiceStatistics({
      StartTime: 0,
      EndTime: 60,
      ...input,
    });
    expect(await refusalOf(call)).toMatch(refusal);
  });
};
