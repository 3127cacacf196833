import { describe, expect, it } from 'vitest';
import { findSelfTime } from '../../../../src/core/traces/self-time.ts';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import type { TraceNode } from '../../../../src/xray/trace.ts';
import { makeSegment, makeSubsegment, TRACE_ID } from '../../../support/make-segment.ts';

type Interval = readonly [number, number?];

/** The self time of a segment with children at these times. */
const selfTimeOf = (own: Interval, ...children: readonly Interval[]): number | undefined => {
  const subsegments = children.map((interval, index) => makeSubsegment(index + 2, interval));
  const root = buildTrace(TRACE_ID, [makeSegment(1, own, { subsegments })]).root as TraceNode;
  return findSelfTime(root);
};

describe('findSelfTime', () => {
  it.each<readonly [string, Interval, readonly Interval[], number]>([
    ['without children is the duration', [0, 4], [], 4],
    ['leaves out a child', [0, 4], [[1, 2]], 3],
    [
      'counts overlapping children once',
      [0, 10],
      [
        [1, 5],
        [2, 3],
        [4, 6],
      ],
      5,
    ],
    [
      'leaves out children one after another',
      [0, 4],
      [
        [0, 1],
        [1, 2],
      ],
      2,
    ],
    ['clips a child that begins before', [2, 4], [[0, 3]], 1],
    ['clips a child that ends after', [0, 4], [[3, 9]], 3],
    ['ignores a child wholly outside', [0, 4], [[5, 9]], 4],
    [
      'is never negative',
      [0, 4],
      [
        [-5, 9],
        [0, 4],
      ],
      0,
    ],
    ['takes an open child to go on', [0, 4], [[3]], 3],
    ['of no time is none', [1, 1], [[0, 2]], 0],
  ])('%s', (_name, own, children, expected) => {
    expect(selfTimeOf(own, ...children)).toBeCloseTo(expected, 6);
  });

  it('is unknown while in progress', () => {
    expect(selfTimeOf([0], [1, 2])).toBeUndefined();
  });
});
