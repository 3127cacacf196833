import { describe, expect, it } from 'vitest';
import type { SentRequest } from '../../../../src/core/arrivals/arrival.ts';
import { judgeArrival } from '../../../../src/core/arrivals/judge-arrival.ts';
import type { ReadTrace } from '../../../../src/core/traces/read-trace.ts';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import type { TraceId } from '../../../../src/xray/ids.ts';
import type { Segment } from '../../../../src/xray/segment.ts';

const traceId = '1-5759e988-bd862e3fe1be46a994272793' as TraceId;
const request: SentRequest = {
  traceId,
  method: 'POST',
  path: '/usermgmt/user',
  status: 201,
  services: ['front', 'back'],
};
const front: Segment = {
  trace_id: traceId,
  id: 'aaaaaaaaaaaaaaaa',
  name: 'front',
  start_time: 10,
  end_time: 11,
  http: { response: { status: 201 } },
  subsegments: [
    { id: 'bbbbbbbbbbbbbbbb', name: 'back', start_time: 10.1, end_time: 10.9, namespace: 'remote' },
  ],
};
const back: Segment = {
  trace_id: traceId,
  id: 'cccccccccccccccc',
  parent_id: 'bbbbbbbbbbbbbbbb',
  name: 'back',
  start_time: 10.2,
  end_time: 10.8,
};

const read = (documents: readonly Segment[]): ReadTrace => ({
  trace: buildTrace(traceId, documents),
  limitExceeded: false,
  unreadable: [],
});

describe('judging an arrival', () => {
  it('calls a trace whole when every service reported and the status agrees', () => {
    expect(judgeArrival(request, read([front, back]))).toEqual({
      request,
      state: 'whole',
      reasons: [],
    });
  });

  it('calls it missing when nothing arrived', () => {
    expect(judgeArrival(request, undefined).state).toBe('missing');
    expect(judgeArrival(request, read([])).state).toBe('missing');
  });

  it.each([
    ['a service that did not report', [front], 'no segment of back'],
    ['a root that is missing', [back], 'no root segment'],
    ['a parent that is missing', [{ ...front, subsegments: [] }, back], '1 without their parent'],
    [
      'work that is still open',
      [front, { ...back, end_time: undefined, in_progress: true } as unknown as Segment],
      '1 still in progress',
    ],
    [
      'a status that disagrees',
      [{ ...front, http: { response: { status: 500 } } }, back],
      'the client saw 201, the trace says 500',
    ],
  ])('calls it partial for %s', (_what, documents, reason) => {
    const arrival = judgeArrival(request, read(documents as readonly Segment[]));
    expect(arrival.state).toBe('partial');
    expect(arrival.reasons).toContain(reason);
  });

  it('says which document cannot be read', () => {
    const broken = {
      ...read([front, back]),
      unreadable: [{ id: 'dddddddddddddddd', why: 'no JSON' }],
    };
    expect(judgeArrival(request, broken).reasons).toEqual([
      'document dddddddddddddddd cannot be read: no JSON',
    ]);
  });
});
