import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from '../support/build-once.ts';
import { type LaunchedProgram, launchProgram, runProgram } from '../support/run-program.ts';

const FREE_PORTS = ['--udp', '127.0.0.1:0', '--http', '127.0.0.1:0'];
const started: LaunchedProgram[] = [];
let folder = '';

beforeAll(async () => {
  buildOnce();
  folder = await mkdtemp(join(tmpdir(), 'xrayctl-e2e-'));
}, 60_000);

afterEach(async () => {
  for (const program of started.splice(0)) await stop(program, 'SIGKILL');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const stop = (program: LaunchedProgram, signal: NodeJS.Signals) => {
  program.kill(signal);
  return program.ended;
};

const startLocal = async (...args: string[]) => {
  const program = launchProgram(['local', ...FREE_PORTS, ...args]);
  started.push(program);
  const ready = JSON.parse(await program.firstLine) as {
    readonly ready: boolean;
    readonly udp: string;
    readonly http: string;
    readonly dataDir: string | null;
  };
  return { program, ready };
};

describe('xrayctl local', () => {
  it('says in one line where it is, both on the same port, and keeps nothing with --memory', async () => {
    const { program, ready } = await startLocal('--memory');
    const port = ready.udp.split(':')[1];
    expect(ready).toEqual({
      ready: true,
      udp: `127.0.0.1:${port}`,
      http: `http://127.0.0.1:${port}`,
      dataDir: null,
    });
    expect(await stop(program, 'SIGINT')).toMatchObject({ code: 0, stderr: '' });
  });

  it('takes a segment by UDP and by the API, and gives both back', async () => {
    const { ready } = await startLocal('--memory');
    const local = `--local=${ready.http}`;
    const byUdp = await runProgram([local, 'send', '--wait', '--name', 'by-udp']);
    expect(byUdp).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/readable after \d+ ms/),
    });
    const byApi = await runProgram([local, 'send', '--direct', '--wait', '-o', 'json']);
    expect(byApi.code).toBe(0);
    expect(JSON.parse(byApi.stdout)).toMatchObject({
      via: 'api',
      to: ready.http,
      sent: 1,
      traces: [{ readableMs: expect.any(Number) }],
      unprocessed: [],
    });
    const traces = await runProgram([local, 'traces', '-o', 'ids']);
    expect(traces.stdout).toContain(byUdp.stdout.trim());
  });

  it('keeps what it was given in a folder of the user’s own, also when it is killed', async () => {
    const dataDir = join(folder, 'kept');
    const first = await startLocal('--data-dir', dataDir);
    expect(first.ready.dataDir).toBe(dataDir);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(dataDir)) {
      expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600);
    }
    const sent = await runProgram(['send', '--direct', `--local=${first.ready.http}`]);
    expect(sent.code).toBe(0);
    await stop(first.program, 'SIGKILL');
    const second = await startLocal('--data-dir', dataDir);
    const found = await runProgram(['traces', `--local=${second.ready.http}`, '-o', 'ids']);
    expect(found.stdout).toBe(sent.stdout);
    expect(await stop(second.program, 'SIGTERM')).toMatchObject({ code: 0 });
  });

  it('says that a folder or a port is taken, with exit 2', async () => {
    const dataDir = join(folder, 'taken');
    const { ready } = await startLocal('--data-dir', dataDir);
    const sameFolder = await runProgram(['local', ...FREE_PORTS, '--data-dir', dataDir]);
    expect(sameFolder).toMatchObject({ code: 2, stdout: '' });
    expect(sameFolder.stderr).toContain('in use by another xrayctl local');
    const samePort = await runProgram(['local', '--memory', '--udp', ready.udp]);
    expect(samePort).toMatchObject({ code: 2, stdout: '' });
    expect(samePort.stderr).toContain(`cannot listen on UDP ${ready.udp}: the port is in use`);
  });

  it.each([
    { args: ['--http', '0.0.0.0:0', '--udp', '127.0.0.1:0', '--memory'], says: '--allow-remote' },
    { args: ['--memory', '--data-dir', 'x'], says: '--memory keeps nothing' },
    { args: ['--retention', '30'], says: '"30" is not a duration' },
    { args: ['--max-size', '2'], says: '"2" is not a size' },
    { args: ['--udp', '2000'], says: '"2000" is not an address' },
  ])('refuses $args with exit 2', async ({ args, says }) => {
    const run = await runProgram(['local', ...args]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(says);
  });

  it('tells of packets it rejects, without their content', async () => {
    const { program, ready } = await startLocal('--memory');
    const [host, port] = ready.udp.split(':');
    const { createUdpDatagrams } = await import('../../src/clients/node/datagrams.ts');
    await createUdpDatagrams().send(host ?? '', Number(port), Buffer.from('secret'));
    const { code, stderr } = await stop(program, 'SIGTERM');
    expect(code).toBe(0);
    expect(stderr).toBe('warning: rejected 1 UDP packet: no document after the header line\n');
  });

  it('ends with 5 when --timeout passes', async () => {
    const run = await runProgram(['local', ...FREE_PORTS, '--memory', '--timeout', '300ms']);
    expect(run.code).toBe(5);
    expect(run.stderr).toContain('not done within 300ms');
  });
});
