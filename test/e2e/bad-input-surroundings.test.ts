import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from '../support/build-once.ts';
import { type LocalProgram, startLocalProgram } from '../support/local-program.ts';
import { runShell, XRAYCTL } from '../support/run-program.ts';

const running: LocalProgram[] = [];
let folder = '';
let local: LocalProgram;

beforeAll(async () => {
  buildOnce();
  folder = await mkdtemp(join(tmpdir(), 'xrayctl-around-'));
  local = await startLocalProgram('--memory');
}, 60_000);

afterEach(async () => {
  for (const one of running.splice(0)) await one.stop('SIGKILL');
});

afterAll(async () => {
  await local.stop('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** A line of bash that knows where X-Ray is, and ends by telling the exit code of the program. */
const shell = (line: string) =>
  runShell(line, { env: { XRAYCTL_LOCAL: local.ready.http, LANG: 'C.UTF-8' } });

/** Where output goes that cannot be written: Linux has a device for it. */
const hasFullDevice = process.platform === 'linux';

describe('standard output', () => {
  it
    .runIf(hasFullDevice)
    .each([
      'traces -o json',
      'map -o json',
      'trace --last -o json',
      'send',
      '--help',
      'explain filter',
      'completion bash',
      'local --memory --udp 127.0.0.1:0 --http 127.0.0.1:0',
    ])('on a full disk is no bug of ours: xrayctl %s', async (args) => {
    const { stdout, stderr } = await shell(`xrayctl ${args} > /dev/full; echo $?`);
    expect(stdout).toBe('2\n');
    expect(stderr).toContain('cannot write to standard output: there is no space left');
    expect(stderr).toContain('Free some space');
  });

  it.each([
    'traces',
    'traces -o json',
    'traces -o ndjson',
    'map -o dot',
    'trace --last',
    'send --wait',
  ])('that nobody reads is no failure: xrayctl %s', async (args) => {
    await shell('xrayctl send --wait');
    const read = await shell(`xrayctl ${args} | true; echo "\${PIPESTATUS[0]}"`);
    expect(read.stdout).toBe('0\n');
    const closed = await shell(`xrayctl ${args} >&-; echo $? >&2`);
    expect(closed.stderr).toMatch(/(^|\n)0\n$/);
  });
});

describe('standard error', () => {
  it.runIf(hasFullDevice)('on a full disk does not keep a result from being given', async () => {
    const { stdout } = await shell('xrayctl traces -o json 2> /dev/full; echo "code $?"');
    expect(stdout).toContain('"TraceSummaries"');
    expect(stdout).toMatch(/code 0\n$/);
  });

  it('that is closed does not change an exit code', async () => {
    const { stdout } = await shell(
      'xrayctl traces 2>&- > /dev/null; echo $?; xrayctl no 2>&-; echo $?',
    );
    expect(stdout).toBe('0\n2\n');
  });
});

describe('standard input', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('that never comes can be interrupted by %s', async (signal, code) => {
    const child = spawn(process.execPath, [XRAYCTL, 'trace', '--file', '-'], { stdio: 'pipe' });
    // Asked once: a second signal would end anything. One that comes before the program listens is as good.
    const timer = setTimeout(() => child.kill(signal), 700);
    const ended = await new Promise((resolve) => {
      child.on('close', (exit, by) => resolve(by === signal ? code : exit));
    });
    clearTimeout(timer);
    expect(ended).toBe(code);
  });

  it('that never comes is given up at the deadline', async () => {
    const line = 'sleep 5 | { xrayctl trace --file - --timeout 300ms; echo $?; kill $(jobs -p); }';
    const { stdout, stderr } = await shell(`${line} 2>&1`);
    expect(`${stdout}${stderr}`).toContain('not done within 300ms (--timeout)');
    expect(stdout).toMatch(/^5$/m);
  });

  it('that is closed holds nothing', async () => {
    const { stderr } = await shell('xrayctl trace --file - <&-; xrayctl send -f - <&-');
    expect(stderr.match(/^error: standard input: the file is empty$/gm)).toHaveLength(2);
  });
});

describe('Ctrl-C in a terminal, which goes to a whole process group', () => {
  it('ends a demo with 130 and without a word more', async () => {
    const child = spawn(process.execPath, [XRAYCTL, 'demo'], { detached: true, stdio: 'pipe' });
    let said = '';
    const started = new Promise<void>((resolve) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Started X-Ray')) resolve();
      });
    });
    const ended = new Promise((resolve) => {
      child.on('close', resolve);
    });
    await started;
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    process.kill(-(child.pid ?? 0), 'SIGINT');
    expect(await ended).toBe(130);
    expect(said.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('a data folder that is read-only', () => {
  /** Root may write anywhere: another user is asked then. */
  const NOBODY = 65_534;
  const asOther = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

  it('is refused with a remedy, and stays as it is', async () => {
    const path = join(folder, 'read-only');
    await mkdir(path);
    if ('uid' in asOther) {
      await chmod(folder, 0o755);
      await chown(path, NOBODY, NOBODY);
    }
    await chmod(path, 0o500);
    const args = ['local', '--data-dir', path, '--udp', '127.0.0.1:0', '--http', '127.0.0.1:0'];
    const child = spawn(process.execPath, [XRAYCTL, ...args], { stdio: 'pipe', ...asOther });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const code = await new Promise((resolve) => {
      child.on('close', resolve);
    });
    expect(said).toContain(`${path} may not be used by this user`);
    expect(said).toContain('Choose another folder with --data-dir');
    expect(code).toBe(2);
    expect((await stat(path)).mode & 0o777).toBe(0o500);
    expect(await readdir(path)).toEqual([]);
  });
});

describe('a second xrayctl local', () => {
  it('at the same ports or on the same folder is told, and costs the first nothing', async () => {
    const dataDir = join(folder, 'twice');
    const first = await startLocalProgram('--data-dir', dataDir);
    running.push(first);
    const { udp, http } = first.ready;
    const address = http.replace('http://', '');
    for (const [args, says] of [
      [`--data-dir ${dataDir} --udp 127.0.0.1:0 --http 127.0.0.1:0`, 'is in use by another'],
      [`--memory --udp ${udp} --http 127.0.0.1:0`, `UDP ${udp}: the port is in use`],
      [`--memory --udp 127.0.0.1:0 --http ${address}`, `TCP ${address}: the port is in use`],
    ] as const) {
      const { stdout, stderr } = await shell(`xrayctl local ${args}; echo $?`);
      expect(stdout).toBe('2\n');
      expect(stderr).toContain(says);
      expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    }
    const sent = await runShell(
      `xrayctl --local=${http} send --wait && xrayctl --local=${http} send --direct --wait`,
    );
    expect(sent.stderr.match(/readable after/g)).toHaveLength(2);
    expect(await first.stop('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
  });
});
