import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUdpDatagrams } from '../../src/clients/node/datagrams.ts';
import { buildOnce } from '../support/build-once.ts';
import { type LocalProgram, startLocalProgram } from '../support/local-program.ts';
import { runProgram } from '../support/run-program.ts';

const HEADER = '{"format":"json","version":1}\n';
const NOW = Date.now() / 1000;

let local: LocalProgram;
const datagrams = createUdpDatagrams();

beforeAll(async () => {
  buildOnce();
  local = await startLocalProgram('--memory');
}, 60_000);

afterAll(() => local.stop('SIGKILL'));

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
const makeTraceId = (): string => `1-${Math.floor(NOW).toString(16)}-${hex(12)}`;

const makeDocument = (members: object = {}) => ({
  trace_id: makeTraceId(),
  id: hex(8),
  name: 'sound',
  start_time: NOW - 0.1,
  end_time: NOW,
  ...members,
});

const textOf = (members: object = {}): string => JSON.stringify(makeDocument(members));

const sendPacket = (packet: string): Promise<void> => {
  const [host = '', port] = local.ready.udp.split(':');
  return datagrams.send(host, Number(port), Buffer.from(packet));
};

const putTexts = (...texts: readonly string[]) =>
  local.post('/TraceSegments', { TraceSegmentDocuments: texts });

/** How many documents X-Ray gives back of each trace. */
const countDocuments = async (ids: readonly string[]): Promise<Record<string, number>> => {
  const { json } = await local.post('/Traces', { TraceIds: ids });
  const traces = json.Traces as { Id: string; Segments: unknown[] }[];
  return Object.fromEntries(traces.map(({ Id, Segments }) => [Id, Segments.length]));
};

/** Sound traces that go before, with and after the bad input, by both ways in; each must be whole in the end. */
const amongSound = async (bad: () => Promise<void>): Promise<void> => {
  const before = [makeDocument(), makeDocument()];
  const after = [makeDocument(), makeDocument()];
  const send = async ([byHttp, byUdp]: readonly object[]) => {
    await putTexts(JSON.stringify(byHttp));
    await sendPacket(HEADER + JSON.stringify(byUdp));
  };
  await send(before);
  await bad();
  await send(after);
  const ids = [...before, ...after].map((document) => document.trace_id);
  const whole = Object.fromEntries(ids.map((id) => [id, 1]));
  await expect.poll(() => countDocuments(ids), { timeout: 5_000 }).toEqual(whole);
};

/** Deeper than any document of ours, as JSON that JSON.stringify could not be asked for. */
const nested = (levels: number): string =>
  textOf({ metadata: { at: 'HERE' } }).replace(
    '"HERE"',
    `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`,
  );

/** What X-Ray refuses, and its code for it. */
const REFUSED: readonly (readonly [what: string, text: string, code: string])[] = [
  ['cut short', '{"trace_id":', 'ParseError'],
  ['no JSON', 'hello', 'ParseError'],
  ['a number', '5', 'ParseError'],
  ['null', 'null', 'ParseError'],
  ['a list', '[]', 'ParseError'],
  ['followed by garbage', `${textOf()} garbage`, 'ParseError'],
  ['two in one', `${textOf()}\n${textOf()}`, 'ParseError'],
  ['1,000 levels deep', nested(1_000), 'ParseError'],
  ['20,000 lists deep', '['.repeat(20_000), 'ParseError'],
  ['with NaN for a time', textOf().replace(/"start_time":[^,]*/, '"start_time":NaN'), 'ParseError'],
  ['with "NaN" for a time', textOf({ start_time: 'NaN' }), 'MissingStartTime'],
  ['with text for a time', textOf({ end_time: String(NOW) }), 'MissingEndTime'],
  ['that never ends', textOf().replace(/"end_time":[^,}]*/, '"end_time":1e999'), 'MissingEndTime'],
  ['that began before time', textOf({ start_time: -5 }), 'MissingStartTime'],
  ['without an id', textOf({ id: undefined }), 'MissingId'],
  ['with an id that is none', textOf({ id: 'xyz' }), 'InvalidId'],
  ['without a trace', textOf({ trace_id: undefined }), 'MissingTraceId'],
  ['of a trace that is none', textOf({ trace_id: 'nope' }), 'InvalidTraceId'],
  ['without a name', textOf({ name: '' }), 'MissingName'],
  ['with a parent that is none', textOf({ parent_id: 7 }), 'InvalidParentId'],
  ['ended and in progress', textOf({ in_progress: true }), 'InProgressSegmentHasEndTime'],
];

/** What is not as it should be, and is taken all the same, as X-Ray takes it. */
const TAKEN: readonly (readonly [what: string, members: object])[] = [
  ['unknown fields', { surprise: 1, another: { deep: [null] } }],
  ['fields of every object in JavaScript', { constructor: 1, toString: 'x', hasOwnProperty: null }],
  ['a name of 60 KB', { name: 'n'.repeat(60_000) }],
  ['a name of blanks', { name: '   ' }],
  ['a name that steers terminals', { name: 'a\u0000\u001b[31m\u202e\nb' }],
  ['a name that is a property of every object', { name: '__proto__' }],
  ['an end before its start', { start_time: NOW, end_time: NOW - 5 }],
  [
    'http, cause, sql and subsegments of other shapes',
    { http: 'x', cause: 5, sql: [], subsegments: 'y' },
  ],
  [
    'annotations of every sort',
    { annotations: { constructor: 'c', 'a b': 1, deep: {}, long: 'x'.repeat(5_000) } },
  ],
];

describe('a document that X-Ray refuses', () => {
  it.each(REFUSED)('%s is named by the API, and costs no other', async (_what, text, code) => {
    const [before, after] = [makeDocument(), makeDocument()];
    await amongSound(async () => {
      const { status, json } = await putTexts(JSON.stringify(before), text, JSON.stringify(after));
      expect(status).toBe(200);
      expect(json.UnprocessedTraceSegments).toEqual([
        expect.objectContaining({ ErrorCode: code, Message: expect.stringContaining(code) }),
      ]);
      await sendPacket(HEADER + text);
    });
    const ids = [before.trace_id, after.trace_id];
    expect(await countDocuments(ids)).toEqual(Object.fromEntries(ids.map((id) => [id, 1])));
  });

  it('is too large for a datagram, but not for the API, which says so', async () => {
    const large = textOf({ metadata: { blob: 'x'.repeat(70_000) } });
    await amongSound(async () => {
      const { json } = await putTexts(large);
      expect(json.UnprocessedTraceSegments).toEqual([
        { ErrorCode: 'InvalidSegment', Message: 'Invalid segment. ErrorCode: InvalidSegment' },
      ]);
    });
    const run = await runProgram(['send', '--direct', `--local=${local.ready.http}`, '-f', '-'], {
      stdin: large,
    });
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('was not processed: it is larger than 64 KB (InvalidSegment)');
  });
});

describe('a document that is odd', () => {
  it.each(TAKEN)('with %s is kept and drawn, and costs no other', async (_what, members) => {
    const documents = [makeDocument(members), makeDocument(members)];
    const [byHttp, byUdp] = documents.map((document) => JSON.stringify(document));
    await amongSound(async () => {
      expect((await putTexts(byHttp ?? '')).json).toEqual({ UnprocessedTraceSegments: [] });
      await sendPacket(HEADER + byUdp);
    });
    const ids = documents.map((document) => document.trace_id);
    const run = await runProgram(['trace', ...ids, `--local=${local.ready.http}`]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    for (const id of ids) expect(run.stdout).toContain(id);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not reach a terminal
    expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it('in a circle with its parent is drawn once, and the circle is told', async () => {
    const [a, b] = [hex(8), hex(8)];
    const first = makeDocument({ id: a, parent_id: b });
    const second = makeDocument({ id: b, parent_id: a, trace_id: first.trace_id });
    const self = makeDocument({ id: a, parent_id: a });
    await amongSound(async () => {
      await putTexts(JSON.stringify(first), JSON.stringify(second), JSON.stringify(self));
    });
    for (const [id, nodes] of [
      [first.trace_id, 2],
      [self.trace_id, 1],
    ] as const) {
      const run = await runProgram(['trace', id, '-o', 'analysis', `--local=${local.ready.http}`]);
      expect(run.code).toBe(0);
      const analysis = JSON.parse(run.stdout) as { nodes: unknown[]; problems: { kind: string }[] };
      expect(analysis.nodes).toHaveLength(nodes);
      expect(analysis.problems.map(({ kind }) => kind)).toContain('loop');
    }
  });
});

describe('a datagram that is no packet', () => {
  it.each([
    ['no newline after the header', HEADER.trim() + textOf()],
    ['no header', textOf()],
    ['another format', `{"format":"xml","version":1}\n${textOf()}`],
    ['another version', `{"format":"json","version":2}\n${textOf()}`],
    ['a newline alone', '\n'],
    ['nothing at all', ''],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0, 1, 2]).toString('latin1')],
  ])('with %s costs no other', async (_what, packet) => {
    await amongSound(() => sendPacket(packet));
  });
});

describe('a request that is no call of PutTraceSegments', () => {
  it.each([
    ['an empty object', {}, 400, /must not be null/],
    ['no list', { TraceSegmentDocuments: 'x' }, 400, /can not be converted to a list/],
    ['numbers', { TraceSegmentDocuments: [5] }, 400, /can not be converted to a String/],
    ['an empty list', { TraceSegmentDocuments: [] }, 400, /can not be empty/],
    [
      '60 documents',
      { TraceSegmentDocuments: Array.from({ length: 60 }, () => 'x') },
      400,
      /At most 50/,
    ],
    ['20 MB', { TraceSegmentDocuments: ['x'.repeat(20_000_000)] }, 413, /larger than/],
  ])('of %s is refused in words, and costs no other', async (_what, body, status, says) => {
    await amongSound(async () => {
      const answer = await local.post('/TraceSegments', body);
      expect(answer.status).toBe(status);
      expect(answer.json.Message).toMatch(says);
    });
  });
});

describe('xrayctl local', () => {
  it('tells what it rejected, why, and nothing of what was in it', async () => {
    const own = await startLocalProgram('--memory');
    const [host = '', port] = own.ready.udp.split(':');
    const packets = [
      ...REFUSED.map(([, text]) => HEADER + text.replaceAll('sound', 'customer-secret')),
      'customer-secret',
      'customer-secret\nx',
      '\ncustomer-secret',
    ];
    for (const packet of packets) await datagrams.send(host, Number(port), Buffer.from(packet));
    const { code, stderr } = await own.stop('SIGTERM');
    expect(code).toBe(0);
    expect(stderr).not.toContain('secret');
    for (const code of new Set(REFUSED.map(([, , refusal]) => refusal))) {
      expect(stderr).toMatch(new RegExp(`^warning: rejected \\d+ UDP packets?: ${code}, it`, 'm'));
    }
    expect(stderr).toContain('rejected 1 UDP packet: no document after the header line\n');
    expect(stderr).toContain('rejected 1 UDP packet: no header line\n');
    expect(stderr).toContain('a header line that is not {"format":"json","version":1}\n');
    const total = [...stderr.matchAll(/rejected (\d+) /g)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
    expect(total).toBe(packets.length);
  });

  it('stands a flood of garbage: few lines, little memory, and X-Ray still answers', async () => {
    const own = await startLocalProgram('--memory');
    const [host = '', port] = own.ready.udp.split(':');
    const garbage = [`${HEADER}{"broken`, 'x'.repeat(60_000), `${HEADER}${'['.repeat(30_000)}`, ''];
    for (let sent = 0; sent < 20_000; sent += 1) {
      await datagrams.send(host, Number(port), Buffer.from(garbage[sent % garbage.length] ?? ''));
    }
    const sound = textOf();
    const answer = await own.post('/TraceSegments', { TraceSegmentDocuments: [sound] });
    expect(answer.json).toEqual({ UnprocessedTraceSegments: [] });
    const { code, stderr } = await own.stop('SIGTERM');
    expect(code).toBe(0);
    expect(stderr.split('\n').length).toBeLessThan(20);
  }, 40_000);
});
