import { describe, expect, it } from 'vitest';
import { acceptDocuments } from '../../../../src/local/ingest/accept-documents.ts';
import { idOf, makeIndependent, makeSegment, TRACE_ID } from '../../../support/make-segment.ts';

const OTHER_ID = '1-00000001-0123456789abcdef01234567';

describe('the documents of one call', () => {
  it('are kept as they were sent, sorted by trace', () => {
    const first = ` ${JSON.stringify(makeSegment(1, [0, 1]))}\n`;
    const other = JSON.stringify(makeSegment(2, [0, 1], { trace_id: OTHER_ID }));
    const second = `{"unknown":1e1,${JSON.stringify(makeIndependent(3, 1, [0, 1])).slice(1)}`;
    const { batches, unprocessed } = acceptDocuments([first, other, second]);
    expect(unprocessed).toEqual([]);
    expect(batches.map(({ traceId, body }) => [traceId, body])).toEqual([
      [TRACE_ID, `[${first},${second}]`],
      [OTHER_ID, `[${other}]`],
    ]);
    expect(batches[0]?.documents.map(({ id }) => id)).toEqual([idOf(1), idOf(3)]);
  });

  it('are counted in bytes', () => {
    const text = JSON.stringify(makeSegment(1, [0, 1], { name: 'é' }));
    expect(acceptDocuments([text]).batches[0]?.bodyBytes).toBe(Buffer.byteLength(text) + 2);
  });

  it('may hold arrays of subsegments, of several traces', () => {
    const here = makeIndependent(1, 9, [0, 1]);
    const there = { ...makeIndependent(2, 9, [0, 1]), trace_id: OTHER_ID };
    const { batches, unprocessed } = acceptDocuments([JSON.stringify([here, there])]);
    expect(unprocessed).toEqual([]);
    expect(batches.map(({ traceId, body }) => [traceId, JSON.parse(body)])).toEqual([
      [TRACE_ID, [here]],
      [OTHER_ID, [there]],
    ]);
    const lone = acceptDocuments([JSON.stringify([here])]);
    expect(lone.batches.map(({ body }) => JSON.parse(body))).toEqual([[here]]);
  });

  it('go under one trace whatever the case of its id', () => {
    const upper = makeSegment(1, [0, 1], { trace_id: TRACE_ID.toUpperCase() });
    const { batches } = acceptDocuments([
      JSON.stringify(upper),
      JSON.stringify(makeSegment(2, [0, 1])),
    ]);
    expect(batches.map(({ traceId, documents }) => [traceId, documents.length])).toEqual([
      [TRACE_ID, 2],
    ]);
  });

  it('are refused one by one, with the id where there is one', () => {
    const nameless = JSON.stringify({ ...makeSegment(1, [0, 1]), name: undefined });
    const { batches, unprocessed } = acceptDocuments([
      'nonsense',
      nameless,
      JSON.stringify(makeSegment(2, [0, 1])),
    ]);
    expect(batches).toHaveLength(1);
    expect(unprocessed).toEqual([
      { ErrorCode: 'ParseError', Message: 'Invalid entity. ErrorCode: ParseError' },
      { Id: idOf(1), ErrorCode: 'MissingName', Message: 'Invalid segment. ErrorCode: MissingName' },
    ]);
  });
});
