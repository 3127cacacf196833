import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clients/node/clock.ts';
import { type HttpServer, startHttpServer } from '../../../src/local/http-server.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { XrayctlError } from '../../../src/std/xrayctl-error.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { type MadeLocal, makeLocal, rootOf, traceIdOf } from './make-local.ts';

let local: MadeLocal;
let server: HttpServer;

const start = (port = 0, clock: Clock = systemClock): Promise<HttpServer> =>
  startHttpServer(
    {
      api: local.api,
      clock,
      random: createSeededRandom(),
      report: (event) => local.events.push(event),
    },
    { host: '127.0.0.1', port },
  );

beforeEach(async () => {
  local = makeLocal();
  server = await start();
});

afterEach(async () => {
  await server.stop();
  local.store.close();
});

const urlOf = (path: string): string => `http://127.0.0.1:${server.address.port}${path}`;

const post = async (path: string, body: string, headers: Readonly<Record<string, string>> = {}) => {
  const response = await fetch(urlOf(path), { method: 'POST', body, headers });
  return {
    status: response.status,
    error: response.headers.get('x-amzn-errortype'),
    requestId: response.headers.get('x-amzn-requestid'),
    type: response.headers.get('content-type'),
    json: (await response.json()) as Readonly<Record<string, unknown>>,
  };
};

/** Sends bytes as they stand, and collects the answer until the server closes or a pause. */
const exchange = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket: Socket = connect(server.address.port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.includes('\r\n\r\n')) socket.end();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });

describe('the HTTP server', () => {
  it('answers operations as AWS does', async () => {
    const document = JSON.stringify(rootOf(1, 1_000));
    const put = await post('/TraceSegments', JSON.stringify({ TraceSegmentDocuments: [document] }));
    expect(put).toMatchObject({
      status: 200,
      json: { UnprocessedTraceSegments: [] },
      type: 'application/json',
    });
    expect(put.requestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const got = await post('/Traces', JSON.stringify({ TraceIds: [traceIdOf(1)] }));
    expect(got.json).toMatchObject({ Traces: [{ Id: traceIdOf(1) }] });
  });

  it('answers what SDKs ask of the daemon, unsigned', async () => {
    const rules = await post('/GetSamplingRules', '{}');
    expect(rules.json).toMatchObject({
      SamplingRuleRecords: [{ SamplingRule: { RuleName: 'Default' } }],
    });
    const targets = await post('/SamplingTargets', '{"SamplingStatisticsDocuments":[]}');
    expect(targets.json).toMatchObject({ LastRuleModification: expect.any(Number) });
  });

  it.each([
    [
      'a refusal',
      '/Traces',
      '{"TraceIds":["x"]}',
      400,
      'InvalidRequestException',
      'Invalid trace id x',
    ],
    ['what is missing', '/Traces', '{}', 400, 'ValidationException', 'traceIds'],
    ['no JSON', '/Traces', '{', 400, 'SerializationException', 'no JSON'],
    ['a wrong type', '/Traces', '{"TraceIds":7}', 400, 'SerializationException', ''],
    ['an unknown operation', '/Nothing', '{}', 404, 'UnknownOperationException', 'not recognized'],
    [
      'an operation it lacks',
      '/StartTraceRetrieval',
      '{}',
      404,
      'UnknownOperationException',
      'not recognized',
    ],
  ])('says so: %s', async (_name, path, body, ...[status, error, message]) => {
    const answer = await post(path, body);
    expect(answer).toMatchObject({ status, error, type: 'application/json' });
    expect(answer.json['Message']).toContain(message);
  });

  it('names the resource that was not found', async () => {
    const ResourceARN = 'arn:aws:xray:us-east-1:000000000000:group/none/x';
    const answer = await post('/ListTagsForResource', JSON.stringify({ ResourceARN }));
    expect(answer).toMatchObject({ status: 404, error: 'ResourceNotFoundException' });
    expect(answer.json).toMatchObject({ ResourceName: ResourceARN });
  });

  it('knows operations by POST alone', async () => {
    const response = await fetch(urlOf('/Traces'));
    expect(response.status).toBe(404);
  });

  it('says that it is well', async () => {
    const response = await fetch(urlOf('/healthz'));
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
    const head = await fetch(urlOf('/healthz'), { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('refuses what a web page sends', async () => {
    const page = await post('/GetSamplingRules', '{}', { Origin: 'http://127.0.0.1:8080' });
    expect(page).toMatchObject({ status: 403, error: 'AccessDeniedException' });
    const health = await fetch(urlOf('/healthz'), { headers: { Origin: 'null' } });
    expect(health.status).toBe(403);
  });

  it('refuses a Host that is not its own', async () => {
    const answer = await exchange('GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    const without = await exchange('GET /healthz HTTP/1.0\r\n\r\n');
    expect(without).toMatch(/^HTTP\/1\.1 403 /);
    const own = await exchange('GET /healthz HTTP/1.1\r\nHost: localhost:1\r\n\r\n');
    expect(own).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('refuses too large a body in JSON, and lets the sender read that', async () => {
    const answer = await post('/TraceSegments', ' '.repeat(17 * 1024 * 1024));
    expect(answer).toMatchObject({ status: 413, error: 'RequestEntityTooLargeException' });
  });

  it('does not tell what went wrong inside', async () => {
    Object.assign(local.store.documents, {
      ofTrace: () => {
        throw new Error('secret path');
      },
    });
    const answer = await post('/Traces', JSON.stringify({ TraceIds: [traceIdOf(1)] }));
    expect(answer).toMatchObject({
      status: 500,
      error: 'InternalFailure',
      json: { message: null },
    });
    expect(local.events).toMatchObject([{ kind: 'request-failed', operation: 'BatchGetTraces' }]);
  });

  it('says what to do when the port is in use', async () => {
    const error: unknown = await start(server.address.port).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(XrayctlError);
    expect(error).toMatchObject({
      kind: 'usage',
      message: `cannot listen on TCP 127.0.0.1:${server.address.port}: the port is in use`,
      remedy: expect.stringContaining('another port'),
      cause: { code: 'EADDRINUSE' },
    });
  });

  it('answers what is in hand when it stops, and closes kept connections', async () => {
    await server.stop();
    // The grace never ends: if it took that to close what is kept, this would not come to its end.
    server = await start(0, { ...systemClock, after: () => () => undefined });
    await post('/GetSamplingRules', '{}');
    const socket = connect(server.address.port, '127.0.0.1');
    const answered = new Promise<string>((resolve, reject) => {
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk;
        if (answer.endsWith('100 Continue\r\n\r\n')) {
          const stopped = server.stop();
          socket.write('{}');
          socket.on('close', () => stopped.then(() => resolve(answer), reject));
        }
      });
      socket.on('error', reject);
    });
    socket.write(
      'POST /GetSamplingRules HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n',
    );
    expect(await answered).toContain('HTTP/1.1 200 OK');
    await expect(fetch(urlOf('/healthz'))).rejects.toThrow();
    server = await start();
  });
});
