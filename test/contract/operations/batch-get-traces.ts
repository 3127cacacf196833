import { expect, it } from 'vitest';
import { makeCheckout } from '../checkout.ts';
import {
  type GetSubject,
  makeId,
  makeTraceId,
  putAll,
  refusalOf,
  takeSlot,
  type XRaySubject,
} from '../subject.ts';

const readTrace = async ({ api }: XRaySubject, id: string) => {
  const { Traces = [], UnprocessedTraceIds } = await api.batchGetTraces({ TraceIds: [id] });
  expect(UnprocessedTraceIds).toEqual([]);
  expect(Traces).toHaveLength(1);
  const [{ Segments = [], ...trace } = {}] = Traces;
  for (const { Id, Document = '' } of Segments) expect(JSON.parse(Document).id).toBe(Id);
  return { ...trace, segments: Segments.map(({ Document = '' }) => JSON.parse(Document)) };
};

/** Gives whole traces back, put together from the documents they came in. */
export const describeBatchGetTraces = (subject: GetSubject): void => {
  it('puts a trace together: subsegments nested, silent callees inferred', async () => {
    const checkout = makeCheckout(takeSlot(subject()));
    const { id, start, front, billing, compute } = checkout;
    await putAll(subject(), compute, front, billing);
    const { segments, ...trace } = await readTrace(subject(), id);
    expect(trace).toEqual({ Id: id, Duration: 4, LimitExceeded: false });
    const [tableCall, billingCall] = front.subsegments ?? [];
    const { type: _type, trace_id: _trace, parent_id: _parent, ...nested } = compute;
    expect(segments).toEqual([
      {
        ...front,
        subsegments: [
          { ...tableCall, aws: { ...tableCall?.aws, resource_names: ['carts'] } },
          {
            ...billingCall,
            http: {
              request: { method: 'POST', url: 'http://billing.internal/charge' },
              response: { status: 503 },
            },
          },
        ],
      },
      {
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        trace_id: id,
        parent_id: checkout.tableCallId,
        inferred: true,
        name: 'DynamoDB',
        origin: 'AWS::DynamoDB::Table',
        start_time: start + 0.25,
        end_time: start + 0.75,
        http: { response: { status: 200 } },
        aws: {
          operation: 'GetItem',
          table_name: 'carts',
          region: 'us-east-1',
          resource_names: ['carts'],
        },
      },
      { ...billing, subsegments: [nested] },
    ]);
  });

  it('gives inferred segments the same ids every time, and no others’', async () => {
    const [one, other] = [makeCheckout(takeSlot(subject())), makeCheckout(takeSlot(subject()))];
    await putAll(subject(), one.front, other.front);
    const inferredIds = async (id: string) =>
      (await readTrace(subject(), id)).segments
        .filter(({ inferred }) => inferred === true)
        .map((segment) => segment.id);
    const ids = await inferredIds(one.id);
    // Billing has not reported yet: it is inferred as well.
    expect(ids).toHaveLength(2);
    expect(await inferredIds(one.id)).toEqual(ids);
    expect(await inferredIds(other.id)).not.toEqual(ids);
    await putAll(subject(), one.billing);
    expect(await inferredIds(one.id)).toEqual(ids.slice(0, 1));
  });

  it('infers a failed remote callee with its outcome, and leaves the exceptions to the call', async () => {
    const { id, front } = makeCheckout(takeSlot(subject()));
    const cause = { exceptions: [{ id: makeId(), type: 'Timeout', message: 'too late' }] };
    const [, call] = front.subsegments ?? [];
    await putAll(subject(), { ...front, subsegments: call ? [{ ...call, cause }] : [] });
    const [root, inferred] = (await readTrace(subject(), id)).segments;
    expect(root.subsegments[0].cause).toEqual(cause);
    expect(inferred).toMatchObject({ name: 'billing.internal', inferred: true, fault: true });
    expect(Object.keys(inferred)).not.toContain('origin');
    expect(Object.keys(inferred)).not.toContain('cause');
  });

  it('tells how long a message waited in an inferred queue', async () => {
    const { id, start, front } = makeCheckout(takeSlot(subject()));
    const queue = 'https://sqs.us-east-1.amazonaws.com/000000000000/mail';
    const call = {
      id: makeId(),
      name: 'SQS',
      namespace: 'aws',
      start_time: start + 1,
      end_time: start + 1.5,
      aws: { operation: 'SendMessage', queue_url: queue },
    };
    await putAll(subject(), { ...front, subsegments: [call] });
    const [, inferred] = (await readTrace(subject(), id)).segments;
    expect(inferred).toMatchObject({
      origin: 'AWS::SQS::Queue',
      aws: { queue_url: queue, resource_names: [queue] },
      subsegments: [{ name: 'QueueTime', start_time: start + 1, end_time: start + 1.5 }],
    });
  });

  it('gives a subsegment whose parent never came as it was sent', async () => {
    const { id, compute } = makeCheckout(takeSlot(subject()));
    await putAll(subject(), compute);
    expect((await readTrace(subject(), id)).segments).toEqual([compute]);
  });

  it('gives several traces, and leaves out those it does not have', async () => {
    const slot = takeSlot(subject());
    const [one, other] = [makeCheckout(slot), makeCheckout(slot)];
    await putAll(subject(), one.front, other.front);
    const answer = await subject().api.batchGetTraces({
      TraceIds: [one.id, makeTraceId(slot.start), other.id],
    });
    expect(answer.Traces?.map(({ Id }) => Id).sort()).toEqual([one.id, other.id].sort());
    expect(answer.UnprocessedTraceIds).toEqual([]);
  });

  it('marks a trace beyond the quota of 500 KB', async () => {
    const { id, front, compute } = makeCheckout(takeSlot(subject()));
    const padding = { default: { padding: 'x'.repeat(60_000) } };
    const children = Array.from({ length: 9 }, () => ({
      ...compute,
      id: makeId(),
      parent_id: front.id,
      metadata: padding,
    }));
    await putAll(subject(), front, ...children);
    expect(await readTrace(subject(), id)).toMatchObject({ Id: id, LimitExceeded: true });
  });

  const unknown = makeTraceId(0);
  it.each([
    [
      { TraceIds: Array.from({ length: 6 }, () => makeTraceId(0)) },
      'InvalidRequestException: Exceeding maximum query size: 5',
    ],
    [
      { TraceIds: ['1-5e1234ab-12d3'] },
      'InvalidRequestException: Invalid trace id 1-5e1234ab-12d3: incorrect id format',
    ],
    [{ TraceIds: [unknown, unknown] }, 'InvalidRequestException: Containing duplicate trace ids'],
    [
      { TraceIds: [unknown], NextToken: 'token' },
      'InvalidRequestException: NextToken is currently not supported',
    ],
    [{}, /^ValidationException: 1 validation error detected: Value null at 'traceIds'/],
    [
      { TraceIds: ['x'.repeat(36)] },
      /^ValidationException: .* at 'traceIds\.1\.member' .* length less than or equal to 35$/,
    ],
  ])('refuses %j', async (input, refusal) => {
    expect(await refusalOf(subject().api.batchGetTraces(input as never))).toMatch(refusal);
  });
};
