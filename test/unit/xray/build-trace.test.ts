import { describe, expect, it } from 'vitest';
import { buildTrace } from '../../../src/xray/build-trace.ts';
import { parseDocument } from '../../../src/xray/parse-segment.ts';
import type { SegmentDocument } from '../../../src/xray/segment.ts';
import type { Trace, TraceNode } from '../../../src/xray/trace.ts';
import {
  EPOCH,
  idOf,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  TRACE_ID,
} from '../../support/make-segment.ts';
import { readFixture } from '../../support/read-fixture.ts';

const build = (...documents: readonly SegmentDocument[]): Trace => buildTrace(TRACE_ID, documents);

/** The tree as text: one line a node, indented by depth. */
const outline = (trace: Trace): readonly string[] =>
  trace.nodes.map((node) => `${'  '.repeat(node.depth)}${node.name}`);

const kindsOf = (trace: Trace): readonly string[] => trace.problems.map(({ kind }) => kind);

const nodeOf = (trace: Trace, number: number): TraceNode => {
  const node = trace.nodes.find(({ id }) => id === idOf(number));
  if (node === undefined) throw new Error(`no node ${number}`);
  return node;
};

const CALLER = makeSegment(1, [0, 10], {
  name: 'web',
  subsegments: [makeSubsegment(2, [1, 9], { name: 'call', namespace: 'remote' })],
});
const CALLEE = makeSegment(3, [2, 8], { name: 'api', parent_id: idOf(2) });

describe('the tree', () => {
  it('hangs a segment under the subsegment that called it, whichever arrives first', () => {
    const expected = ['web', '  call', '    api'];
    expect(outline(build(CALLER, CALLEE))).toEqual(expected);
    expect(outline(build(CALLEE, CALLER))).toEqual(expected);
  });

  it('hangs a segment under a segment that called it', () => {
    const trace = build(CALLER, makeSegment(3, [2, 8], { name: 'api', parent_id: idOf(1) }));
    expect(outline(trace)).toEqual(['web', '  call', '  api']);
  });

  it('hangs subsegments sent alone under their parents, nested ones included', () => {
    const trace = build(
      makeIndependent(5, 4, [4, 5], { name: 'inner' }),
      makeIndependent(4, 2, [3, 6], { name: 'outer' }),
      CALLER,
    );
    expect(outline(trace)).toEqual(['web', '  call', '    outer', '      inner']);
    expect(trace.problems).toEqual([]);
  });

  it('knows which segment and service each node belongs to', () => {
    const trace = build(CALLER, CALLEE, makeIndependent(4, 3, [3, 4]));
    expect(trace.nodes.map(({ service, kind }) => `${service} ${kind}`)).toEqual([
      'web segment',
      'web subsegment',
      'api segment',
      'api subsegment',
    ]);
    expect(nodeOf(trace, 4).segment).toBe(CALLEE);
    expect(nodeOf(trace, 3).segment).toBe(CALLEE);
  });

  it('links parents and children both ways', () => {
    const trace = build(CALLER, CALLEE);
    expect(trace.roots).toEqual([trace.root]);
    expect(nodeOf(trace, 3).parent).toBe(nodeOf(trace, 2));
    expect(nodeOf(trace, 2).children).toEqual([nodeOf(trace, 3)]);
  });

  it('orders siblings by start, then end, what is open last, then id', () => {
    const trace = build(
      makeSegment(1, [0, 10], {
        subsegments: [
          makeSubsegment(9, [2, 3]),
          makeSubsegment(8, [1]),
          makeSubsegment(7, [1, 5]),
          makeSubsegment(6, [1, 4]),
          makeSubsegment(5, [1, 5]),
        ],
      }),
    );
    expect(trace.nodes.slice(1).map(({ id }) => id)).toEqual([6, 5, 7, 8, 9].map(idOf));
  });

  it('spans from the earliest start to the latest end', () => {
    const trace = build(CALLER, makeSegment(3, [2, 12], { parent_id: idOf(2) }));
    expect([trace.start, trace.end]).toEqual([EPOCH, EPOCH + 12]);
  });

  it('is empty for no documents', () => {
    expect(build()).toEqual({
      id: TRACE_ID,
      roots: [],
      root: undefined,
      nodes: [],
      start: 0,
      end: 0,
      problems: [],
    });
  });

  it('joins a whole captured document', () => {
    const parsed = parseDocument(readFixture('otel-collector/ddbSample.txt'));
    const trace = build(...(parsed.ok ? parsed.value : []));
    expect(trace.nodes).toHaveLength(18);
    expect(trace.problems).toEqual([]);
  });
});

describe('roots', () => {
  it('are several where several segments have no caller; the earliest is the root', () => {
    const trace = build(makeSegment(2, [5, 6]), makeSegment(1, [0, 1]));
    expect(trace.roots.map(({ name }) => name)).toEqual(['segment-1', 'segment-2']);
    expect(trace.root?.id).toBe(idOf(1));
  });

  it('come before orphans, however early those are', () => {
    const orphan = makeSegment(9, [-5, 1], { parent_id: idOf(77) });
    const trace = build(orphan, makeSegment(1, [0, 1]));
    expect(trace.roots.map(({ id, orphan: isOrphan }) => [id, isOrphan])).toEqual([
      [idOf(1), false],
      [idOf(9), true],
    ]);
    expect(trace.start).toBe(EPOCH - 5);
  });

  it('keep an orphan with all below it, and say which parent never arrived', () => {
    const orphan = makeSegment(9, [3, 4], {
      parent_id: idOf(77),
      subsegments: [makeSubsegment(10, [3, 4])],
    });
    const trace = build(CALLER, orphan);
    expect(outline(trace)).toEqual(['web', '  call', 'segment-9', '  subsegment-10']);
    expect(trace.problems).toEqual([
      {
        kind: 'orphan',
        id: idOf(9),
        message: `"segment-9" (${idOf(9)}) was called by ${idOf(77)}, which never arrived`,
      },
    ]);
  });

  it('serve an orphaned subsegment under its own name', () => {
    const trace = build(CALLER, makeIndependent(9, 77, [3, 4], { name: 'lost' }));
    expect(nodeOf(trace, 9)).toMatchObject({ service: 'lost', segment: undefined, orphan: true });
  });

  it('are reported missing when every segment was called by something', () => {
    const trace = build(CALLEE);
    expect(trace.root).toBeUndefined();
    expect(trace.problems).toEqual([
      expect.objectContaining({ kind: 'missing-root', id: idOf(3) }),
      expect.objectContaining({ kind: 'orphan', id: idOf(3) }),
    ]);
  });
});

describe('twins', () => {
  const twin = makeSegment(4, [1, 9], { name: 'api', parent_id: idOf(2), inferred: true });

  it('fold into the subsegment they mirror', () => {
    const trace = build(twin, CALLER);
    expect(outline(trace)).toEqual(['web', '  call']);
    expect(nodeOf(trace, 2).inferred).toBe(twin);
    expect(trace.problems).toEqual([]);
  });

  it('leave what they held to that subsegment', () => {
    const queue = { ...twin, name: 'queue', subsegments: [makeSubsegment(5, [2, 3])] };
    const consumer = makeSegment(6, [4, 5], { parent_id: idOf(4) });
    const trace = build(CALLER, queue, consumer);
    expect(outline(trace)).toEqual(['web', '  call', '    subsegment-5', '    segment-6']);
    expect(nodeOf(trace, 5).service).toBe('queue');
    expect(nodeOf(trace, 6).parent).toBe(nodeOf(trace, 2));
  });

  it('stay nodes when a subsegment has a second one, or their caller is a segment or missing', () => {
    const second = { ...twin, id: idOf(5) };
    expect(outline(build(CALLER, twin, second))).toEqual(['web', '  call', '    api']);
    expect(build(CALLER, { ...twin, parent_id: idOf(1) }).nodes).toHaveLength(3);
    expect(build(CALLER, { ...twin, parent_id: idOf(77) }).nodes).toHaveLength(3);
  });

  it('fold in what X-Ray answered', () => {
    const answer = JSON.parse(readFixture('aws-cli/batch-traces-get.json')) as {
      Traces: { Segments: { Document: string }[] }[];
    };
    const documents = (answer.Traces[0]?.Segments ?? []).flatMap(({ Document }) => {
      const parsed = parseDocument(Document);
      return parsed.ok ? parsed.value : [];
    });
    const trace = build(...documents);
    expect(outline(trace)).toEqual(['Scorekeep', '  DynamoDB']);
    expect(trace.nodes[1]?.inferred?.origin).toBe('AWS::DynamoDB::Table');
  });
});

describe('documents of one id', () => {
  const open = makeSegment(1, [0], { name: 'open' });
  const done = makeSegment(1, [0, 5], { name: 'done' });

  it('count once: the complete one, whenever it came', () => {
    expect(outline(build(open, done))).toEqual(['done']);
    expect(outline(build(done, open))).toEqual(['done']);
    expect(build(open, done).problems).toEqual([]);
    expect(build(done, open).problems).toEqual([]);
  });

  it('count once while in progress: the latest', () => {
    const later = makeSegment(1, [0], { name: 'later' });
    expect(outline(build(open, later))).toEqual(['later']);
    expect(kindsOf(build(open, later))).toEqual(['in-progress']);
  });

  it('keep the first complete one and report the second', () => {
    const trace = build(done, makeSegment(1, [0, 7], { name: 'done' }));
    expect(trace.end).toBe(EPOCH + 5);
    expect(trace.problems).toEqual([
      {
        kind: 'duplicate',
        id: idOf(1),
        message: `segment "done" (${idOf(1)}) arrived complete more than once; the first is kept`,
      },
    ]);
  });

  it('are one duplicate when a document with much in it is sent twice', () => {
    expect(kindsOf(build(CALLER, CALLER))).toEqual(['duplicate']);
    expect(build(CALLER, CALLER).nodes).toHaveLength(2);
  });

  it('are reported when two different things have it', () => {
    const other = makeSegment(3, [2, 8], { subsegments: [makeSubsegment(2, [3, 4])] });
    const trace = build(CALLER, other);
    expect(outline(trace)).toEqual(['web', '  call', 'segment-3']);
    expect(trace.problems).toEqual([
      {
        kind: 'duplicate',
        id: idOf(2),
        message: `subsegment "subsegment-2" (${idOf(2)}) has the id of subsegment "call"; the first is kept`,
      },
    ]);
  });

  it('never make a subsegment of a segment', () => {
    const trace = build(open, makeIndependent(1, 7, [0, 5]));
    expect(outline(trace)).toEqual(['open']);
    expect(kindsOf(trace)).toEqual(['duplicate', 'in-progress']);
  });

  it('keep nested subsegments that only an earlier version had', () => {
    const early = makeSegment(1, [0], { subsegments: [makeSubsegment(2, [1, 2])] });
    expect(outline(build(early, done))).toEqual(['done', '  subsegment-2']);
  });

  it('take a nested subsegment and the same one sent alone for one', () => {
    const alone = makeIndependent(2, 1, [1, 9], { name: 'alone' });
    expect(outline(build(alone, CALLER))).toEqual(['web', '  alone']);
    const early = makeIndependent(2, 1, [1], { name: 'alone' });
    expect(outline(build(early, CALLER))).toEqual(['web', '  call']);
  });
});

describe('loops', () => {
  it('are cut at a node that is its own parent', () => {
    const trace = build(makeSegment(1, [0, 1], { parent_id: idOf(1) }));
    expect(outline(trace)).toEqual(['segment-1']);
    expect(kindsOf(trace)).toEqual(['loop', 'missing-root']);
    expect(trace.root).toBeUndefined();
  });

  it('are cut at the earliest segment, and reported once', () => {
    const trace = build(
      makeSegment(1, [0, 9]),
      makeSegment(3, [3, 4], { parent_id: idOf(2) }),
      makeSegment(2, [2, 5], { parent_id: idOf(3) }),
      makeSegment(4, [3, 4], { parent_id: idOf(3) }),
    );
    expect(outline(trace)).toEqual(['segment-1', 'segment-2', '  segment-3', '    segment-4']);
    expect(trace.problems).toEqual([
      {
        kind: 'loop',
        id: idOf(2),
        message: `"segment-2" (${idOf(2)}) is its own ancestor through ${idOf(3)}; its parent is ignored`,
      },
    ]);
    expect(nodeOf(trace, 2).orphan).toBe(false);
  });

  it('are cut where a segment is called by its own subsegment', () => {
    const trace = build({ ...CALLER, parent_id: idOf(2) });
    expect(outline(trace)).toEqual(['web', '  call']);
    expect(kindsOf(trace)).toEqual(['loop', 'missing-root']);
  });

  it('stand between true roots and orphans', () => {
    const trace = build(
      makeSegment(9, [0, 1], { parent_id: idOf(77) }),
      makeSegment(3, [0, 1], { parent_id: idOf(3) }),
      makeSegment(1, [5, 6]),
    );
    expect(trace.roots.map(({ id }) => id)).toEqual([1, 3, 9].map(idOf));
  });
});

describe('times', () => {
  it('are open-ended for what is in progress, and the trace ends with what has ended', () => {
    const trace = build(
      makeSegment(1, [0], { subsegments: [makeSubsegment(2, [1, 2]), makeSubsegment(3, [4])] }),
    );
    expect(trace.nodes.map(({ end }) => end)).toEqual([undefined, EPOCH + 2, undefined]);
    expect(trace.end).toBe(EPOCH + 2);
    expect(trace.problems).toEqual([
      { kind: 'in-progress', id: idOf(1), message: `"segment-1" (${idOf(1)}) has not ended` },
      { kind: 'in-progress', id: idOf(3), message: `"subsegment-3" (${idOf(3)}) has not ended` },
    ]);
  });

  it('end the trace at its start while nothing has ended', () => {
    const trace = build(makeSegment(1, [3]));
    expect([trace.start, trace.end]).toEqual([EPOCH + 3, EPOCH + 3]);
  });

  it('that end before they start count as no time and are reported', () => {
    const trace = build(makeSegment(1, [5, 4.9]));
    expect(nodeOf(trace, 1)).toMatchObject({ start: EPOCH + 5, end: EPOCH + 5 });
    expect(trace.problems).toEqual([
      {
        kind: 'end-before-start',
        id: idOf(1),
        message: `"segment-1" (${idOf(1)}) ends 100 ms before it starts; it counts as taking no time`,
      },
    ]);
  });
});

describe('skew', () => {
  const answered = makeSubsegment(2, [1, 2], {
    namespace: 'remote',
    http: { response: { status: 200 } },
  });
  const sent = makeSubsegment(2, [1, 2], {
    namespace: 'aws',
    http: { response: { status: 200 } },
  });
  const isSkewed = (caller: typeof answered, interval: readonly [number, number]): boolean => {
    const root = makeSegment(1, [0, 10], { subsegments: [caller] });
    const trace = build(root, makeSegment(3, interval, { parent_id: idOf(2) }));
    expect(kindsOf(trace)).toEqual(nodeOf(trace, 3).skewed ? ['skew'] : []);
    return nodeOf(trace, 3).skewed;
  };

  it.each([
    ['begins well before its caller', answered, [0.9, 1.5], true],
    ['begins hardly before its caller', answered, [0.996, 1.5], false],
    ['begins after its caller had the answer', answered, [2.1, 2.2], true],
    ['begins hardly after its caller had the answer', answered, [2.004, 2.2], false],
    ['goes on long after its caller', answered, [1.5, 60], false],
    ['takes a message long after it was sent', sent, [30, 31], false],
  ] as const)('a segment that %s: %j', (_name, caller, interval, expected) => {
    expect(isSkewed(caller, interval)).toBe(expected);
  });

  it('is not what makes an initialisation begin before its function', () => {
    const trace = build(makeSegment(1, [1, 2], { subsegments: [makeSubsegment(2, [0, 0.9])] }));
    expect(nodeOf(trace, 2).skewed).toBe(false);
    expect(trace.problems).toEqual([]);
  });

  it('is reported with its size', () => {
    const trace = build(CALLER, makeSegment(3, [0.75, 3], { name: 'api', parent_id: idOf(2) }));
    expect(trace.problems).toEqual([
      {
        kind: 'skew',
        id: idOf(3),
        message: `"api" (${idOf(3)}) started 250 ms before its caller started "call" (${idOf(2)}): the clocks of their hosts differ`,
      },
    ]);
  });
});

describe('size', () => {
  it('is no danger: a chain of 10,000 segments', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      makeSegment(index + 1, [index, 20_000], index === 0 ? {} : { parent_id: idOf(index) }),
    );
    const trace = build(...chain.reverse());
    expect(trace.nodes).toHaveLength(10_000);
    expect(trace.nodes.at(-1)?.depth).toBe(9_999);
  });

  it('is no danger: a loop of 10,000 segments', () => {
    const loop = Array.from({ length: 10_000 }, (_, index) =>
      makeSegment(index + 1, [index, 20_000], { parent_id: idOf(index === 0 ? 10_000 : index) }),
    );
    const trace = build(...loop);
    expect(trace.nodes).toHaveLength(10_000);
    expect(trace.problems.filter(({ kind }) => kind === 'loop')).toHaveLength(1);
  });
});
