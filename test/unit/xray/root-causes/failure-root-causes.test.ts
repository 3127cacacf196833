import { describe, expect, it } from 'vitest';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import { findFailureRootCauses } from '../../../../src/xray/root-causes/failure-root-causes.ts';
import type { SegmentDocument, Subsegment } from '../../../../src/xray/segment.ts';
import {
  idOf,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  TRACE_ID,
} from '../../../support/make-segment.ts';

const ACCOUNT = { accountId: '123456789012' };

const causesOf = (kind: 'fault' | 'error', ...documents: readonly SegmentDocument[]) =>
  findFailureRootCauses(buildTrace(TRACE_ID, documents), kind, ACCOUNT);

/** One line a cause: `root: front > A!Boom | remote`; `!` an exception, `*` remote, `?` an inferred service. */
const linesOf = (causes: ReturnType<typeof causesOf>): readonly string[] =>
  causes.map(({ Services = [], ClientImpacting }) => {
    const services = Services.map(({ EntityPath = [], Inferred }) => {
      const entities = EntityPath.map(({ Name, Exceptions = [], Remote }) => {
        const exceptions = Exceptions.map((exception) => `!${exception.Name}`).join('');
        return `${Name}${exceptions}${Remote ? '*' : ''}`;
      });
      return `${Inferred ? '?' : ''}${entities.join(' > ')}`;
    });
    return `${ClientImpacting ? 'root' : 'below'}: ${services.join(' | ')}`;
  });

const boom = (name: string) => ({
  cause: { exceptions: [{ id: `${name}-exception`.padEnd(16, '0'), type: name, message: 'm' }] },
});

const faulty = (number: number, name: string, members: Partial<Subsegment> = {}): Subsegment =>
  makeSubsegment(number, [number, number + 1], { name, fault: true, ...members });

const front = (subsegments: readonly Subsegment[], members = {}) =>
  makeSegment(1, [0, 20], { name: 'front', fault: true, subsegments, ...members });

const remote = { namespace: 'remote' };

describe('findFailureRootCauses', () => {
  it('prints services, entities and exceptions in the shape of the wire', () => {
    const call = faulty(2, 'users', { ...remote, ...boom('Timeout') });
    expect(causesOf('fault', front([call], { origin: 'AWS::EC2::Instance' }))).toEqual([
      {
        ClientImpacting: true,
        Services: [
          {
            Name: 'front',
            Names: ['front'],
            Type: 'AWS::EC2::Instance',
            Inferred: false,
            EntityPath: [
              { Name: 'front', Exceptions: [], Remote: false },
              { Name: 'users', Exceptions: [{ Name: 'Timeout', Message: 'm' }], Remote: true },
            ],
          },
          {
            Name: 'users',
            Names: ['users'],
            Type: 'remote',
            Inferred: true,
            EntityPath: [{ Name: 'users', Exceptions: [], Remote: false }],
          },
        ],
      },
    ]);
  });

  it.each([
    ['names nothing where a service only says that it failed', front([]), []],
    ['names the exception of the service itself', front([], boom('Boom')), ['root: front!Boom']],
    [
      'names the deepest exception, with what it passed on the way',
      front([faulty(2, 'A', { ...boom('Outer'), subsegments: [faulty(3, 'B', boom('Inner'))] })]),
      ['root: front > A!Outer > B!Inner'],
    ],
    [
      'stops at the deepest exception: what is only flagged below it says nothing',
      front([faulty(2, 'A', { ...boom('Boom'), subsegments: [faulty(3, 'B')] })]),
      ['root: front > A!Boom'],
    ],
    [
      'passes through what is only flagged above an exception',
      front([faulty(2, 'A', { subsegments: [faulty(3, 'B', boom('Boom'))] })]),
      ['root: front > A > B!Boom'],
    ],
    [
      'follows what is flagged only',
      front([faulty(2, 'A', { fault: false, subsegments: [faulty(3, 'B', boom('Boom'))] })]),
      [],
    ],
    [
      'follows one of several that failed alike, the earliest',
      front([faulty(5, 'late', boom('Late')), faulty(2, 'early', boom('Early'))]),
      ['root: front > early!Early'],
    ],
    [
      'prefers a failed callee to an exception of its own service, even one without exceptions',
      front([faulty(2, 'A', boom('Boom')), faulty(3, 'users', remote)]),
      ['root: front > users* | ?users'],
    ],
    [
      'follows one of several failed callees',
      front([faulty(2, 'users', remote), faulty(3, 'mails', remote)]),
      ['root: front > users* | ?users'],
    ],
    [
      'follows an exception id to where it was recorded, ahead of a failed callee, which then stands alone',
      front([faulty(2, 'A', boom('Boom')), faulty(3, 'users', remote)], {
        cause: 'Boom-exception00',
      }),
      ['root: front > A!Boom', 'below: ?users'],
    ],
    [
      'names nothing for an exception id nobody recorded',
      front([faulty(2, 'A', boom('Boom')), faulty(3, 'users', remote)], { cause: 'nowhere' }),
      ['below: ?users'],
    ],
    [
      'follows an exception id through what did not fail',
      front([faulty(2, 'A', { fault: false, subsegments: [faulty(3, 'B', boom('Boom'))] })], {
        cause: 'Boom-exception00',
      }),
      ['root: front > A > B!Boom'],
    ],
    [
      'keeps the exception of a service whose part refers to nothing',
      front([faulty(2, 'A', { cause: 'nowhere' })], boom('Boom')),
      ['root: front!Boom'],
    ],
    [
      'begins nowhere in a service that did not fail',
      front([faulty(2, 'A', boom('Boom'))], { fault: false }),
      [],
    ],
  ] as const)('%s', (_, document, lines) => {
    expect(linesOf(causesOf('fault', document))).toEqual(lines);
  });

  it('leads through the segment of a failed callee', () => {
    const documents = [
      front([faulty(2, 'back', remote)]),
      makeSegment(3, [2.2, 2.8], {
        name: 'back',
        parent_id: idOf(2),
        fault: true,
        subsegments: [faulty(4, 'query', boom('Boom'))],
      }),
    ];
    expect(linesOf(causesOf('fault', ...documents))).toEqual([
      'root: front > back* | back > query!Boom',
    ]);
  });

  it('names a failed callee that reported itself without an exception', () => {
    const documents = [
      front([faulty(2, 'back', remote)]),
      makeSegment(3, [2.2, 2.8], { name: 'back', parent_id: idOf(2), fault: true }),
    ];
    expect(linesOf(causesOf('fault', ...documents))).toEqual(['root: front > back* | back']);
  });

  it('begins below where the root came through unharmed', () => {
    const documents = [
      front([faulty(2, 'back', remote)], { fault: false }),
      makeSegment(3, [2.2, 9], { name: 'back', parent_id: idOf(2), fault: true, ...boom('Boom') }),
      makeIndependent(4, 3, [3, 8], {
        name: 'database',
        namespace: 'aws',
        error: true,
        throttle: true,
      }),
    ];
    expect(linesOf(causesOf('fault', ...documents))).toEqual(['below: back!Boom']);
    expect(linesOf(causesOf('error', ...documents))).toEqual(['below: ?database']);
  });

  it('keeps faults and errors apart, and counts throttling with the errors', () => {
    const document = front([], { fault: false, throttle: true, ...boom('SlowDown') });
    expect(linesOf(causesOf('error', document))).toEqual(['root: front!SlowDown']);
    expect(causesOf('fault', document)).toEqual([]);
  });

  it('takes a cause without exceptions, and an exception without type or message, as it is', () => {
    expect(causesOf('fault', front([], { cause: { working_directory: '/' } }))).toEqual([]);
    const [cause] = causesOf('fault', front([], { cause: { exceptions: [{ id: 'x' }] } }));
    expect(cause?.Services?.[0]?.EntityPath?.[0]?.Exceptions).toEqual([{}]);
  });

  it('goes as deep as documents go', () => {
    let deep = faulty(5_000, 'deep', boom('Boom'));
    for (let number = 4_999; number > 1; number -= 1) {
      deep = makeSubsegment(number, [0, 1], { name: 'x', fault: true, subsegments: [deep] });
    }
    const [cause] = causesOf('fault', front([deep]));
    expect(cause?.Services?.[0]?.EntityPath).toHaveLength(5_000);
  });
});
