import { expect, it } from 'vitest';
import type { Segment } from '../../../src/xray/segment.ts';
import { makeCheckout } from '../checkout.ts';
import {
  type GetSubject,
  makeId,
  makeTraceId,
  putAll,
  refusalOf,
  type Slot,
  takeSlot,
} from '../subject.ts';

const makeLone = ({ start }: Slot, members: Partial<Segment> = {}): Segment => ({
  trace_id: makeTraceId(start),
  id: makeId(),
  name: 'lone',
  start_time: start,
  end_time: start + 1,
  ...members,
});

/** What makes a good document bad, the code it gets, and what its message calls it. */
const FAULTS: readonly (readonly [object, code: string, message: string])[] = [
  [{ id: undefined }, 'MissingId', 'Invalid segment. ErrorCode: MissingId'],
  [{ id: 'xyz' }, 'InvalidId', 'Invalid segment. ErrorCode: InvalidId'],
  [{ name: undefined }, 'MissingName', 'Invalid segment. ErrorCode: MissingName'],
  [{ name: '' }, 'MissingName', 'Invalid segment. ErrorCode: MissingName'],
  [{ trace_id: undefined }, 'MissingTraceId', 'Invalid segment. ErrorCode: MissingTraceId'],
  [{ trace_id: '1-2-3' }, 'InvalidTraceId', 'Invalid segment. ErrorCode: InvalidTraceId'],
  [{ start_time: undefined }, 'MissingStartTime', 'Invalid segment. ErrorCode: MissingStartTime'],
  [{ end_time: undefined }, 'MissingEndTime', 'Invalid segment. ErrorCode: MissingEndTime'],
  [{ parent_id: 'xyz' }, 'InvalidParentId', 'Invalid segment. ErrorCode: InvalidParentId'],
  [
    { in_progress: true },
    'InProgressSegmentHasEndTime',
    'Invalid segment. ErrorCode: InProgressSegmentHasEndTime',
  ],
  [{ type: 'span' }, 'UnknownType', 'Invalid entity. ErrorCode: UnknownType'],
  [
    { type: 'subsegment' },
    'MissingParentId',
    'Invalid subsegment. ErrorCode: MissingParentId, Cause: null',
  ],
  [
    { type: 'subsegment', parent_id: '00000000000000aa', in_progress: true },
    'InProgressSubsegmentHasEndTime',
    'Invalid subsegment. ErrorCode: InProgressSubsegmentHasEndTime, Cause: null',
  ],
];

/** Takes documents, judges each by itself, and answers 200 for what it can read at all. */
export const describePutTraceSegments = (subject: GetSubject): void => {
  const put = (...texts: readonly string[]) =>
    subject().api.putTraceSegments({ TraceSegmentDocuments: texts });
  const segmentsOf = async (traceId: string) => {
    const { Traces = [] } = await subject().api.batchGetTraces({ TraceIds: [traceId] });
    return (Traces[0]?.Segments ?? []).map(({ Document = '' }) => JSON.parse(Document));
  };

  it('takes a segment and refuses nothing of it', async () => {
    const lone = makeLone(takeSlot(subject()));
    expect(await put(JSON.stringify(lone))).toEqual({ UnprocessedTraceSegments: [] });
    expect(await segmentsOf(lone.trace_id)).toEqual([lone]);
  });

  it.each(FAULTS)('refuses a document with %j as %s', async (fault, ErrorCode, Message) => {
    const document = { ...makeLone(takeSlot(subject())), ...fault };
    const { UnprocessedTraceSegments } = await put(JSON.stringify(document));
    expect(UnprocessedTraceSegments).toEqual([{ Id: document.id, ErrorCode, Message }]);
    if (typeof document.trace_id !== 'string' || document.trace_id.length !== 35) return;
    expect(await segmentsOf(document.trace_id)).toEqual([]);
  });

  it.each([
    ['{', 'Invalid segment. ErrorCode: ParseError'],
    ['null', 'Invalid entity. ErrorCode: ParseError'],
    ['7', 'Invalid entity. ErrorCode: ParseError'],
    ['[]', 'Invalid entity. ErrorCode: ParseError'],
  ])('refuses the document %s, which has no id to name', async (text, Message) => {
    const { UnprocessedTraceSegments } = await put(text);
    expect(UnprocessedTraceSegments).toEqual([{ ErrorCode: 'ParseError', Message }]);
  });

  it('refuses a document of more than 64 KB', async () => {
    const lone = makeLone(takeSlot(subject()), { metadata: { padding: 'x'.repeat(65_536) } });
    expect(await put(JSON.stringify(lone))).toMatchObject({
      UnprocessedTraceSegments: [
        { ErrorCode: 'InvalidSegment', Message: 'Invalid segment. ErrorCode: InvalidSegment' },
      ],
    });
    expect(await segmentsOf(lone.trace_id)).toEqual([]);
  });

  it('keeps the good ones among bad ones', async () => {
    const lone = makeLone(takeSlot(subject()));
    const { UnprocessedTraceSegments = [] } = await put('{', JSON.stringify(lone), '[]');
    expect(UnprocessedTraceSegments).toHaveLength(2);
    expect(await segmentsOf(lone.trace_id)).toEqual([lone]);
  });

  it('takes an array of subsegments as one document', async () => {
    const { front, compute, billing } = makeCheckout(takeSlot(subject()));
    await putAll(subject(), front, billing);
    const more = { ...compute, id: makeId(), name: 'round-tax' };
    expect(await put(JSON.stringify([compute, more]))).toEqual({ UnprocessedTraceSegments: [] });
    const nested = (await segmentsOf(front.trace_id)).flatMap(({ name, subsegments = [] }) =>
      name === 'billing' ? subsegments : [],
    );
    expect(nested.map(({ name }: Segment) => name)).toEqual(['compute-tax', 'round-tax']);
  });

  it('keeps the first complete version of a segment', async () => {
    const lone = makeLone(takeSlot(subject()));
    await putAll(subject(), lone);
    await putAll(subject(), { ...lone, name: 'renamed', end_time: lone.start_time + 9 });
    expect(await segmentsOf(lone.trace_id)).toEqual([lone]);
  });

  it('replaces what is in progress by what is complete', async () => {
    const slot = takeSlot(subject());
    const lone = makeLone(slot);
    const { end_time: _, ...open } = lone;
    const summaries = async () =>
      (await subject().api.getTraceSummaries(slot.window)).TraceSummaries;
    await putAll(subject(), { ...open, in_progress: true });
    expect(await summaries()).toMatchObject([{ IsPartial: true, Revision: 1 }]);
    expect((await summaries())?.[0]?.Duration).toBeUndefined();
    expect((await summaries())?.[0]?.ResponseTime).toBeUndefined();
    await putAll(subject(), lone);
    expect(await summaries()).toMatchObject([
      { IsPartial: false, Duration: 1, ResponseTime: 1, Revision: 2 },
    ]);
    expect(await segmentsOf(lone.trace_id)).toEqual([lone]);
  });

  it('cuts a name at 200 characters', async () => {
    const lone = makeLone(takeSlot(subject()), { name: 'n'.repeat(250) });
    await putAll(subject(), lone);
    const { Services } = await subject().api.getTraceGraph({ TraceIds: [lone.trace_id] });
    expect(Services?.map(({ Name }) => Name?.length)).toEqual([200, 200]);
  });

  it.each([
    [[], 'InvalidRequestException: Segments can not be empty'],
    [
      Array(51).fill('{}'),
      'InvalidRequestException: At most 50 segments can be put at once, not 51',
    ],
    [[{}], /^SerializationException: /],
    [
      undefined,
      /^ValidationException: 1 validation error detected: Value null at 'traceSegmentDocuments'/,
    ],
  ])('refuses a call with %j', async (TraceSegmentDocuments, refusal) => {
    const call = subject().api.putTraceSegments({ TraceSegmentDocuments } as never);
    expect(await refusalOf(call)).toMatch(refusal);
  });
};
