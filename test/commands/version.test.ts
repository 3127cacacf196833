import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { runInFakeWorld } from '../support/fake-world.ts';

describe('xrayctl version', () => {
  it.each([['version'], ['--version'], ['--local', '--version']])(
    'is what %s prints',
    async (...argv) => {
      const { code, stdout } = await runInFakeWorld(argv);
      expect({ code, stdout }).toEqual({ code: 0, stdout: `xrayctl ${packageJson.version}\n` });
    },
  );

  it('says with -v what it runs on', async () => {
    const { stdout } = await runInFakeWorld(['version', '-v']);
    expect(stdout).toBe(`xrayctl ${packageJson.version}\nNode.js 20.18.0\nlinux x64\n`);
  });

  it.each([
    ['--version', '-v'],
    ['-v', '--version'],
  ])('takes global options as %s %s', async (...argv) => {
    expect((await runInFakeWorld(argv)).stdout).toContain('\nNode.js 20.18.0\n');
  });

  it.each(['version', '--version'])('is a document of its own under %s -o json', async (asked) => {
    const { stdout } = await runInFakeWorld([asked, '-o', 'json']);
    expect(JSON.parse(stdout)).toEqual({
      schema: 'xrayctl/version/v1',
      version: packageJson.version,
      node: '20.18.0',
      platform: 'linux',
      architecture: 'x64',
    });
  });

  it('answers --query', async () => {
    const { stdout } = await runInFakeWorld(['version', '-o', 'json', '--query', '[platform]']);
    expect(JSON.parse(stdout)).toEqual(['linux']);
  });
});
