import { describe, expect, it } from 'vitest';
import { assembleDocuments } from '../../../../src/local/queries/assemble-documents.ts';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import type { SegmentDocument } from '../../../../src/xray/segment.ts';
import {
  idOf,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  TRACE_ID,
} from '../../../support/make-segment.ts';

const ACCOUNT = { accountId: '000000000000' };

const assemble = (...documents: readonly SegmentDocument[]) =>
  assembleDocuments(buildTrace(TRACE_ID, documents), ACCOUNT).map(({ Id, Document = '' }) => {
    const document = JSON.parse(Document);
    expect(document.id).toBe(Id);
    return document;
  });

describe('the documents of a trace', () => {
  it('come back as they were sent where nothing has to be put together', () => {
    const segment = makeSegment(1, [0, 1], {
      metadata: { default: { deep: [1, { two: null }] } },
      annotations: { a: 1 },
      subsegments: [makeSubsegment(2, [0, 0.5], { subsegments: [makeSubsegment(3, [0, 0.1])] })],
    });
    const other = { ...makeSegment(4, [0.1, 0.2], { parent_id: idOf(2) }), ours: 'kept' };
    expect(assemble(segment, other)).toEqual([segment, other]);
  });

  it('have subsegments that were sent alone in their place, without what says where that is', () => {
    const nested = makeSubsegment(3, [0.2, 0.3]);
    const documents = assemble(
      makeIndependent(4, 3, [0.2, 0.25]),
      makeIndependent(2, 1, [0.1, 0.4], { subsegments: [nested] }),
      makeSegment(1, [0, 1]),
    );
    const inner = { ...nested, subsegments: [makeSubsegment(4, [0.2, 0.25])] };
    const outer = { ...makeSubsegment(2, [0.1, 0.4]), subsegments: [inner] };
    expect(documents).toEqual([{ ...makeSegment(1, [0, 1]), subsegments: [outer] }]);
  });

  it('keep a subsegment whose parent never came as it was sent', () => {
    const orphan = makeIndependent(2, 9, [0.1, 0.4]);
    expect(assemble(makeSegment(1, [0, 1]), orphan)).toEqual([makeSegment(1, [0, 1]), orphan]);
  });

  it('do not repeat what only told X-Ray to wait', () => {
    const http = { request: { url: 'http://a/', traced: true }, response: { status: 200 } };
    const [segment] = assemble(
      makeSegment(1, [0, 1], { subsegments: [makeSubsegment(2, [0, 0.5], { http })] }),
    );
    expect(segment.subsegments[0].http).toEqual({
      request: { url: 'http://a/' },
      response: { status: 200 },
    });
  });

  it('hold ten thousand subsegments, each sent alone under the last', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      makeIndependent(index + 2, index + 1, [0, 1]),
    );
    const [only] = assembleDocuments(
      buildTrace(TRACE_ID, [makeSegment(1, [0, 1]), ...chain]),
      ACCOUNT,
    );
    expect(only?.Document?.match(/"subsegments"/g)).toHaveLength(10_000);
  });
});

describe('a call to what does not report itself', () => {
  const call = makeSubsegment(2, [0.1, 0.4], {
    name: 'DynamoDB',
    namespace: 'aws',
    fault: true,
    http: { response: { status: 500 } },
    aws: { operation: 'GetItem', table_name: 'users' },
  });

  it('gets a segment of its own, always with the same id', () => {
    const [, inferred] = assemble(makeSegment(1, [0, 1], { subsegments: [call] }));
    expect(inferred).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      trace_id: TRACE_ID,
      parent_id: call.id,
      inferred: true,
      name: 'DynamoDB',
      origin: 'AWS::DynamoDB::Table',
      start_time: call.start_time,
      end_time: call.end_time,
      fault: true,
      http: { response: { status: 500 } },
      aws: expect.objectContaining({ operation: 'GetItem', table_name: 'users' }),
    });
    const [, again] = assemble(makeSegment(1, [0, 1], { subsegments: [call] }));
    expect(again.id).toBe(inferred.id);
    const [, elsewhere] = assemble(
      makeSegment(1, [0, 1], { subsegments: [{ ...call, id: idOf(3) }] }),
    );
    expect(elsewhere.id).not.toBe(inferred.id);
  });

  it('has no origin when it is remote, and is in progress as long as the call is', () => {
    const open = makeSubsegment(2, [0.1], { namespace: 'remote', name: 'www' });
    const [, inferred] = assemble(makeSegment(1, [0, 1], { subsegments: [open] }));
    expect(inferred).toMatchObject({ name: 'www', in_progress: true });
    expect(Object.keys(inferred)).not.toEqual(expect.arrayContaining(['origin', 'end_time']));
    expect(inferred.origin ?? inferred.end_time).toBeUndefined();
  });

  it('gets none when the callee reported itself, nor a second one when it was inferred before', () => {
    const remote = makeSubsegment(2, [0.1, 0.4], { namespace: 'remote' });
    const caller = makeSegment(1, [0, 1], { subsegments: [remote] });
    const callee = makeSegment(3, [0.2, 0.3], { parent_id: remote.id });
    expect(assemble(caller, callee)).toHaveLength(2);
    const twin = { ...callee, inferred: true, name: remote.name };
    expect(assemble(caller, twin).map(({ id }) => id)).toEqual([caller.id, twin.id]);
    const local = makeSegment(1, [0, 1], { subsegments: [makeSubsegment(2, [0.1, 0.4])] });
    expect(assemble(local)).toHaveLength(1);
  });
});
