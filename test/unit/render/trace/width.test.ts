import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeTrace } from '../../../../src/core/traces/analyze-trace.ts';
import { cellWidth } from '../../../../src/render/layout/width.ts';
import { renderTree } from '../../../../src/render/trace/tree.ts';
import { renderWaterfall } from '../../../../src/render/trace/waterfall.ts';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import type { SegmentDocument } from '../../../../src/xray/segment.ts';
import { deep } from '../../../golden/trace/scenarios.ts';
import { idOf, makeIndependent, makeSegment, TRACE_ID } from '../../../support/make-segment.ts';

/** Letters, blanks, wide, joined, combining, reordering and obeyed characters, and whatever else there is. */
const name = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '数',
      '📦',
      '👨‍👩‍👧',
      'e\u0301',
      '\u001b[31m',
      '\u202e',
      '\n',
      '\u0600',
      '한',
    ),
    maxLength: 40,
  }),
);

const flag = fc.constantFrom({}, {}, {}, { fault: true }, { error: true, throttle: true });

const exception = fc.record({
  id: fc.constant('e1'),
  type: name,
  message: name,
  remote: fc.boolean(),
});

/** A node that hangs under one of those before it (or under nothing that arrived), with all that may be told of it. */
const entity = fc.record({
  parent: fc.nat(40),
  isSegment: fc.boolean(),
  start: fc.double({ min: 0, max: 100, noNaN: true }),
  length: fc.option(fc.double({ min: -1, max: 100, noNaN: true }), { freq: 8, nil: undefined }),
  name,
  flag,
  namespace: fc.constantFrom('aws', 'remote', undefined),
  url: name,
  query: name,
  exceptions: fc.array(exception, { maxLength: 2 }),
});

type Entity = typeof entity extends fc.Arbitrary<infer Value> ? Value : never;

const documentOf = (value: Entity, index: number): SegmentDocument => {
  const { start, length, namespace } = value;
  const span: [number, number?] = length === undefined ? [start] : [start, start + length];
  const extra = {
    name: value.name,
    ...value.flag,
    http: { request: { method: 'GET', url: value.url }, response: { status: 200 } },
    annotations: { note: value.query },
    metadata: { default: { [value.name]: value.query } },
    cause: { exceptions: value.exceptions },
  };
  const call = namespace === undefined ? {} : { namespace, sql: { sanitized_query: value.query } };
  if (index === 0) return makeSegment(1, span, extra);
  const parent = value.parent < 36 ? (value.parent % index) + 1 : 99;
  return value.isSegment
    ? makeSegment(index + 1, span, { ...extra, parent_id: idOf(parent) })
    : makeIndependent(index + 1, parent, span, { ...extra, ...call });
};

const documents = fc
  .array(entity, { maxLength: 25 })
  .map((entities) => entities.map((value, index) => documentOf(value, index)));

const options = fc.record({
  annotations: fc.boolean(),
  metadata: fc.boolean(),
  sql: fc.boolean(),
  stack: fc.boolean(),
  expand: fc.boolean(),
  maxRows: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
});

const style = fc.record({
  width: fc.oneof(fc.integer({ min: 40, max: 70 }), fc.integer({ min: 40, max: 220 })),
  color: fc.constantFrom(0 as const, 1 as const, 3 as const),
  unicode: fc.boolean(),
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: the colour codes are what is taken out
const COLORS = /\u001b\[[0-9;]*m/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not come through
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('the screen of any trace', () => {
  for (const [kind, render] of [
    ['waterfall', renderWaterfall],
    ['tree', renderTree],
  ] as const) {
    it(`keeps to its width, hides no control character and is drawn the same again: ${kind}`, () => {
      fc.assert(
        fc.property(documents, options, style, (made, how, look) => {
          const trace = buildTrace(TRACE_ID, made);
          const screen = render(trace, analyzeTrace(trace), how, look);
          for (const line of screen.replace(COLORS, '').split('\n')) {
            expect(cellWidth(line)).toBeLessThanOrEqual(look.width);
            expect(line).not.toMatch(OBEYED);
            if (!look.unicode) expect(line).toMatch(/^[ -~]*$/);
          }
          expect(render(trace, analyzeTrace(trace), how, look)).toBe(screen);
        }),
        { numRuns: 150 },
      );
    });
  }

  it('has a line for every node when nothing is folded or hidden', () => {
    fc.assert(
      fc.property(documents, (made) => {
        const trace = buildTrace(TRACE_ID, made);
        const screen = renderTree(
          trace,
          analyzeTrace(trace),
          { expand: true },
          { width: 120, color: 0, unicode: true },
        );
        const lines = screen.split('\n');
        for (const { id } of trace.nodes) {
          expect(lines.filter((line) => line.includes(` ${id} `))).toHaveLength(1);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('leaves room for names at a depth of 1,000, however narrow', () => {
    for (const width of [40, 60, 100]) {
      const { id, documents: made } = deep(1000);
      const trace = buildTrace(id, made);
      const screen = renderWaterfall(
        trace,
        analyzeTrace(trace),
        {},
        { width, color: 0, unicode: true },
      );
      const deepest = screen
        .split('\n')
        .find((line) => line.startsWith('┄9') && /┗━ l.*0 /.test(line));
      expect(deepest).toMatch(/^┄[0-9]+ +┗━ l/);
      for (const line of screen.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(width);
    }
  });
});
