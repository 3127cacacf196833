import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { buildOnce } from '../support/build-once.ts';
import { launchProgram, runProgram, runShell, XRAYCTL } from '../support/run-program.ts';
import { startStubServer } from '../support/stub-server.ts';

beforeAll(buildOnce, 60_000);

/** An X-Ray that takes a request and never answers. */
const startSilentServer = async () => {
  let notify: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    notify = resolve;
  });
  const server = createServer(() => notify());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${port}`, asked, stop };
};

describe('bin/xrayctl', () => {
  it('is five lines that call main', () => {
    const lines = readFileSync(XRAYCTL, 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(6);
    expect(lines.filter((line) => line.startsWith('import'))).toEqual([
      "import { main } from '../dist/main.js';",
    ]);
  });

  it('prints its version', async () => {
    expect(await runProgram(['--version'])).toEqual({
      code: 0,
      stdout: `xrayctl ${packageJson.version}\n`,
      stderr: '',
    });
  });

  it.each([
    { args: [], code: 0, out: /^usage: xrayctl COMMAND/m, err: /^$/ },
    { args: ['send', '--help'], code: 0, out: /^usage: xrayctl send/m, err: /^$/ },
    { args: ['nonsense'], code: 2, out: /^$/, err: /"nonsense" is not an xrayctl command/ },
    { args: ['version', '--timeout', '30x'], code: 2, out: /^$/, err: /"30x" is not a duration/ },
    {
      args: ['send', '--direct', '--region', 'eu-west-1'],
      code: 3,
      out: /^$/,
      err: /^error: no AWS credentials: .*\nLog in .*\nWithout an AWS account: xrayctl local/,
    },
    { args: ['send', '--direct'], code: 2, out: /^$/, err: /no AWS region is set/ },
    {
      args: ['send', '--direct', '--local=http://127.0.0.1:1'],
      code: 4,
      out: /^$/,
      err: /http:\/\/127\.0\.0\.1:1 cannot be reached: nothing listens there/,
    },
    { args: ['send', '--to', '127.0.0.1:1'], code: 4, out: /^$/, err: /no daemon listens there/ },
  ])('$args ends with $code', async ({ args, code, out, err }) => {
    const run = await runProgram(args);
    expect(run.stderr).toMatch(err);
    expect(run.stdout).toMatch(out);
    expect(run.code).toBe(code);
  });

  it('lets no warning of the SDK about Node.js reach stderr', async () => {
    const server = await startStubServer(() => ({}));
    try {
      const run = await runProgram(['-q', 'send', '--direct', `--local=${server.url}`]);
      expect(run).toMatchObject({ code: 0, stderr: '' });
    } finally {
      await server.stop();
    }
  });

  it('never sends the user’s credentials under --local', async () => {
    const server = await startStubServer(() => ({}));
    const env = {
      AWS_ACCESS_KEY_ID: 'AKIDREAL',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_SESSION_TOKEN: 't',
    };
    try {
      await runProgram(['send', '--direct', `--local=${server.url}`], { env });
      await runProgram(['send', '--direct'], { env: { ...env, XRAYCTL_LOCAL: server.url } });
      expect(server.requests).toHaveLength(2);
      for (const { headers } of server.requests) {
        expect(headers.authorization).toContain('Credential=local/');
        expect(headers['x-amz-security-token']).toBeUndefined();
      }
    } finally {
      await server.stop();
    }
  });

  it('ends with 0 when the reader of its output leaves', async () => {
    const { stdout, stderr } = await runShell(
      'for i in 1 2 3; do xrayctl explain filter | head -n 1; echo "$PIPESTATUS"; done',
    );
    expect(stderr).toBe('');
    expect(stdout.match(/^0$/gm)).toHaveLength(3);
  });

  it('ends with 0 when nobody reads its output at all', async () => {
    const { stdout, stderr } = await runShell('{ xrayctl --help; echo "$?" >&3; } 3>&1 >&- | cat');
    expect(stderr).toBe('');
    expect(stdout).toBe('0\n');
  });

  it.each([
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
  ] as const)('ends with $code on $signal, while X-Ray is silent', async ({ signal, code }) => {
    const server = await startSilentServer();
    const program = launchProgram(['traces', `--local=${server.url}`]);
    await server.asked;
    program.kill(signal);
    expect(await program.ended).toEqual({ code, stdout: '', stderr: '' });
    await server.stop();
  });

  it('ends with 5 when --timeout passes, while X-Ray is silent', async () => {
    const server = await startSilentServer();
    const run = await runProgram(['traces', `--local=${server.url}`, '--timeout', '300ms']);
    expect(run).toMatchObject({ code: 5, stdout: '' });
    expect(run.stderr).toContain('not done within 300ms (--timeout)');
    await server.stop();
  });

  it('reads a file from standard input', async () => {
    const server = await startStubServer(() => ({}));
    const document = {
      trace_id: '1-58406520-a006649127e371903a2de979',
      id: '53995c3f42cd8ad8',
      name: 'web',
      start_time: 1480615200.01,
      end_time: 1480615200.09,
    };
    try {
      const args = ['send', '--direct', `--local=${server.url}`, '-f', '-'];
      const run = await runProgram(args, { stdin: JSON.stringify(document) });
      expect(run).toMatchObject({ code: 0, stdout: `${document.trace_id}\n` });
      expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
        TraceSegmentDocuments: [JSON.stringify(document)],
      });
    } finally {
      await server.stop();
    }
  });
});
