import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPrograms } from '../../../../src/clients/node/programs.ts';

const READY = `console.log(JSON.stringify({ ready: true, url: 'http://here/' + (process.env.GIVEN ?? '') }));
process.stdin.resume().on('end', () => process.exit());`;

describe('createPrograms', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xrayctl-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Starts a program with this text; no CommonJS or module type is assumed of a bare .js file. */
  const start = async (text: string, env: Readonly<Record<string, string>> = {}) => {
    await writeFile(join(folder, 'program.js'), text);
    return createPrograms(pathToFileURL(`${folder}/`)).start('program', env);
  };

  it('starts one with what it is given, and ends it by closing its standard input', async () => {
    const program = await start(READY, { GIVEN: 'word' });
    expect(program.url).toBe('http://here/word');
    await program.stop();
    await program.stop();
  });

  it.runIf(process.platform === 'linux')(
    'starts one in a process group of its own, which Ctrl-C in a terminal does not reach',
    async () => {
      // The group is the fifth field. [proc(5)]
      const group = `require('fs').readFileSync('/proc/self/stat', 'utf8').split(' ')[4]`;
      const told = `console.log(JSON.stringify({ url: ${group} + ' ' + process.pid }));
process.stdin.resume().on('end', () => process.exit());`;
      const program = await start(told);
      const [own, pid] = program.url.split(' ');
      expect(own).toBe(pid);
      await program.stop();
    },
  );

  it('passes on nothing of our environment that it was not given, credentials least of all', async () => {
    process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
    try {
      const told = `console.log(JSON.stringify({ url: String(process.env.AWS_SECRET_ACCESS_KEY) }));
process.stdin.resume().on('end', () => process.exit());`;
      const program = await start(told);
      expect(program.url).toBe('undefined');
      await program.stop();
    } finally {
      delete process.env['AWS_SECRET_ACCESS_KEY'];
    }
  });

  it.each([
    {
      of: 'ends',
      text: 'console.error("no port left"); process.exitCode = 3;',
      says: 'program did not start: it ended with exit code 3: no port left',
    },
    {
      of: 'says something else first',
      text: `console.log('hello'); process.stdin.resume().on('end', () => process.exit());`,
      says: 'program did not start: its first line is not that it is ready',
    },
  ])('says why one that $of did not start', async ({ text, says }) => {
    await expect(start(text)).rejects.toMatchObject({ kind: 'remote', message: says });
  });
});
