import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DEPCRUISE = `${ROOT}node_modules/.bin/depcruise`;

interface Cruise {
  readonly summary: { readonly totalCruised: number; readonly totalDependenciesCruised: number };
}

describe('the law of layers', () => {
  it('is held against the whole tree: a compiler it cannot read would pass with nothing looked at', async () => {
    const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src'];
    const { stdout } = await promisify(execFile)(DEPCRUISE, args, {
      cwd: ROOT,
      maxBuffer: 64 * 1024 * 1024,
    });
    const { summary } = JSON.parse(stdout) as Cruise;
    expect(summary.totalCruised).toBeGreaterThan(300);
    expect(summary.totalDependenciesCruised).toBeGreaterThan(1_000);
  }, 60_000);
});
