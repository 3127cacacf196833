import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.ts';
import { runInFakeWorld } from '../support/fake-world.ts';

describe('xrayctl completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])('knows every command in %s', async (shell) => {
    const { code, stdout } = await runInFakeWorld(['completion', shell]);
    expect(code).toBe(0);
    for (const { name } of COMMANDS) expect(stdout).toContain(name);
    expect(stdout).toMatch(shell === 'powershell' ? /'text', 'json'/ : /text json/);
  });

  it('needs a shell it knows', async () => {
    expect((await runInFakeWorld(['completion'])).code).toBe(2);
    expect((await runInFakeWorld(['completion', 'tcsh'])).stderr).toContain('bash, zsh, fish');
  });
});
