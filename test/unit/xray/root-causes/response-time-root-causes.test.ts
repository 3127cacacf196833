import { describe, expect, it } from 'vitest';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import { findResponseTimeRootCauses } from '../../../../src/xray/root-causes/response-time-root-causes.ts';
import type { SegmentDocument, Subsegment } from '../../../../src/xray/segment.ts';
import { idOf, makeSegment, makeSubsegment, TRACE_ID } from '../../../support/make-segment.ts';

const ACCOUNT = { accountId: '123456789012' };

const causesOf = (...documents: readonly SegmentDocument[]) =>
  findResponseTimeRootCauses(buildTrace(TRACE_ID, documents), ACCOUNT);

/** `front 1 > users 0.75* | ?users 0.75`, or nothing. */
const lineOf = (...documents: readonly SegmentDocument[]): string | undefined =>
  causesOf(...documents)[0]
    ?.Services?.map(({ EntityPath = [], Inferred }) => {
      const entities = EntityPath.map(
        ({ Name, Coverage, Remote }) => `${Name} ${Coverage}${Remote ? '*' : ''}`,
      );
      return `${Inferred ? '?' : ''}${entities.join(' > ')}`;
    })
    .join(' | ');

const front = (...subsegments: readonly Subsegment[]) =>
  makeSegment(1, [0, 4], { name: 'front', subsegments });

const child = (interval: readonly [number, number?], members: Partial<Subsegment> = {}) =>
  makeSubsegment(2, interval, { name: 'child', ...members });

describe('findResponseTimeRootCauses', () => {
  it('prints the shape of the wire', () => {
    expect(causesOf(front(child([0.1, 3.1], { namespace: 'remote' })))).toEqual([
      {
        ClientImpacting: true,
        Services: [
          {
            Name: 'front',
            Names: ['front'],
            Inferred: false,
            EntityPath: [
              { Name: 'front', Coverage: 1, Remote: false },
              { Name: 'child', Coverage: 0.75, Remote: true },
            ],
          },
          {
            Name: 'child',
            Names: ['child'],
            Type: 'remote',
            Inferred: true,
            EntityPath: [{ Name: 'child', Coverage: 0.75, Remote: false }],
          },
        ],
      },
    ]);
  });

  it.each([
    ['local work in its service', [child([0.1, 3.1])], 'front 1 > child 0.75'],
    ['nothing where no child fills more than half', [child([0.1, 2.1])], undefined],
    ['nothing where there is no child', [], undefined],
    [
      'the longest child',
      [child([0, 2.4]), makeSubsegment(3, [0, 3], { name: 'longer' })],
      'front 1 > longer 0.75',
    ],
    [
      'the earliest of the longest',
      [makeSubsegment(3, [0.5, 3.5], { name: 'later' }), child([0, 3])],
      'front 1 > child 0.75',
    ],
    [
      'only what fills more than half of the whole, however deep',
      [
        child([0, 3], {
          subsegments: [
            makeSubsegment(3, [0, 2.5], {
              name: 'deeper',
              subsegments: [makeSubsegment(4, [0, 1.9], { name: 'deepest' })],
            }),
          ],
        }),
      ],
      'front 1 > child 0.75 > deeper 0.625',
    ],
    ['nothing that is still in progress', [child([0])], undefined],
  ])('follows %s', (_, subsegments, line) => {
    expect(lineOf(front(...subsegments))).toBe(line);
  });

  it('leads into the segment of the callee', () => {
    const callee = makeSegment(3, [0.2, 3], { name: 'back', parent_id: idOf(2) });
    expect(lineOf(front(child([0.1, 3.1], { namespace: 'remote' })), callee)).toBe(
      'front 1 > child 0.75* | back 0.7',
    );
  });

  it('leads into a callee whose clock is ahead', () => {
    const callee = makeSegment(3, [0.4, 3.2], { name: 'back', parent_id: idOf(2) });
    expect(lineOf(front(child([0.1, 3.1], { namespace: 'remote' })), callee)).toBe(
      'front 1 > child 0.75* | back 0.7',
    );
  });

  it('does not follow work nobody waited for', () => {
    const callee = makeSegment(3, [0.2, 9], { name: 'worker', parent_id: idOf(2) });
    expect(lineOf(front(child([0.1, 3.1], { namespace: 'remote' })), callee)).toBe(
      'front 1 > child 0.75*',
    );
  });

  it('says nothing as long as the root is in progress, or never arrived', () => {
    expect(lineOf(makeSegment(1, [0], { subsegments: [child([0, 3])] }))).toBeUndefined();
    expect(
      lineOf(makeSegment(1, [0, 4], { parent_id: idOf(9), subsegments: [child([0, 3])] })),
    ).toBeUndefined();
  });
});
