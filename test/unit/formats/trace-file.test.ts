import { describe, expect, it } from 'vitest';
import { parseTraceFile } from '../../../src/formats/trace-file.ts';
import { idOf, makeIndependent, makeSegment, TRACE_ID } from '../../support/make-segment.ts';
import { readFixture } from '../../support/read-fixture.ts';

const OTHER_ID = '1-6553f101-000000000000000000000000';
const ROOT = makeSegment(1, [0, 2]);
const PART = makeIndependent(2, 1, [0.5, 1]);
const OTHER = makeSegment(3, [5, 6], { trace_id: OTHER_ID });

const filed = (id: string, ...documents: readonly object[]) => ({
  Id: id,
  Duration: 2,
  LimitExceeded: false,
  Segments: documents.map((document) => ({ Id: 'x', Document: JSON.stringify(document) })),
});

/** What a file holds: ids of traces, and of their documents. */
const read = (text: string): Readonly<Record<string, readonly string[]>> | string => {
  const result = parseTraceFile(text);
  if (!result.ok) return result.problem.message;
  return Object.fromEntries(
    result.value.map(({ id, documents }) => [id, documents.map((document) => document.id)]),
  );
};

const readJson = (value: unknown) => read(JSON.stringify(value, null, 2));

const BOTH = { [TRACE_ID]: [ROOT.id, PART.id], [OTHER_ID]: [OTHER.id] };

describe('parseTraceFile accepts', () => {
  it.each([
    ['aws-cli/batch-traces-get.json', '1-5d82881a-0a9126e92a73e971eed891b9', 2],
    ['xray-developer-guide/batch-get-traces.json', '1-59602603-23fc5b688855d396af79b496', 5],
  ])('the documented output %s', (file, id, documents) => {
    const result = parseTraceFile(readFixture(file));
    expect(result.ok && result.value[0]).toMatchObject({ id });
    expect(result.ok && result.value[0]?.documents).toHaveLength(documents);
  });

  it('the output of batch-get-traces, traces in order', () => {
    const Traces = [filed(OTHER_ID, OTHER), filed(TRACE_ID, ROOT, PART)];
    expect(Object.keys(readJson({ Traces, UnprocessedTraceIds: [] }))).toEqual([
      OTHER_ID,
      TRACE_ID,
    ]);
    expect(readJson({ Traces, UnprocessedTraceIds: [] })).toEqual(BOTH);
  });

  it('one trace of it, and a list of traces', () => {
    expect(readJson(filed(TRACE_ID, ROOT))).toEqual({ [TRACE_ID]: [ROOT.id] });
    expect(readJson([filed(TRACE_ID, ROOT, PART), filed(OTHER_ID, OTHER)])).toEqual(BOTH);
  });

  it('an answer without traces, and a trace without documents', () => {
    expect(readJson({ Traces: [] })).toEqual({});
    expect(readJson({ Traces: [filed(TRACE_ID)] })).toEqual({ [TRACE_ID]: [] });
  });

  it('documents that were unpacked by hand', () => {
    const trace = { Id: TRACE_ID, Segments: [{ Document: ROOT }, { Document: [PART] }] };
    expect(readJson({ Traces: [trace] })).toEqual({ [TRACE_ID]: [ROOT.id, PART.id] });
  });

  it('a list of raw documents, as JSON or as text', () => {
    expect(readJson([ROOT, OTHER, PART])).toEqual(BOTH);
    expect(readJson([ROOT, OTHER, PART].map((document) => JSON.stringify(document)))).toEqual(BOTH);
  });

  it('raw documents one a line, with blank lines and Windows line ends', () => {
    const lines = [ROOT, OTHER, PART].map((document) => JSON.stringify(document));
    expect(read(`${lines.join('\n\n')}\n`)).toEqual(BOTH);
    expect(read(lines.join('\r\n'))).toEqual(BOTH);
  });

  it('pages of batch-get-traces one a line', () => {
    const pages = [{ Traces: [filed(TRACE_ID, ROOT, PART)] }, { Traces: [filed(OTHER_ID, OTHER)] }];
    expect(read(pages.map((page) => JSON.stringify(page)).join('\n'))).toEqual(BOTH);
  });

  it('a single document, as it stands in the developer guide', () => {
    expect(read(readFixture('xray-developer-guide/segment-document.json'))).toEqual({
      '1-5759e988-bd862e3fe1be46a994272793': ['defdfd9912dc5a56'],
    });
  });

  it('a byte order mark', () => {
    expect(read(`\uFEFF${JSON.stringify(ROOT)}`)).toEqual({ [TRACE_ID]: [ROOT.id] });
  });

  it('assembled documents over 64 KB', () => {
    const large = { ...ROOT, metadata: { text: 'x'.repeat(200_000) } };
    expect(readJson({ Traces: [filed(TRACE_ID, large)] })).toEqual({ [TRACE_ID]: [ROOT.id] });
  });

  it('ids in capitals', () => {
    const upper = TRACE_ID.toUpperCase();
    expect(readJson({ Traces: [filed(upper, { ...ROOT, trace_id: upper })] })).toEqual({
      [TRACE_ID]: [ROOT.id],
    });
  });

  it('200,000 documents', () => {
    const line = JSON.stringify(makeSegment(1, [0, 1]));
    const result = parseTraceFile(`[${Array.from({ length: 200_000 }, () => line).join(',')}]`);
    expect(result.ok && result.value[0]?.documents.length).toBe(200_000);
  });
});

describe('parseTraceFile says what is wrong with', () => {
  const nameless = { id: idOf(9), trace_id: TRACE_ID, start_time: 1, end_time: 2 };

  it.each<readonly [string, string, string]>([
    ['an empty file', ' \n', 'the file is empty'],
    ['a file cut off', '{\n  "Traces": [\n', 'not JSON: Unexpected end of JSON input'],
    [
      'a missing comma',
      '{\n  "a": 1\n  "b": 2\n}',
      "not JSON: Expected ',' or '}' after property value at line 3, column 3",
    ],
    ['a number', '7', 'neither a trace nor a document'],
    [
      'a broken line',
      `${JSON.stringify(ROOT)}\n\n{"id":\n`,
      'line 3: not JSON: Unexpected end of JSON input',
    ],
    [
      'a broken document on a line',
      `${JSON.stringify(ROOT)}\n${JSON.stringify(nameless)}`,
      `line 2: it has no "name" that is a string (MissingName); its id is "${idOf(9)}"`,
    ],
    [
      'a broken document in a list',
      JSON.stringify([ROOT, nameless]),
      `element 2: it has no "name" that is a string (MissingName); its id is "${idOf(9)}"`,
    ],
    ['an object of another kind', '{"a":1}', 'it has no "id" that is a string (MissingId)'],
    [
      'trace summaries',
      '{"TraceSummaries":[]}',
      'these are trace summaries, which hold no documents: save the output of batch-get-traces',
    ],
    [
      'a broken document of a trace',
      JSON.stringify({ Traces: [filed(TRACE_ID, ROOT, nameless)] }),
      `trace ${TRACE_ID}, document 2: it has no "name" that is a string (MissingName); its id is "${idOf(9)}"`,
    ],
    [
      'a document of a trace that is no JSON',
      JSON.stringify({ Traces: [{ Id: TRACE_ID, Segments: [{ Document: '{' }] }] }),
      `trace ${TRACE_ID}, document 1: not JSON: Expected property name or '}' at line 1, column 2`,
    ],
    [
      'a segment without a document',
      JSON.stringify({ Traces: [{ Id: TRACE_ID, Segments: [{ Id: 'a' }] }] }),
      `trace ${TRACE_ID}, document 1: there is no "Document"`,
    ],
    [
      'a trace with a bad id',
      JSON.stringify({ Traces: [filed(OTHER_ID, OTHER), { Id: 'zz', Segments: [] }] }),
      'trace 2: "zz" is not a trace id: expected 1-<8 hex digits>-<24 hex digits> or 32 hex digits',
    ],
    [
      'a trace without an id',
      JSON.stringify({ Traces: [{ Segments: [] }] }),
      'trace 1: there is no "Id"',
    ],
    [
      'a document of another trace',
      JSON.stringify({ Traces: [filed(TRACE_ID, ROOT, OTHER)] }),
      `trace ${TRACE_ID}, document 2: the document belongs to another trace, ${OTHER_ID}`,
    ],
    ['something nested too deeply', '['.repeat(50_000), 'nested more than 1008 levels deep'],
  ])('%s', (_name, text, message) => {
    expect(read(text)).toBe(message);
  });

  it('a stray character, on one line and with what stands around it', () => {
    const message = read('{\n  "Traces": [,]\n}');
    expect(message).toMatch(/^not JSON: Unexpected token ',', [^\n]*"Traces": \[,\]/);
  });
});
