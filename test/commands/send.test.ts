import { describe, expect, it } from 'vitest';
import { runXrayctl } from '../../src/main.ts';
import { XrayctlError } from '../../src/std/xrayctl-error.ts';
import type { PutTraceSegmentsInput } from '../../src/xray/api/traces.ts';
import { parseDocument } from '../../src/xray/parse-segment.ts';
import { createFakeWorld, runInFakeWorld } from '../support/fake-world.ts';

const ID = '1-58406520-a006649127e371903a2de979';
const documentOf = (id: string, more: object = {}) => ({
  trace_id: ID,
  id,
  name: 'web',
  start_time: 1480615200.01,
  end_time: 1480615200.09,
  ...more,
});
const FILE = JSON.stringify([documentOf('53995c3f42cd8ad8'), documentOf('53995c3f42cd8ad9')]);

const bodyOf = (datagram: string | undefined): Record<string, unknown> => {
  const [header, ...body] = (datagram ?? '').split('\n');
  expect(header).toBe('{"format":"json","version":1}');
  return JSON.parse(body.join('\n')) as Record<string, unknown>;
};

/** An X-Ray that has what it was given, after so many looks. */
const xrayAfter = (looks: number, sent: () => readonly string[]) => {
  let looked = 0;
  return {
    batchGetTraces: async ({ TraceIds }: { TraceIds: readonly string[] }) => {
      looked += 1;
      const Segments = sent().map((Document) => ({ Document }));
      return { Traces: looked < looks ? [] : TraceIds.map((Id) => ({ Id, Segments })) };
    },
  };
};

describe('xrayctl send', () => {
  it('sends one valid segment to the daemon on this machine and prints its trace id', async () => {
    const { code, stdout, stderr, world } = await runInFakeWorld(['send']);
    expect(code).toBe(0);
    const [datagram] = world.sentDatagrams;
    expect(datagram).toMatchObject({ host: '127.0.0.1', port: 2000 });
    const document = bodyOf(datagram?.text);
    expect(stdout).toBe(`${String(document['trace_id'])}\n`);
    expect(stderr).toBe('sent 1 document by UDP to 127.0.0.1:2000, which acknowledges nothing\n');
    expect(document).toMatchObject({
      name: 'xrayctl',
      start_time: 1795341599.9,
      end_time: 1795341600,
    });
    expect(parseDocument(JSON.stringify(document)).ok).toBe(true);
  });

  it('shapes the segment as told', async () => {
    const flags = [
      ['--name', 'checkout'],
      ['--duration', '2s'],
      ['--method', 'POST'],
      ['--url', 'http://shop.example/cart'],
      ['--status', '503'],
      ['--user', 'alice'],
      ['--annotation', 'items=3'],
      ['--annotation', 'vip=true'],
      ['--annotation', 'order="42"'],
      ['--annotation', 'note=a=b'],
      ['--trace-id', '58406520a006649127e371903a2de979'],
      ['--parent-id', '53995C3F42CD8AD8'],
    ].flat();
    const { world } = await runInFakeWorld(['send', ...flags]);
    expect(bodyOf(world.sentDatagrams[0]?.text)).toEqual({
      trace_id: ID,
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      parent_id: '53995c3f42cd8ad8',
      name: 'checkout',
      start_time: 1795341598,
      end_time: 1795341600,
      fault: true,
      http: {
        request: { method: 'POST', url: 'http://shop.example/cart' },
        response: { status: 503 },
      },
      user: 'alice',
      annotations: { items: 3, vip: true, order: '42', note: 'a=b' },
    });
  });

  it.each([
    { flags: ['--status', '404'], is: { error: true } },
    { flags: ['--status', '429'], is: { error: true, throttle: true } },
    { flags: ['--fault'], is: { fault: true } },
    { flags: ['--error'], is: { error: true } },
    { flags: ['--throttle'], is: { error: true, throttle: true } },
    { flags: ['--status', '200'], is: {} },
  ])('marks it by $flags', async ({ flags, is }) => {
    const { world } = await runInFakeWorld(['send', ...flags]);
    const { error, fault, throttle } = bodyOf(world.sentDatagrams[0]?.text);
    expect({ error, fault, throttle }).toEqual(is);
  });

  it.each([
    {
      by: '--to',
      argv: ['--to', '[::1]:3000'],
      env: { AWS_XRAY_DAEMON_ADDRESS: 'h:1' },
      is: ['::1', 3000],
    },
    {
      by: 'AWS_XRAY_DAEMON_ADDRESS',
      argv: [],
      env: { AWS_XRAY_DAEMON_ADDRESS: '10.0.0.1:2001' },
      is: ['10.0.0.1', 2001],
    },
    {
      by: 'its udp part',
      argv: [],
      env: { AWS_XRAY_DAEMON_ADDRESS: 'tcp:a:1 udp:b:2' },
      is: ['b', 2],
    },
    {
      by: '--local=URL',
      argv: ['--local=http://127.0.0.1:4000'],
      env: {},
      is: ['127.0.0.1', 4000],
    },
    {
      by: '--local=URL with IPv6',
      argv: ['--local=http://[::1]:4000'],
      env: {},
      is: ['::1', 4000],
    },
  ])('finds the daemon by $by', async ({ argv, env, is }) => {
    const { world } = await runInFakeWorld(['send', ...argv], { env });
    const [{ host, port } = { host: '', port: 0 }] = world.sentDatagrams;
    expect([host, port]).toEqual(is);
  });

  it.each([
    { why: 'an address that is none', argv: ['--to', 'nowhere'], says: '--to: "nowhere"' },
    {
      why: 'two destinations',
      argv: ['--direct', '--to', 'h:1'],
      says: '--direct sends without a daemon',
    },
    {
      why: 'a shape for a file',
      argv: ['-f', 'a', '--name', 'x'],
      says: '--name shapes a made-up segment',
    },
    {
      why: 'a flag for a file',
      argv: ['-f', 'a', '--fault'],
      says: '--fault shapes a made-up segment',
    },
    {
      why: 'a missing file',
      argv: ['-f', 'missing'],
      says: 'cannot read missing: there is no such file',
    },
    { why: 'a broken file', argv: ['-f', 'broken'], says: 'broken: not JSON' },
    { why: 'an empty one', argv: ['-f', 'empty'], says: 'empty: the file is empty' },
    {
      why: 'what X-Ray refuses',
      argv: ['--annotation', `a=${'x'.repeat(70_000)}`],
      says: 'X-Ray would refuse this segment: it is larger',
    },
    {
      why: 'a key X-Ray ignores',
      argv: ['--annotation', 'a-b=1'],
      says: '"a-b" is not a key X-Ray indexes',
    },
  ])('refuses $why with exit 2 and sends nothing', async ({ argv, says }) => {
    const files = { broken: '{', empty: '' };
    const { code, stderr, world } = await runInFakeWorld(['send', ...argv], { files });
    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(world.sentDatagrams).toEqual([]);
  });

  it('refuses an AWS_XRAY_DAEMON_ADDRESS it cannot read', async () => {
    const env = { AWS_XRAY_DAEMON_ADDRESS: 'tcp:127.0.0.1:2000' };
    const { code, stderr } = await runInFakeWorld(['send'], { env });
    expect(code).toBe(2);
    expect(stderr).toContain('AWS_XRAY_DAEMON_ADDRESS "tcp:127.0.0.1:2000" names no UDP address');
  });

  it('sends every document of a file, or of standard input', async () => {
    const fromFile = await runInFakeWorld(['send', '-f', 'a.json'], { files: { 'a.json': FILE } });
    const fromStdin = await runInFakeWorld(['send', '--file', '-'], { stdin: FILE });
    for (const { stdout, world } of [fromFile, fromStdin]) {
      expect(stdout).toBe(`${ID}\n`);
      expect(world.sentDatagrams.map(({ text }) => bodyOf(text))).toEqual(JSON.parse(FILE));
    }
  });

  it('tells of a document no datagram can carry, sends the others, and exits 1', async () => {
    const large = documentOf('53995c3f42cd8ad8', { metadata: { a: 'x'.repeat(66_000) } });
    const files = { 'a.json': JSON.stringify([large, documentOf('53995c3f42cd8ad9')]) };
    const { code, stderr, world } = await runInFakeWorld(['send', '-f', 'a.json'], { files });
    expect(code).toBe(1);
    expect(stderr).toContain('document 53995c3f42cd8ad8 was not processed');
    expect(stderr).not.toContain('xxxx');
    expect(world.sentDatagrams).toHaveLength(1);
  });

  it.each([
    { errno: 'ECONNREFUSED', says: 'no daemon listens there', remedy: 'xrayctl local' },
    { errno: 'ENOTFOUND', says: 'the name is not known', remedy: '--to HOST:PORT' },
    { errno: 'EMSGSIZE', says: 'as the system says it', remedy: '--to HOST:PORT' },
  ])('says with exit 4 why it cannot send: $errno', async ({ errno, says, remedy }) => {
    const datagramError = Object.assign(new Error('as the system says it'), { code: errno });
    const { code, stdout, stderr } = await runInFakeWorld(['send'], { datagramError });
    expect(code).toBe(4);
    expect(stdout).toBe('');
    expect(stderr).toContain(`cannot send to UDP 127.0.0.1:2000: ${says}\n`);
    expect(stderr).toContain(remedy);
  });

  it('sends by the API, fifty documents a call', async () => {
    const calls: number[] = [];
    const documents = Array.from({ length: 60 }, (_, at) =>
      documentOf(at.toString(16).padStart(16, '0')),
    );
    const { code } = await runInFakeWorld(['send', '--direct', '-f', '-'], {
      stdin: JSON.stringify(documents),
      xray: {
        putTraceSegments: async ({ TraceSegmentDocuments }: PutTraceSegmentsInput) => {
          calls.push(TraceSegmentDocuments.length);
          return {};
        },
      },
    });
    expect(code).toBe(0);
    expect(calls).toEqual([50, 10]);
  });

  it('lists what the API refuses with its reasons, and exits 1', async () => {
    const refused = {
      Id: '53995c3f42cd8ad8',
      ErrorCode: 'InvalidTraceId',
      Message: 'Invalid segment',
    };
    const options = {
      files: { 'a.json': FILE },
      xray: { putTraceSegments: async () => ({ UnprocessedTraceSegments: [refused] }) },
    };
    const text = await runInFakeWorld(['send', '--direct', '-f', 'a.json'], options);
    expect(text.code).toBe(1);
    expect(text.stderr).toContain(
      'document 53995c3f42cd8ad8 was not processed: its "trace_id" is not',
    );
    expect(text.stderr).toContain('(InvalidTraceId)');
    const json = await runInFakeWorld(['send', '--direct', '-f', 'a.json', '-o', 'json'], options);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toEqual({
      schema: 'xrayctl/send/v1',
      via: 'api',
      to: 'AWS X-Ray in us-east-1',
      sent: 1,
      traces: [{ id: ID, documents: 1, readableMs: null }],
      unprocessed: [{ id: '53995c3f42cd8ad8', code: 'InvalidTraceId', message: 'Invalid segment' }],
    });
  });

  it('tells which documents were refused without an id: it sees it as X-Ray does', async () => {
    const [first, large, second, larger] = ['1', '2', '3', '4'].map((digit, at) =>
      documentOf(digit.repeat(16), at % 2 === 0 ? {} : { metadata: { a: 'x'.repeat(66_000) } }),
    );
    const refused = { ErrorCode: 'InvalidSegment', Message: 'Invalid segment' };
    const { code, stdout, stderr } = await runInFakeWorld(
      ['send', '--direct', '-f', '-', '-o', 'json'],
      {
        stdin: JSON.stringify([first, large, second, larger]),
        xray: { putTraceSegments: async () => ({ UnprocessedTraceSegments: [refused, refused] }) },
      },
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      sent: 2,
      unprocessed: [{ id: '2'.repeat(16) }, { id: '4'.repeat(16) }],
    });
    expect(stderr).toContain('sent 2 documents');
  });

  it('keeps its verdict when the reader of stdout left', async () => {
    const refused = { Id: '53995c3f42cd8ad8', ErrorCode: 'InvalidTraceId' };
    const { code } = await runInFakeWorld(['send', '--direct', '-f', 'a.json'], {
      files: { 'a.json': FILE },
      stdoutClosesAfter: 0,
      xray: { putTraceSegments: async () => ({ UnprocessedTraceSegments: [refused] }) },
    });
    expect(code).toBe(1);
  });
});

describe('xrayctl send --wait', () => {
  const start = (argv: readonly string[], looks: number, sees = (text: string) => text) => {
    const world = createFakeWorld({
      xray: xrayAfter(looks, () =>
        world.sentDatagrams.map(({ text }) => sees(text.split('\n')[1] ?? '')),
      ),
    });
    return { world, running: runXrayctl(argv, world) };
  };

  it('says how long it took until the trace could be read back', async () => {
    const { world, running } = start(['send', '--wait'], 3);
    await world.clock.whenSleeping();
    await world.clock.advance(60_000);
    expect(await running).toBe(0);
    expect(world.stderr()).toMatch(/\nreadable after 150 ms\n$/);
  });

  it('tells it in JSON too', async () => {
    const { world, running } = start(['send', '--wait=10s', '-o', 'json'], 1);
    expect(await running).toBe(0);
    expect(JSON.parse(world.stdout())).toMatchObject({
      via: 'udp',
      sent: 1,
      traces: [{ documents: 1, readableMs: 0 }],
    });
  });

  it('ends with 5 when the deadline passes, the id printed all the same', async () => {
    const { world, running } = start(['send', '--wait=2s'], 1000);
    await world.clock.whenSleeping();
    await world.clock.advance(60_000);
    expect(await running).toBe(5);
    const id = world.stdout().trim();
    expect(id).toMatch(/^1-/);
    expect(world.stderr()).toContain(`error: trace ${id} could not be read back within 2s`);
  });

  it('tells what was sent although X-Ray cannot be read', async () => {
    const { code, stdout, stderr } = await runInFakeWorld(['send', '--wait', '-o', 'json'], {
      xray: {
        batchGetTraces: async () => {
          throw new XrayctlError('remote', 'X-Ray is down');
        },
      },
    });
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ sent: 1, traces: [{ readableMs: null }] });
    expect(JSON.parse(stderr.split('\n')[1] ?? '')).toMatchObject({ error: { kind: 'remote' } });
  });

  it('does not take a trace without the document sent for the document', async () => {
    const { world, running } = start(['send', '--wait=2s'], 1, () => '{"id":"another"}');
    await world.clock.whenSleeping();
    await world.clock.advance(60_000);
    expect(await running).toBe(5);
  });
});
