import { describe, expect, it } from 'vitest';
import { analyzeTrace } from '../../../../src/core/traces/analyze-trace.ts';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import type { SegmentDocument } from '../../../../src/xray/segment.ts';
import {
  EPOCH,
  idOf,
  makeSegment,
  makeSubsegment,
  TRACE_ID,
} from '../../../support/make-segment.ts';

const analyze = (...documents: readonly SegmentDocument[]) =>
  analyzeTrace(buildTrace(TRACE_ID, documents));

const call = makeSubsegment(2, [1, 3], { name: 'call', namespace: 'remote', error: true });

describe('analyzeTrace', () => {
  it('tells times in whole microseconds that add up, without the noise of epoch seconds', () => {
    const inner = makeSubsegment(2, [0.1, 0.3], { name: 'call' });
    const { duration, nodes, criticalPath } = analyze(
      makeSegment(1, [0.000001, 0.4], { name: 'web', subsegments: [inner] }),
    );
    expect(duration).toBe(0.399999);
    expect(nodes.map((node) => [node.duration, node.selfTime])).toEqual([
      [0.399999, 0.199999],
      [0.2, 0.2],
    ]);
    expect(criticalPath.map((step) => step.contribution)).toEqual([0.099999, 0.2, 0.1]);
  });

  it('says all it computed, member for member', () => {
    const root = makeSegment(1, [0, 4], { name: 'web', fault: true, subsegments: [call] });
    expect(analyze(root)).toEqual({
      schema: 'xrayctl/trace/v1',
      id: TRACE_ID,
      duration: 4,
      criticalPath: [
        { id: idOf(1), name: 'web', start: EPOCH, end: EPOCH + 1, contribution: 1 },
        { id: idOf(2), name: 'call', start: EPOCH + 1, end: EPOCH + 3, contribution: 2 },
        { id: idOf(1), name: 'web', start: EPOCH + 3, end: EPOCH + 4, contribution: 1 },
      ],
      nodes: [
        {
          id: idOf(1),
          parentId: null,
          name: 'web',
          kind: 'segment',
          service: 'web',
          start: EPOCH,
          end: EPOCH + 4,
          duration: 4,
          selfTime: 2,
          depth: 0,
          onCriticalPath: true,
          flags: ['fault'],
        },
        {
          id: idOf(2),
          parentId: idOf(1),
          name: 'call',
          kind: 'subsegment',
          service: 'web',
          start: EPOCH + 1,
          end: EPOCH + 3,
          duration: 2,
          selfTime: 2,
          depth: 1,
          onCriticalPath: true,
          flags: ['error'],
        },
      ],
      problems: [],
    });
  });

  it('leaves end, duration and self time null while in progress', () => {
    expect(analyze(makeSegment(1, [0])).nodes).toMatchObject([
      { end: null, duration: null, selfTime: null, onCriticalPath: false, flags: ['in-progress'] },
    ]);
  });

  it('adds the flags of a folded twin to the subsegment it twins, each once and in order', () => {
    const root = makeSegment(1, [0, 4], { subsegments: [call] });
    const twin = makeSegment(3, [1, 3], {
      parent_id: idOf(2),
      inferred: true,
      throttle: true,
      error: true,
      fault: true,
    });
    expect(analyze(root, twin).nodes[1]?.flags).toEqual(['error', 'fault', 'throttle', 'inferred']);
  });

  it('flags orphans, skew, and twins that stayed by themselves', () => {
    const early = makeSegment(3, [0.5, 2], { parent_id: idOf(2) });
    const orphan = makeSegment(4, [0, 1], { parent_id: idOf(77), inferred: true });
    const analysis = analyze(makeSegment(1, [0, 4], { subsegments: [call] }), early, orphan);
    expect(analysis.nodes.map(({ flags }) => flags)).toEqual([
      [],
      ['error'],
      ['skew'],
      ['orphan', 'inferred'],
    ]);
    expect(analysis.problems.map(({ kind }) => kind)).toEqual(['skew', 'orphan']);
  });

  it('marks what is beside the critical path', () => {
    const side = makeSubsegment(3, [1, 2]);
    const { nodes } = analyze(makeSegment(1, [0, 4], { subsegments: [call, side] }));
    expect(nodes.map(({ name, onCriticalPath }) => [name, onCriticalPath])).toEqual([
      ['segment-1', true],
      ['subsegment-3', false],
      ['call', true],
    ]);
  });
});
