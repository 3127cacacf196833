import { describe, expect, it } from 'vitest';
import { findCriticalPath } from '../../../../src/core/traces/critical-path.ts';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import type { SegmentDocument } from '../../../../src/xray/segment.ts';
import {
  EPOCH,
  idOf,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  TRACE_ID,
} from '../../../support/make-segment.ts';

/** Steps as `name start-end`, seconds after the epoch of the documents. */
const pathOf = (...documents: readonly SegmentDocument[]): readonly string[] => {
  const offset = (time: number): number => Math.round((time - EPOCH) * 1e4) / 1e4;
  const trace = buildTrace(TRACE_ID, documents);
  const steps = findCriticalPath(trace);
  const total = steps.reduce((sum, { contribution }) => sum + contribution, 0);
  expect(total).toBeCloseTo(trace.end - trace.start, 6);
  return steps.map(({ name, start, end }) => `${name} ${offset(start)}-${offset(end)}`);
};

const sub = (number: number, start: number, end?: number, members = {}) =>
  makeSubsegment(number, end === undefined ? [start] : [start, end], {
    name: `s${number}`,
    ...members,
  });

const root = (interval: readonly [number, number?], ...subsegments: ReturnType<typeof sub>[]) =>
  makeSegment(1, interval, { name: 'root', subsegments });

const segment = (
  number: number,
  parent: number,
  interval: readonly [number, number?],
  members = {},
) => makeSegment(number, interval, { name: `S${number}`, parent_id: idOf(parent), ...members });

describe('findCriticalPath', () => {
  it('of a lone segment is the segment', () => {
    expect(pathOf(root([0, 3]))).toEqual(['root 0-3']);
  });

  it('gives the time between children to their parent', () => {
    expect(pathOf(root([0, 10], sub(2, 1, 4), sub(3, 5, 9)))).toEqual([
      'root 0-1',
      's2 1-4',
      'root 4-5',
      's3 5-9',
      'root 9-10',
    ]);
  });

  it('goes down to the deepest that held the request up', () => {
    const call = sub(2, 1, 9, { namespace: 'remote' });
    expect(
      pathOf(root([0, 10], call), segment(3, 2, [2, 8]), makeIndependent(4, 3, [3, 7])),
    ).toEqual([
      'root 0-1',
      's2 1-2',
      'S3 2-3',
      'subsegment-4 3-7',
      'S3 7-8',
      's2 8-9',
      'root 9-10',
    ]);
  });

  it('of children at the same time takes the one that ended last', () => {
    expect(pathOf(root([0, 10], sub(2, 1, 6), sub(3, 1, 9), sub(4, 2, 3)))).toEqual([
      'root 0-1',
      's3 1-9',
      'root 9-10',
    ]);
  });

  it('does not take a child for waited for that was still running when the next began', () => {
    expect(pathOf(root([0, 10], sub(2, 0, 6), sub(3, 5, 10)))).toEqual(['root 0-5', 's3 5-10']);
  });

  it('of two that end together takes the longer', () => {
    expect(pathOf(root([0, 10], sub(2, 6, 10), sub(3, 1, 10)))).toEqual(['root 0-1', 's3 1-10']);
  });

  it('takes an overlap within the rounding of milliseconds for none', () => {
    expect(pathOf(root([0, 10], sub(2, 0, 5.001), sub(3, 5.0002, 10)))).toEqual([
      's2 0-5.0002',
      's3 5.0002-10',
    ]);
    expect(pathOf(root([0, 10], sub(2, 0, 5.002), sub(3, 5, 10)))).toEqual(['root 0-5', 's3 5-10']);
  });

  it('follows work that outlives the request to the end of the trace', () => {
    const send = sub(2, 1, 2, { namespace: 'aws', name: 'SQS' });
    expect(pathOf(root([0, 3], send), segment(3, 2, [5, 9]))).toEqual([
      'root 0-1',
      'SQS 1-5',
      'S3 5-9',
    ]);
  });

  it('does not blame work that outlives its parent where the parent was waited for', () => {
    const parent = sub(2, 0, 10, { subsegments: [sub(3, 1, 12), sub(4, 2, 9)] });
    expect(pathOf(root([0, 20], parent, sub(5, 10, 20)))).toEqual([
      's2 0-2',
      's4 2-9',
      's2 9-10',
      's5 10-20',
    ]);
  });

  it('cuts a segment whose clock is a little late, and still looks into it', () => {
    const call = sub(2, 0, 50, { namespace: 'remote' });
    const late = segment(3, 2, [5, 53], { subsegments: [sub(4, 6, 52)] });
    expect(pathOf(root([0, 100], call, sub(5, 50, 99)), late)).toEqual([
      's2 0-5',
      'S3 5-6',
      's4 6-50',
      's5 50-99',
      'root 99-100',
    ]);
  });

  it('gives the time of a callee whose clock is wholly wrong to its caller', () => {
    const call = sub(2, 2, 8, { namespace: 'remote' });
    expect(pathOf(root([0, 10], call), segment(3, 2, [-9, -5]))).toEqual([
      'root -9-2',
      's2 2-8',
      'root 8-10',
    ]);
  });

  it('counts an initialisation that came before its function', () => {
    const called = segment(3, 1, [3, 9], { subsegments: [sub(4, 1, 3)] });
    expect(pathOf(root([0, 10]), called)).toEqual(['root 0-1', 's4 1-3', 'S3 3-9', 'root 9-10']);
  });

  it('does not wait for what has not ended, but for what ended below it', () => {
    expect(pathOf(root([0, 10], sub(2, 1)))).toEqual(['root 0-10']);
    expect(pathOf(root([0], sub(2, 1, undefined, { subsegments: [sub(3, 2, 5)] })))).toEqual([
      'root 0-1',
      's2 1-2',
      's3 2-5',
    ]);
  });

  it('gives the time between several roots to the first', () => {
    const orphan = segment(5, 77, [6, 9]);
    expect(pathOf(root([2, 4]), orphan)).toEqual(['root 2-6', 'S5 6-9']);
    expect(pathOf(root([2, 4]), segment(5, 77, [0, 1]))).toEqual(['S5 0-1', 'root 1-4']);
  });

  it('is there for a trace without a root', () => {
    expect(pathOf(segment(3, 77, [0, 2]), segment(4, 78, [1, 3]))).toEqual(['S3 0-1', 'S4 1-3']);
  });

  it.each([
    ['no documents', []],
    ['nothing ended', [root([0], sub(2, 1))]],
    ['no time', [root([4, 4])]],
  ])('is empty for a trace with %s', (_name, documents) => {
    expect(pathOf(...documents)).toEqual([]);
  });

  it('looks through 10,000 siblings and a chain of 10,000', () => {
    const fan = Array.from({ length: 10_000 }, (_, index) => sub(index + 2, index, index + 1));
    expect(pathOf(root([0, 10_000], ...fan))).toHaveLength(10_000);
    const chain = Array.from({ length: 9_999 }, (_, index) =>
      segment(index + 2, index + 1, [index + 1, 20_000 - index]),
    );
    expect(pathOf(root([0, 20_001]), ...chain)).toHaveLength(19_999);
  });
});
