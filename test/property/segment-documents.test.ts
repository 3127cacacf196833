import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeTrace } from '../../src/core/traces/analyze-trace.ts';
import { parseTraceFile } from '../../src/formats/trace-file.ts';
import { buildTrace } from '../../src/xray/build-trace.ts';
import { parseDocument } from '../../src/xray/parse-segment.ts';
import type { SegmentDocument } from '../../src/xray/segment.ts';
import { makeSegment, makeSubsegment, TRACE_ID } from '../support/make-segment.ts';

const MEMBERS = [
  ...['id', 'name', 'trace_id', 'start_time', 'end_time', 'in_progress', 'type', 'parent_id'],
  ...['http', 'aws', 'sql', 'cause', 'annotations', 'metadata', 'subsegments', 'links', 'inferred'],
  ...['error', 'fault', 'throttle', 'user', 'origin', 'service', 'namespace', 'precursor_ids'],
  ...['request', 'response', 'status', 'url', 'content_length', 'exceptions', 'stack', 'line'],
];

/** JSON with X-Ray's member names in all the wrong places. */
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 7, -1, 1e300, '', 'text', '0123456789abcdef', TRACE_ID),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...MEMBERS), tie('value'), { maxKeys: 5 }),
  ),
})).value;

const members = fc.dictionary(fc.constantFrom(...MEMBERS.slice(8)), anything, { maxKeys: 8 });

/** A sound document with anything in its optional members. */
const damaged = fc.tuple(members, members).map(([own, nested]) => ({
  ...makeSegment(1, [0, 1]),
  ...own,
  subsegments: [{ ...makeSubsegment(2, [0, 1]), ...nested, subsegments: [] }],
}));

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
const isNumber = (value: unknown): boolean => value === undefined || typeof value === 'number';

/** The members that readers go into without a second look have the types they are declared with. */
const expectSoundTypes = ({ http, cause, annotations }: SegmentDocument): void => {
  expect([http?.response?.status, http?.response?.content_length].every(isNumber)).toBe(true);
  expect([http?.request?.url, http?.request?.method].every(isText)).toBe(true);
  for (const value of Object.values(annotations ?? {})) {
    expect(['string', 'number', 'boolean']).toContain(typeof value);
  }
  const exceptions = typeof cause === 'object' ? (cause.exceptions ?? []) : [];
  for (const { id, message, stack } of exceptions) {
    expect(typeof id).toBe('string');
    expect(isText(message)).toBe(true);
    expect((stack ?? []).every(({ path, line }) => isText(path) && isNumber(line))).toBe(true);
  }
};

describe('parseDocument', () => {
  it('never throws on any text, and either accepts it or names its fault', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      anything.map((v) => JSON.stringify(v)),
    );
    fc.assert(
      fc.property(text, (given) => {
        const result = parseDocument(given);
        if (!result.ok) expect(result.problem.message).toContain(result.problem.code);
      }),
      { numRuns: 300 },
    );
  });

  it('gives documents that everything after it can work with', () => {
    fc.assert(
      fc.property(damaged, (document) => {
        const result = parseDocument(JSON.stringify(document));
        const documents = result.ok ? result.value : [];
        expect(analyzeTrace(buildTrace(TRACE_ID, documents)).nodes).toHaveLength(2);
        documents.forEach(expectSoundTypes);
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing more when it reads what it gave', () => {
    fc.assert(
      fc.property(damaged, (document) => {
        const first = parseDocument(JSON.stringify(document));
        const text = first.ok ? JSON.stringify(first.value[0]) : '';
        expect(parseDocument(text)).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });
});

describe('parseTraceFile', () => {
  it('never throws on any text, and says something about what it refuses', () => {
    const wrapped = anything.map((value) =>
      JSON.stringify({ Traces: [{ Id: TRACE_ID, Segments: [{ Document: value }] }] }),
    );
    const lines = fc
      .array(anything)
      .map((values) => values.map((v) => JSON.stringify(v)).join('\n'));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), wrapped, lines), (text) => {
        const result = parseTraceFile(text);
        if (!result.ok) expect(result.problem.message).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });
});
