import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from '../support/build-once.ts';
import { askHttp, type LocalProgram, startLocalProgram } from '../support/local-program.ts';

let local: LocalProgram;
let port = '';

beforeAll(async () => {
  buildOnce();
  local = await startLocalProgram('--memory');
  port = local.ready.http.split(':').at(-1) ?? '';
}, 60_000);

afterAll(() => local.stop('SIGKILL'));

const ask = (headers: Readonly<Record<string, string>>, method = 'POST', path = '/Groups') =>
  askHttp(local.ready.http, { method, path, headers, body: method === 'POST' ? '{}' : '' });

const DENIED = { status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' } };

describe('a browser', () => {
  it.each(['https://evil.example', 'http://localhost:3000', `http://127.0.0.1`, 'null', ''])(
    'is refused with Origin: "%s"',
    async (origin) => {
      expect(await ask({ origin })).toMatchObject(DENIED);
    },
  );

  it.each([
    ['POST', '/TraceSegments'],
    ['GET', '/healthz'],
    ['OPTIONS', '/TraceSegments'],
    ['POST', '/SamplingTargets'],
  ])('is refused on %s %s, and gets no leave to try again', async (method, path) => {
    const answer = await ask({ origin: 'https://evil.example' }, method, path);
    expect(answer).toMatchObject(DENIED);
    const names = Object.keys(answer.headers);
    expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1@evil.example',
    '0.0.0.0',
    '192.168.1.7',
    '2130706433',
    ':2000',
  ])('is refused with Host: %s', async (host) => {
    expect(await ask({ host })).toMatchObject(DENIED);
  });

  it('stores nothing by what is refused', async () => {
    const document = {
      trace_id: '1-6553f100-a1b2c3d4e5f60718293a4b5c',
      id: '53995c3f42cd8ad8',
      name: 'evil',
      start_time: 1_700_000_000,
      end_time: 1_700_000_001,
    };
    const body = JSON.stringify({ TraceSegmentDocuments: [JSON.stringify(document)] });
    // What a page may send without asking first: a simple request.
    const headers = { origin: 'https://evil.example', 'content-type': 'text/plain' };
    const answer = await askHttp(local.ready.http, { path: '/TraceSegments', headers, body });
    expect(answer).toMatchObject(DENIED);
    const { json } = await local.post('/Traces', { TraceIds: [document.trace_id] });
    expect(json.Traces).toEqual([]);
  });
});

describe('a client of this machine', () => {
  it.each([
    () => `127.0.0.1:${port}`,
    () => `localhost:${port}`,
    () => 'localhost',
    () => `LOCALHOST.:${port}`,
    () => `[::1]:${port}`,
    () => '127.1.2.3',
  ])('is served (host %#)', async (hostOf) => {
    expect(await ask({ host: hostOf() })).toMatchObject({ status: 200 });
  });

  it('is told that the server is well', async () => {
    expect(await ask({}, 'GET', '/healthz')).toMatchObject({ status: 200 });
  });

  it.each([
    ['GET', '/', 404],
    ['GET', '/Groups', 404],
    ['POST', '/healthz', 404],
    ['POST', '/StartTraceRetrieval', 404],
    ['POST', '/../etc/passwd', 404],
  ])('gets for %s %s what AWS says of an unknown operation', async (method, path, status) => {
    expect(await ask({}, method, path)).toMatchObject({
      status,
      headers: { 'x-amzn-errortype': 'UnknownOperationException' },
    });
  });

  it.each([
    ['no JSON', 'SerializationException', 400],
    ['[]', 'SerializationException', 400],
    [`{"GroupName":"${'x'.repeat(40)}"}`, 'ValidationException', 400],
    ['{"GroupName":"nobody"}', 'InvalidRequestException', 400],
    [`"${'x'.repeat(17 * 1024 * 1024)}"`, 'RequestEntityTooLargeException', 413],
  ])('gets for a body the name of what is wrong, %#', async (body, name, status) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await askHttp(local.ready.http, { path: '/GetGroup', headers, body });
    expect(answer).toMatchObject({ status, headers: { 'x-amzn-errortype': name } });
    expect(answer.json).toEqual({ Message: expect.any(String) });
  });
});
