import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/xray/limits.ts';
import { parseDocument } from '../../../src/xray/parse-segment.ts';
import { readFixture } from '../../support/read-fixture.ts';

const ID = '70de5b6f19ff9a0a';
const TRACE_ID = '1-581cf771-a006649127e371903a2de979';
const SEGMENT = { id: ID, name: 'api', trace_id: TRACE_ID, start_time: 1.5, end_time: 2.5 };
const NESTED = { id: '53995c3f42cd8ad8', name: 'db', start_time: 1.6, end_time: 1.7 };
const INDEPENDENT = { ...SEGMENT, type: 'subsegment', parent_id: 'defdfd9912dc5a56' };

const without = (members: object, ...names: readonly string[]): object =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));

const parse = (value: unknown) => parseDocument(JSON.stringify(value));

/** The one document that comes out of a text, as plain JSON. */
const read = (value: unknown): unknown => {
  const result = parse(value);
  expect(result).toMatchObject({ ok: true });
  return result.ok ? result.value[0] : undefined;
};

const refusal = (kind: string, code: string, id: string | null = ID) => ({
  ok: false,
  problem: {
    id,
    code,
    message: `Invalid ${kind}. ErrorCode: ${code}${kind === 'subsegment' ? ', Cause: null' : ''}`,
  },
});

describe('what parseDocument accepts', () => {
  it.each([
    ['a segment', SEGMENT],
    ['a segment in progress', { ...without(SEGMENT, 'end_time'), in_progress: true }],
    ['a segment called by another', { ...SEGMENT, parent_id: 'defdfd9912dc5a56' }],
    ['an independent subsegment', INDEPENDENT],
    ['nested subsegments', { ...SEGMENT, subsegments: [{ ...NESTED, subsegments: [NESTED] }] }],
    ['an end before the start', { ...SEGMENT, end_time: 1 }],
    ['a time of 0', { ...SEGMENT, start_time: 0 }],
    ['members nobody knows', { ...SEGMENT, Dummy: { a: [1, null] }, über: null }],
  ])('keeps %s as it is', (_name, document) => {
    expect(read(document)).toEqual(document);
  });

  it('takes a list of subsegments as one document', () => {
    const result = parse([INDEPENDENT, { ...INDEPENDENT, id: '0000000000000001' }]);
    expect(result).toMatchObject({ ok: true, value: [{ id: ID }, { id: '0000000000000001' }] });
  });

  it.each([
    'ddbSample.txt',
    'serverSample.txt',
    'indepSubsegment.txt',
    'indepSubsegmentWithSql.txt',
    'minCauseIsExceptionId.txt',
    'minInProgress.txt',
    'minOtherFields.txt',
    'invalidNamespace.txt',
  ])('changes nothing in %s, as an SDK sent it', (file) => {
    const text = readFixture(`otel-collector/${file}`);
    expect(parseDocument(text)).toEqual({ ok: true, value: [JSON.parse(text)] });
  });
});

describe('what parseDocument refuses', () => {
  it.each([
    ['no id', without(SEGMENT, 'id'), 'MissingId', null],
    ['an empty id', { ...SEGMENT, id: '' }, 'MissingId', ''],
    ['an id that is a number', { ...SEGMENT, id: 7 }, 'MissingId', null],
    ['an id that is too short', { ...SEGMENT, id: 'bad' }, 'InvalidId', 'bad'],
    ['no name', without(SEGMENT, 'name'), 'MissingName', ID],
    ['a name that is a number', { ...SEGMENT, name: 42 }, 'MissingName', ID],
    ['an empty name', { ...SEGMENT, name: '' }, 'MissingName', ID],
    ['no trace id', without(SEGMENT, 'trace_id'), 'MissingTraceId', ID],
    ['a trace id in the W3C form', { ...SEGMENT, trace_id: 'a'.repeat(32) }, 'InvalidTraceId', ID],
    ['no start', without(SEGMENT, 'start_time'), 'MissingStartTime', ID],
    ['a start as a string', { ...SEGMENT, start_time: '1.5' }, 'MissingStartTime', ID],
    ['a negative start', { ...SEGMENT, start_time: -1 }, 'MissingStartTime', ID],
    ['a start beyond the calendar', { ...SEGMENT, start_time: 1e13 }, 'MissingStartTime', ID],
    ['no end', without(SEGMENT, 'end_time'), 'MissingEndTime', ID],
    ['an end that is null', { ...SEGMENT, end_time: null }, 'MissingEndTime', ID],
    ['progress and an end', { ...SEGMENT, in_progress: true }, 'InProgressSegmentHasEndTime', ID],
    ['a bad parent', { ...SEGMENT, parent_id: 'x' }, 'InvalidParentId', ID],
    ['a parent that is a number', { ...SEGMENT, parent_id: 12 }, 'InvalidParentId', ID],
  ])('a segment with %s', (_name, document, code, id) => {
    expect(parse(document)).toEqual(refusal('segment', code, id));
  });

  it.each([
    ['no parent', without(INDEPENDENT, 'parent_id'), 'MissingParentId'],
    ['a parent that is null', { ...INDEPENDENT, parent_id: null }, 'MissingParentId'],
    ['no trace id', without(INDEPENDENT, 'trace_id'), 'MissingTraceId'],
    ['no start', without(INDEPENDENT, 'start_time'), 'MissingStartTime'],
    [
      'progress and an end',
      { ...INDEPENDENT, in_progress: true },
      'InProgressSubsegmentHasEndTime',
    ],
  ])('an independent subsegment with %s', (_name, document, code) => {
    expect(parse(document)).toEqual(refusal('subsegment', code));
  });

  it.each([
    ['no id', without(NESTED, 'id'), 'MissingId'],
    ['a bad id', { ...NESTED, id: 'bad' }, 'InvalidId'],
    ['no name', without(NESTED, 'name'), 'MissingName'],
    ['a name that is a number', { ...NESTED, name: 42 }, 'MissingName'],
    ['no start', without(NESTED, 'start_time'), 'MissingStartTime'],
    ['no end', without(NESTED, 'end_time'), 'MissingEndTime'],
    ['progress and an end', { ...NESTED, in_progress: true }, 'InProgressSubsegmentHasEndTime'],
  ])(
    'a segment for a nested subsegment with %s, under the id of the segment',
    (_name, nested, code) => {
      const deep = { ...SEGMENT, subsegments: [{ ...NESTED, subsegments: [nested] }] };
      expect(parse({ ...SEGMENT, subsegments: [nested] })).toEqual(refusal('subsegment', code));
      expect(parse(deep)).toEqual(refusal('subsegment', code));
    },
  );

  it('a segment for something nested that is no object', () => {
    expect(parse({ ...SEGMENT, subsegments: [42] })).toEqual(refusal('entity', 'ParseError'));
    const deep = { ...SEGMENT, subsegments: [{ ...NESTED, subsegments: [null] }] };
    expect(parse(deep)).toEqual(refusal('entity', 'ParseError'));
  });

  it.each(['other', 7])('type %j', (type) => {
    expect(parse({ ...SEGMENT, type })).toEqual(refusal('entity', 'UnknownType'));
  });

  it.each([
    ['{', 'segment'],
    [' {"id":', 'segment'],
    ['{} {}', 'segment'],
    ['', 'entity'],
    ['[', 'entity'],
    ['[]', 'entity'],
    ['[1]', 'entity'],
    ['null', 'entity'],
    ['"text"', 'entity'],
    ['NaN', 'entity'],
  ])('the text %j, as an invalid %s', (text, kind) => {
    expect(parseDocument(text)).toEqual(refusal(kind, 'ParseError', null));
  });

  it('an empty object, for its missing id', () => {
    expect(parse({})).toEqual(refusal('segment', 'MissingId', null));
  });

  it('a time that overflows to infinity', () => {
    const text = JSON.stringify(SEGMENT).replace('1.5', '1e999');
    expect(parseDocument(text)).toEqual(refusal('segment', 'MissingStartTime'));
  });

  it('a captured document without a start', () => {
    const text = readFixture('otel-collector/segmentValidationFailed.txt');
    expect(parseDocument(text)).toEqual(refusal('segment', 'MissingStartTime', 'bda182a644eee9b3'));
  });

  it('every document of a list, for one of them', () => {
    expect(parse([SEGMENT, without(INDEPENDENT, 'name')])).toEqual(
      refusal('subsegment', 'MissingName'),
    );
  });

  it('a document over 64 KB, counted in bytes', () => {
    const sized = (padding: string) => JSON.stringify({ ...SEGMENT, metadata: { padding } });
    const frame = sized('').length;
    const fits = 'x'.repeat(LIMITS.documentBytes - frame);
    expect(parseDocument(sized(fits)).ok).toBe(true);
    expect(parseDocument(sized(`${fits}x`))).toEqual(refusal('segment', 'InvalidSegment', null));
    const half = 'é'.repeat(Math.ceil((LIMITS.documentBytes - frame) / 2) + 1);
    expect(parseDocument(sized(half))).toEqual(refusal('segment', 'InvalidSegment', null));
  });

  it('a document nested deeper than every later reader can bear', () => {
    const nested = (levels: number): string =>
      JSON.stringify(SEGMENT).replace('}', `,"x":${'['.repeat(levels)}${']'.repeat(levels)}}`);
    expect(parseDocument(nested(LIMITS.documentDepth - 1)).ok).toBe(true);
    const refused = refusal('segment', 'ParseError', null);
    expect(parseDocument(nested(LIMITS.documentDepth))).toEqual(refused);
    expect(parseDocument(nested(32_000))).toEqual(refused);
  });

  it('does not take brackets in strings for nesting', () => {
    const document = { ...SEGMENT, metadata: { text: `"\\${'['.repeat(5_000)}` } };
    expect(read(document)).toEqual(document);
    const wide = { ...SEGMENT, metadata: { lists: Array.from({ length: 5_000 }, () => []) } };
    expect(read(wide)).toEqual(wide);
  });

  it('reads subsegments nested hundreds of levels deep', () => {
    let inner: object = NESTED;
    for (let level = 0; level < 490; level += 1) inner = { ...NESTED, subsegments: [inner] };
    expect(parse({ ...SEGMENT, subsegments: [inner] }).ok).toBe(true);
    for (let level = 0; level < 20; level += 1) inner = { ...NESTED, subsegments: [inner] };
    expect(parse({ ...SEGMENT, subsegments: [inner] })).toEqual(
      refusal('segment', 'ParseError', null),
    );
  });
});

describe('what parseDocument mends', () => {
  it.each([
    [
      'content_length sent as a string',
      { http: { response: { content_length: '861' } } },
      { http: { response: { content_length: 861 } } },
    ],
    [
      'a status sent as a string',
      { http: { response: { status: '200' } } },
      { http: { response: { status: 200 } } },
    ],
    [
      'a status that is no number',
      { http: { response: { status: 'OK' } } },
      { http: { response: {} } },
    ],
    ['http that is no object', { http: 'x' }, {}],
    ['http.request that is no object', { http: { request: [] } }, { http: {} }],
    [
      'a url that is no string',
      { http: { request: { url: 7, method: 'GET' } } },
      { http: { request: { method: 'GET' } } },
    ],
    ['annotations that are no object', { annotations: ['a'] }, {}],
    [
      'an annotation that is an object',
      { annotations: { a: {}, b: null, c: [1], d: 'kept', e: 0, f: false } },
      { annotations: { d: 'kept', e: 0, f: false } },
    ],
    ['metadata that is no object', { metadata: 'x' }, {}],
    ['aws that is no object', { aws: 1 }, {}],
    ['a flag that is no boolean', { fault: 'true', error: 1, throttle: null }, {}],
    ['a cause that is a number', { cause: 200 }, {}],
    ['exceptions that are no list', { cause: { exceptions: {}, paths: 'x' } }, { cause: {} }],
    [
      'what is wrong inside an exception',
      {
        cause: {
          exceptions: [
            7,
            { message: 1, type: 'Error', stack: ['x', { line: '3', path: 'a.js', label: {} }] },
          ],
        },
      },
      { cause: { exceptions: [{ id: '', type: 'Error', stack: [{ line: 3, path: 'a.js' }] }] } },
    ],
    ['sql members that are no strings', { sql: { url: 1, user: 'me' } }, { sql: { user: 'me' } }],
    ['subsegments that are no list', { subsegments: {} }, {}],
    ['text members that are none', { user: 1, origin: {}, resource_arn: [], namespace: true }, {}],
    [
      'links without ids',
      { links: [{ trace_id: 'a' }, { trace_id: 'a', id: 'b' }] },
      { links: [{ trace_id: 'a', id: 'b' }] },
    ],
    ['a parent that is null', { parent_id: null }, {}],
    ['the type "segment"', { type: 'segment' }, {}],
  ])('%s', (_name, members, expected) => {
    expect(read({ ...SEGMENT, ...members })).toEqual({ ...SEGMENT, ...expected });
  });

  it('mends nested subsegments as well', () => {
    const nested = { ...NESTED, http: { response: { content_length: '5' } }, fault: 'no' };
    expect(read({ ...SEGMENT, subsegments: [nested] })).toMatchObject({
      subsegments: [{ ...NESTED, http: { response: { content_length: 5 } } }],
    });
  });

  it('takes a nested subsegment of any type, which nesting makes a subsegment', () => {
    const nested = { ...NESTED, type: 'other' };
    expect(read({ ...SEGMENT, subsegments: [nested] })).toEqual({
      ...SEGMENT,
      subsegments: [NESTED],
    });
  });

  it('drops an annotation that overflows to infinity', () => {
    const text = JSON.stringify({ ...SEGMENT, annotations: { n: 123 } }).replace('123', '1e999');
    expect(parseDocument(text)).toMatchObject({ ok: true, value: [{ annotations: {} }] });
  });

  it('drops an end that is no number beside in_progress', () => {
    const open = { ...without(SEGMENT, 'end_time'), in_progress: true };
    expect(read({ ...open, end_time: null })).toEqual(open);
    expect(read({ ...open, end_time: '2.5' })).toEqual(open);
  });

  it('writes ids in lowercase, so that callers and callees meet', () => {
    const upper = {
      ...INDEPENDENT,
      id: ID.toUpperCase(),
      trace_id: TRACE_ID.toUpperCase(),
      parent_id: 'DEFDFD9912DC5A56',
    };
    expect(read(upper)).toEqual(INDEPENDENT);
  });

  it('cuts a name of 64 KB to 200 characters, and never through one', () => {
    expect(read({ ...SEGMENT, name: 'n'.repeat(60_000) })).toMatchObject({ name: 'n'.repeat(200) });
    const emoji = `${'n'.repeat(199)}😀`;
    expect(read({ ...SEGMENT, name: emoji })).toMatchObject({ name: 'n'.repeat(199) });
  });

  it('makes the content length of a captured document a number', () => {
    const text = readFixture('otel-collector/indepSubsegmentWithContentLengthString.txt');
    expect(parseDocument(text)).toMatchObject({
      ok: true,
      value: [{ http: { response: { content_length: 861 } } }],
    });
  });

  it('leaves a captured document without the cause that makes no sense', () => {
    const result = parseDocument(readFixture('otel-collector/minCauseIsInvalid.txt'));
    expect(result).toMatchObject({
      ok: true,
      value: [{ name: 'CauseIsExceptionID', fault: true }],
    });
    expect(result.ok && result.value[0]).not.toHaveProperty('cause');
  });

  it('is not misled by members named like those of every object', () => {
    const text = JSON.stringify(SEGMENT).replace(
      '{',
      '{"__proto__":{"fault":true},"constructor":1,',
    );
    const result = parseDocument(text);
    expect(result.ok && result.value[0]?.fault).toBeUndefined();
  });
});
