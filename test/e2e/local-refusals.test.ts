import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from '../support/build-once.ts';
import { type LocalProgram, startLocalProgram } from '../support/local-program.ts';
import { runProgram } from '../support/run-program.ts';

const running: LocalProgram[] = [];
let root = '';

beforeAll(async () => {
  buildOnce();
  root = await mkdtemp(join(tmpdir(), 'xrayctl-refusals-'));
}, 60_000);

afterEach(async () => {
  for (const local of running.splice(0)) await local.stop('SIGKILL');
});

afterAll(() => rm(root, { recursive: true, force: true }));

const start = async (...args: readonly string[]): Promise<LocalProgram> => {
  const local = await startLocalProgram(...args);
  running.push(local);
  return local;
};

const FREE_PORTS = ['--udp', '127.0.0.1:0', '--http', '127.0.0.1:0'];
const tryLocal = (...args: readonly string[]) => runProgram(['local', ...FREE_PORTS, ...args]);

const DOCUMENT = {
  trace_id: '1-6553f100-a1b2c3d4e5f60718293a4b5c',
  id: '53995c3f42cd8ad8',
  name: 'kept',
  start_time: 1_700_000_000,
  end_time: 1_700_000_001,
};

const putDocument = (local: LocalProgram) =>
  local.post('/TraceSegments', { TraceSegmentDocuments: [JSON.stringify(DOCUMENT)] });

const countKept = async (local: LocalProgram): Promise<number> => {
  const { json } = await local.post('/Traces', { TraceIds: [DOCUMENT.trace_id] });
  return json.Traces.length;
};

/** A data folder that was in use, and ended well. */
const makeUsedFolder = async (name: string): Promise<string> => {
  const dataDir = join(root, name);
  const local = await start('--data-dir', dataDir);
  expect((await putDocument(local)).status).toBe(200);
  await local.stop('SIGTERM');
  return dataDir;
};

/** Every file of a folder, by name and content. */
const fingerprint = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const names = await readdir(folder);
  const entries = names.map(async (name) => {
    const content = await readFile(join(folder, name));
    return [name, createHash('sha256').update(content).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
};

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

/** Ways to spoil a database, and what is then said of it. Offsets: sqlite.org/fileformat2.html, 1.3. */
const SPOILT: readonly (readonly [
  what: string,
  spoil: (database: Buffer) => Buffer,
  says: RegExp,
])[] = [
  ['no database at all', () => Buffer.alloc(8_192, 'no database '), /is damaged.*left as it is/],
  ['a schema that is damaged', (database) => database.fill(0xff, 100, 4_096), /is damaged/],
  [
    'a newer schema',
    (database) => {
      database.writeUInt32BE(99, 60);
      return database;
    },
    /was written by a newer xrayctl \(its schema is version 99, this xrayctl knows up to \d+\)\nUpgrade xrayctl/,
  ],
  [
    'another program’s mark',
    (database) => {
      database.writeUInt32BE(0x47504b47, 68);
      return database;
    },
    /is a database of another program/,
  ],
];

describe('the data folder of xrayctl local', () => {
  it.each(SPOILT)('with %s is refused and left as it was', async (what, spoil, says) => {
    const dataDir = await makeUsedFolder(`spoilt-${SPOILT.findIndex(([name]) => name === what)}`);
    const path = join(dataDir, 'xray.db');
    const spoilt = spoil(await readFile(path));
    await writeFile(path, spoilt);
    const before = await fingerprint(dataDir);
    const run = await tryLocal('--data-dir', dataDir);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(says);
    expect(run.stderr).toContain(dataDir);
    expect(await fingerprint(dataDir)).toEqual(before);
  });

  it('cut short is refused, or serves what is left, but is never made anew', async () => {
    const dataDir = await makeUsedFolder('cut');
    const path = join(dataDir, 'xray.db');
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, 4_096 + 100));
    const before = await fingerprint(dataDir);
    const run = await tryLocal('--data-dir', dataDir);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('is damaged');
    expect(await fingerprint(dataDir)).toEqual(before);
  });

  it.each([
    ['a file in its place', () => join(root, 'file'), /is no folder/],
    ['a file on the way to it', () => join(root, 'file', 'traces'), /part of its path is a file/],
    ['a device on the way to it', () => '/dev/null/traces', /part of its path is a file/],
    ['a place where nothing can be made', () => '/proc/xrayctl', /cannot be made|may not be used/],
    ['a name that is too long', () => join(root, 'x'.repeat(300)), /has too long a name/],
  ])('is refused with %s', async (_what, pathOf, says) => {
    await writeFile(join(root, 'file'), 'mine');
    const run = await tryLocal('--data-dir', pathOf());
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(says);
    expect(run.stderr).toContain('Choose another folder with --data-dir');
    expect(await readFile(join(root, 'file'), 'utf8')).toBe('mine');
  });

  it('belongs to one process: a second one is refused and the first goes on', async () => {
    const dataDir = join(root, 'shared');
    const first = await start('--data-dir', dataDir);
    const second = await tryLocal('--data-dir', dataDir);
    expect(second).toMatchObject({ code: 2, stdout: '' });
    expect(second.stderr).toMatch(/is in use by another xrayctl local\nStop that one, or /);
    expect((await putDocument(first)).status).toBe(200);
    expect(await countKept(first)).toBe(1);
    await first.stop('SIGKILL');
    expect(await countKept(await start('--data-dir', dataDir))).toBe(1);
  });

  it('and its files are the user’s alone, while it runs and afterwards', async () => {
    const dataDir = join(root, 'modes', 'deep');
    await mkdir(dataDir, { recursive: true, mode: 0o755 });
    await chmod(dataDir, 0o755);
    const local = await start('--data-dir', dataDir);
    await putDocument(local);
    expect(await modeOf(dataDir)).toBe(0o700);
    const names = await readdir(dataDir);
    expect(names).toContain('xray.db');
    for (const name of names)
      expect([name, await modeOf(join(dataDir, name))]).toEqual([name, 0o600]);
    await local.stop('SIGKILL');
    for (const name of await readdir(dataDir)) {
      expect([name, await modeOf(join(dataDir, name))]).toEqual([name, 0o600]);
    }
  });

  it('keeps its rights when others have files in it, which it says', async () => {
    const dataDir = join(root, 'others');
    await mkdir(dataDir);
    await chmod(dataDir, 0o755);
    await writeFile(join(dataDir, 'theirs'), 'x');
    const local = await start('--data-dir', dataDir);
    expect(await modeOf(dataDir)).toBe(0o755);
    expect(await modeOf(join(dataDir, 'xray.db'))).toBe(0o600);
    const { code, stderr } = await local.stop('SIGTERM');
    expect(code).toBe(0);
    expect(stderr).toContain(`others have files in ${dataDir}`);
  });
});

describe('a port that is in use', () => {
  it.each(['udp', 'http'] as const)('is refused for --%s, and the folder let go', async (kind) => {
    const taken = await start('--memory');
    const dataDir = join(root, `port-${kind}`);
    const address = taken.ready[kind].replace('http://', '');
    const run = await runProgram([
      'local',
      ...(kind === 'udp' ? ['--http', '127.0.0.1:0'] : ['--udp', '127.0.0.1:0']),
      `--${kind}`,
      address,
      '--data-dir',
      dataDir,
    ]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    const protocol = kind === 'udp' ? 'UDP' : 'TCP';
    expect(run.stderr).toContain(`cannot listen on ${protocol} ${address}: the port is in use`);
    expect(run.stderr).toContain('choose another port (0 picks a free one)');
    expect((await taken.post('/GetSamplingRules', {})).status).toBe(200);
    await start('--data-dir', dataDir);
  });

  it('is beyond loopback only when that is allowed', async () => {
    const run = await runProgram([
      'local',
      '--memory',
      '--udp',
      '0.0.0.0:0',
      '--http',
      '127.0.0.1:0',
    ]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('--allow-remote');
    const local = await start('--memory', '--http', '0.0.0.0:0', '--allow-remote');
    expect(local.ready.http).toMatch(/^http:\/\/0\.0\.0\.0:\d+$/);
  });
});
