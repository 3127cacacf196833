import { expect, it } from 'vitest';
import type { GetTraceSummariesInput, TraceSummary } from '../../../src/xray/api/traces.ts';
import type { Segment } from '../../../src/xray/segment.ts';
import { makeCheckout, summaryOf } from '../checkout.ts';
import {
  type GetSubject,
  makeId,
  makeTraceId,
  putAll,
  refusalOf,
  type Slot,
  takeSlot,
} from '../subject.ts';

/** So many traces of one segment, a hundredth of a second apart, the newest last. */
const makeSeries = ({ start }: Slot, count: number): readonly Segment[] =>
  Array.from({ length: count }, (_, index) => ({
    trace_id: makeTraceId(start),
    id: makeId(),
    name: 'series',
    start_time: start + index / 100,
    end_time: start + index / 100 + 0.5,
    annotations: { index },
  }));

/** Expressions, and whether a checkout matches them. */
const EXPRESSIONS: readonly (readonly [expression: string, matches: boolean])[] = [
  ['fault', true],
  ['ok', false],
  ['!fault OR error', false],
  ['responsetime > 3.9 AND responsetime <= 4 duration = 4', true],
  ['http.status = 500 AND http.method = "POST"', true],
  ['http.url CONTAINS "shop.example" http.useragent BEGINSWITH "curl"', true],
  ['http.clientip = "192.0.2.18"', false],
  ['user = "teller"', true],
  ['annotation.items > 2', true],
  ['annotation.gift = false', false],
  ['annotation[cart] = "c-1" AND !annotation.coupon', true],
  ['instance.id = "i-0a" AND availabilityzone = "us-east-1a"', true],
  ['resource.arn ENDSWITH "i-0a"', true],
  ['service("billing") { fault }', true],
  ['service(id(name: "carts", type: "AWS::DynamoDB::Table")) { ok }', true],
  ['service("carts") { fault }', false],
  ['service("mail")', false],
  ['edge("shop", "billing") { fault = true AND responsetime > 2.5 }', true],
  ['edge("billing", "shop")', false],
  ['rootcause.fault.service { name = "billing" and last }', true],
  ['rootcause.fault.exception { message = "no funds" }', true],
  ['rootcause.responsetime.entity { coverage > 0.8 and remote }', false],
  ['group.name = "Default"', true],
  ['partial', false],
];

/** Lists summaries: what is in them, which are found, and page by page. */
export const describeGetTraceSummaries = (subject: GetSubject): void => {
  const list = async (input: GetTraceSummariesInput): Promise<readonly TraceSummary[]> =>
    (await subject().api.getTraceSummaries(input)).TraceSummaries ?? [];

  it('summarises a trace, member for member', async () => {
    const slot = takeSlot(subject());
    const checkout = makeCheckout(slot);
    await putAll(subject(), checkout.front, checkout.billing, checkout.compute);
    expect(await subject().api.getTraceSummaries(slot.window)).toEqual({
      TraceSummaries: [summaryOf(checkout)],
      TracesProcessedCount: 1,
      ApproximateTime: slot.window.StartTime,
    });
  });

  it('counts the calls that changed a trace as its revisions', async () => {
    const slot = takeSlot(subject());
    const { front, billing } = makeCheckout(slot);
    await putAll(subject(), front);
    expect(await list(slot.window)).toMatchObject([{ Revision: 1 }]);
    await putAll(subject(), billing);
    await putAll(subject(), billing);
    expect(await list(slot.window)).toMatchObject([{ Revision: 2 }]);
  });

  it('tells the outcome of the root alone', async () => {
    const slot = takeSlot(subject());
    const { front, billing } = makeCheckout(slot, { fault: false });
    await putAll(subject(), front, billing);
    expect(await list(slot.window)).toMatchObject([
      { HasFault: false, HasError: false, HasThrottle: false },
    ]);
    expect((await list(slot.window))[0]?.FaultRootCauses).toMatchObject([
      { ClientImpacting: false },
    ]);
  });

  it('takes a throttled root for throttled and not for in error', async () => {
    const slot = takeSlot(subject());
    const { front } = makeCheckout(slot, { fault: false, error: true, throttle: true });
    await putAll(subject(), front);
    expect(await list(slot.window)).toMatchObject([
      { HasFault: false, HasError: false, HasThrottle: true },
    ]);
  });

  it('calls a trace without its root partial, and gives it no entry point', async () => {
    const slot = takeSlot(subject());
    const { billing } = makeCheckout(slot);
    await putAll(subject(), billing);
    const [summary] = await list(slot.window);
    expect(summary).toMatchObject({ IsPartial: true, HasFault: false, Duration: 2.5, Http: {} });
    expect(summary?.EntryPoint).toBeUndefined();
    expect(summary?.ResponseTime).toBeUndefined();
  });

  it.each(EXPRESSIONS)('answers %s for a checkout with %s', async (FilterExpression, matches) => {
    const slot = takeSlot(subject());
    const { id, front, billing } = makeCheckout(slot);
    await putAll(subject(), front, billing);
    const found = await subject().api.getTraceSummaries({ ...slot.window, FilterExpression });
    expect(found.TraceSummaries?.map(({ Id }) => Id)).toEqual(matches ? [id] : []);
    expect(found.TracesProcessedCount).toBe(1);
  });

  it('finds a trace by its start, the end of the window excluded', async () => {
    const slot = takeSlot(subject());
    const { start } = slot;
    const { front } = makeCheckout(slot);
    await putAll(subject(), front);
    const count = async (StartTime: number, EndTime: number) =>
      (await list({ StartTime, EndTime })).length;
    expect(await count(start, start + 1)).toBe(1);
    expect(await count(start - 1, start)).toBe(0);
    expect(await count(start + 0.5, start + 10)).toBe(0);
  });

  it('gives all pages, newest first, each trace once', async () => {
    const slot = takeSlot(subject());
    const series = makeSeries(slot, 250);
    await putAll(subject(), ...series.toReversed());
    const ids: (string | undefined)[] = [];
    let processed = 0;
    let pages = 0;
    let token: string | undefined;
    do {
      const page = await subject().api.getTraceSummaries({
        ...slot.window,
        ...(token === undefined ? {} : { NextToken: token }),
      });
      ids.push(...(page.TraceSummaries ?? []).map(({ Id }) => Id));
      processed += page.TracesProcessedCount ?? 0;
      expect(page.ApproximateTime).toBeGreaterThanOrEqual(slot.window.StartTime);
      token = page.NextToken;
      pages += 1;
    } while (token !== undefined);
    expect(ids).toEqual(series.map(({ trace_id }) => trace_id).toReversed());
    expect(processed).toBe(250);
    expect(pages).toBeGreaterThan(1);
  });

  it('gives an empty page, and a token, where a filter matches little of much', async () => {
    const slot = takeSlot(subject());
    const series = makeSeries(slot, 1_100);
    await putAll(subject(), ...series);
    const FilterExpression = 'annotation.index = 0';
    const first = await subject().api.getTraceSummaries({ ...slot.window, FilterExpression });
    expect(first).toEqual({
      TraceSummaries: [],
      TracesProcessedCount: 1_000,
      ApproximateTime: expect.closeTo(slot.start + 1, 5),
      NextToken: expect.any(String),
    });
    const NextToken = first.NextToken ?? '';
    const last = await subject().api.getTraceSummaries({
      ...slot.window,
      FilterExpression,
      NextToken,
    });
    expect(last.TraceSummaries?.map(({ Id }) => Id)).toEqual([series[0]?.trace_id]);
    expect(last.TracesProcessedCount).toBe(100);
    expect(last.NextToken).toBeUndefined();
  });

  it('refuses a token that is not its own, or of another query', async () => {
    const slot = takeSlot(subject());
    await putAll(subject(), ...makeSeries(slot, 150));
    const { NextToken } = await subject().api.getTraceSummaries(slot.window);
    expect(NextToken).toBeDefined();
    const ask = (input: object) =>
      refusalOf(subject().api.getTraceSummaries({ ...slot.window, ...input }));
    expect(await ask({ NextToken: 'zzz' })).toMatch(/^InvalidRequestException: Invalid token/);
    expect(await ask({ NextToken, FilterExpression: 'ok' })).toMatch(
      /^InvalidRequestException: Invalid token/,
    );
    expect(await ask({ NextToken })).toBe('accepted');
  });

  it('finds by receipt of the last change, and tells when that was', async () => {
    const { front, billing, id } = makeCheckout(takeSlot(subject()));
    const annotated = { ...front, annotations: { event: id } };
    const find = (StartTime: number, EndTime: number) =>
      list({
        StartTime,
        EndTime,
        TimeRangeType: 'Event',
        FilterExpression: `annotation.event = "${id}"`,
      });
    const before = subject().nowMs() / 1_000;
    await putAll(subject(), annotated);
    const first = subject().nowMs() / 1_000;
    const [found] = await find(before - 1, first + 1);
    expect(found?.Id).toBe(id);
    expect(found?.MatchedEventTime).toBeGreaterThanOrEqual(Math.floor(before));
    expect(found?.MatchedEventTime).toBeLessThanOrEqual(first);
    await subject().advance(5_000);
    await putAll(subject(), billing);
    expect(await find(before - 1, first + 1)).toEqual([]);
    expect(await find(first + 1, first + 60)).toMatchObject([{ Id: id, Revision: 2 }]);
  });

  it('finds by the end of a service’s work, and tells of the receipt all the same', async () => {
    const slot = takeSlot(subject());
    const { front, billing, id, start } = makeCheckout(slot);
    await putAll(subject(), front, billing);
    const find = (service: string, StartTime: number, EndTime: number) =>
      list({
        StartTime,
        EndTime,
        TimeRangeType: 'Service',
        FilterExpression: `service("${service}")`,
      });
    expect(await find('billing', start + 3, start + 3.75)).toMatchObject([{ Id: id }]);
    expect(await find('shop', start + 3, start + 3.75)).toEqual([]);
    const [found] = await find('shop', start + 3.75, start + 5);
    expect(found?.Id).toBe(id);
    expect(found?.MatchedEventTime).toBeGreaterThan(slot.window.EndTime);
  });

  it('takes the same share of the traces every time', async () => {
    const slot = takeSlot(subject());
    const series = makeSeries(slot, 100).map((one) => ({ ...one, name: `share-${slot.start}` }));
    await subject().advance(1_000);
    const StartTime = subject().nowMs() / 1_000 - 0.5;
    await putAll(subject(), ...series);
    const sample = (Value: number) =>
      list({
        StartTime,
        EndTime: StartTime + 60,
        TimeRangeType: 'Event',
        Sampling: true,
        SamplingStrategy: { Name: 'FixedRate', Value },
        FilterExpression: `service("share-${slot.start}")`,
      });
    const half = await sample(0.5);
    expect(half.length).toBeGreaterThan(20);
    expect(half.length).toBeLessThan(80);
    expect((await sample(0.5)).map(({ Id }) => Id)).toEqual(half.map(({ Id }) => Id));
    expect(await sample(1)).toHaveLength(100);
    expect(await sample(0)).toEqual([]);
    const partial = await list({ ...slot.window, Sampling: true });
    expect(partial).toHaveLength(100);
  });

  it('examines nothing where nothing was', async () => {
    const { window } = takeSlot(subject());
    expect(await subject().api.getTraceSummaries(window)).toEqual({
      TraceSummaries: [],
      TracesProcessedCount: 0,
      ApproximateTime: window.StartTime,
    });
  });

  it.each([
    [{ EndTime: 86_401 }, 'InvalidRequestException: Time range cannot be longer than 24 hours'],
    [{ EndTime: -1 }, 'InvalidRequestException: End time cannot be earlier than start time'],
    [
      { EndTime: 1, FilterExpression: 'Response time > 500ms AND http.status = 200' },
      /^InvalidRequestException: Error Location: line 1, position 1 : /,
    ],
    [
      { EndTime: 1, Sampling: true, SamplingStrategy: { Name: 'FixedRate', Value: 0.5 } },
      'InvalidRequestException: Cannot use FixedRate with input time range type: TraceId. Please try using time range type: Event',
    ],
    [
      {
        EndTime: 1,
        TimeRangeType: 'Event',
        Sampling: true,
        SamplingStrategy: { Name: 'FixedRate', Value: 2 },
      },
      'InvalidRequestException: sampling rate must be specified and its value must be between [0, 1]',
    ],
    [
      {
        EndTime: 1,
        TimeRangeType: 'Event',
        Sampling: true,
        SamplingStrategy: { Name: 'FixedRate' },
      },
      'InvalidRequestException: sampling rate must be specified and its value must be between [0, 1]',
    ],
    [{ EndTime: 1, TimeRangeType: 'Yesterday' }, /^ValidationException: .* at 'timeRangeType' /],
    [{ EndTime: '2026-11-22T10:00:00Z' }, /^SerializationException: /],
    [{}, /^ValidationException: .* Value null at 'endTime' .* Member must not be null$/],
  ])('refuses %j', async (input, refusal) => {
    const call = subject().api.getTraceSummaries({ StartTime: 0, ...input } as never);
    expect(await refusalOf(call)).toMatch(refusal);
  });
};
