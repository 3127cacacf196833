import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from '../support/build-once.ts';
import { runProgram } from '../support/run-program.ts';
import { type StubAnswer, type StubServer, startStubServer } from '../support/stub-server.ts';

const TRACE = '1-58406520-a006649127e371903a2de979';

const refusal = (status: number, name: string, message = 'words of the service'): StubAnswer => ({
  status,
  headers: { 'x-amzn-errortype': name },
  body: JSON.stringify({ Message: message }),
});

/** What an endpoint answers, by the first part of the path it is asked at. */
const ANSWERS: Readonly<Record<string, StubAnswer>> = {
  html: { headers: { 'content-type': 'text/html' }, body: '<html>\u001b[31mhello</html>' },
  missing: { status: 404, body: '<html>nothing here</html>' },
  gateway: { status: 502, body: '<html>bad gateway</html>' },
  redirect: { status: 302, headers: { location: 'http://127.0.0.1:1/elsewhere' } },
  cut: { body: '{"TraceSummaries":[{"Id":"1-' },
  deep: { body: '['.repeat(200_000) },
  another: { body: '{"status":"ok","Services":"none","Traces":{}}' },
  list: { body: '{"TraceSummaries":[5],"Services":[5],"Traces":[5]}' },
  shapes: {
    body: JSON.stringify({
      TraceSummaries: [{ Id: 5 }],
      Services: [{ Edges: 'x' }],
      Traces: [{ Segments: [{ Document: 5 }] }],
    }),
  },
  forbidden: refusal(403, 'AccessDeniedException', 'User \u001b[31m\u202e is not authorized'),
  expired: refusal(403, 'ExpiredTokenException'),
  strange: refusal(404, 'UnknownOperationException'),
  throttled: refusal(429, 'ThrottledException'),
  failing: refusal(500, 'InternalFailure'),
};

let stub: StubServer;

beforeAll(async () => {
  buildOnce();
  stub = await startStubServer(({ path }) => ANSWERS[path.split('/')[1] ?? ''] ?? {});
}, 60_000);

afterAll(() => stub.stop());

/** The readers, each of which asks another operation. */
const READERS: readonly (readonly string[])[] = [
  ['traces'],
  ['trace', TRACE],
  ['map'],
  ['map', '--trace', TRACE],
];

const ask = (args: readonly string[], url: string) =>
  runProgram([...args, `--local=${url}`, '--timeout', '30s'], { env: { LANG: 'C.UTF-8' } });

const everyReader = async (url: string, code: number, says: RegExp, remedy: RegExp) => {
  const runs = await Promise.all(READERS.map((args) => ask(args, url)));
  for (const run of runs) {
    expect(run.stderr).toMatch(says);
    expect(run.stderr).toMatch(remedy);
    expect(run.stderr).toContain(url);
    for (const never of ['bug in xrayctl', '\u001b', '\u202e']) {
      expect(run.stderr).not.toContain(never);
    }
    expect(run.code).toBe(code);
    expect(run.stdout).toBe('');
  }
};

describe('an endpoint', () => {
  it.each([
    ['html', 4, /something that is not X-Ray's JSON \(HTTP status 200\)/, /Check --endpoint/],
    ['missing', 4, /not X-Ray's JSON \(HTTP status 404\)/, /another server at that address/],
    ['redirect', 4, /a redirect to http:\/\/127\.0\.0\.1:1\/elsewhere, which is not/, /Check/],
    ['cut', 4, /not X-Ray's JSON/, /another server at that address/],
    ['deep', 4, /not X-Ray's JSON/, /another server at that address/],
    ['another', 4, /not X-Ray's JSON \((there is no \w+ in it|\w+ is no list)\)/, /Check/],
    ['list', 4, /not X-Ray's JSON \(\w+\[0\] is no object\)/, /Check/],
    ['shapes', 4, /not X-Ray's JSON \(\w+\[0\][.\w[\]]+ is no (string|list)\)/, /Check/],
    ['forbidden', 3, /User \\u001b\[31m\\u202e is not authorized/, /answers only to its own/],
    ['expired', 3, /words of the service \(ExpiredTokenException\)/, /\n\w/],
    ['strange', 4, /\(UnknownOperationException\)/, /another server at that address/],
  ])(
    'that answers with %s ends every reader with %i, in words',
    async (path, code, says, remedy) => {
      await everyReader(`${stub.url}/${path}`, code, says, remedy);
    },
  );

  it.concurrent.each([
    ['gateway', /not X-Ray's JSON \(HTTP status 502\)/],
    ['throttled', /words of the service \(ThrottledException\)/],
    ['failing', /words of the service \(InternalFailure\)/],
  ])(
    'that answers with %s for good is asked again, and then ends every reader with 4',
    async (path, says) => {
      const url = `${stub.url}/${path}`;
      await everyReader(url, 4, says, /\n\w/);
      const asked = stub.requests.filter((request) => request.path.startsWith(`/${path}/`));
      expect(asked.length).toBeGreaterThan(READERS.length);
    },
    45_000,
  );

  it('that answers a JSON of its own is not taken for one that found nothing', async () => {
    const run = await ask(['traces', '-o', 'json'], `${stub.url}/another`);
    expect(run).toMatchObject({ code: 4, stdout: '' });
    expect(JSON.parse(run.stderr)).toMatchObject({ error: { kind: 'remote' } });
  });
});

/** A server on loopback, and how to close it with all its connections. */
const listen = async (server: Server | ReturnType<typeof createTcpServer>): Promise<string> => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe('a connection', () => {
  it('that nobody takes says how to start a local X-Ray', async () => {
    const server = createTcpServer();
    const address = await listen(server);
    await new Promise((resolve) => {
      server.close(resolve);
    });
    await everyReader(`http://${address}`, 4, /nothing listens there/, /xrayctl local/);
  });

  it('that is not HTTP is told', async () => {
    const server = createTcpServer((socket) => socket.end('SSH-2.0-x\r\n'));
    const address = await listen(server);
    await everyReader(`http://${address}`, 4, /does not speak HTTP/, /another server/);
    server.close();
  });

  it('that is not TLS is told', async () => {
    const url = stub.url.replace('http:', 'https:');
    await everyReader(url, 4, /does not speak TLS as it should/, /another server/);
  });

  it('that is cut in the middle of an answer is told', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"Trace');
      response.socket?.end();
    });
    const address = await listen(server);
    const run = await ask(['traces'], `http://${address}`);
    expect(run).toMatchObject({ code: 4, stdout: '' });
    expect(run.stderr).toContain('the connection was cut');
    server.close();
  }, 45_000);

  it('on which an answer never ends is given up at the deadline', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200).write('{"TraceSummaries":[');
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    const address = await listen(server);
    const run = await runProgram(['traces', `--local=http://${address}`, '--timeout', '500ms']);
    expect(run).toMatchObject({ code: 5, stdout: '' });
    expect(run.stderr).toContain('not done within 500ms (--timeout)');
    server.closeAllConnections();
    server.close();
  });
});
