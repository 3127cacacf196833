import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.ts';
import { FILTER_EXAMPLES } from '../../src/commands/explain/filter.ts';
import { parseFilter } from '../../src/xray/filter/parse.ts';
import { runInFakeWorld } from '../support/fake-world.ts';

describe('xrayctl explain', () => {
  it('lists its topics, each of which has a page', async () => {
    const { code, stdout } = await runInFakeWorld(['explain']);
    expect(code).toBe(0);
    const names = [...stdout.matchAll(/^ {2}(\S+) /gm)].map((match) => match[1] ?? '');
    expect(names).toEqual(['filter', 'exit-codes', 'limits']);
    for (const name of names) {
      const page = await runInFakeWorld(['explain', name]);
      expect(page.code).toBe(0);
      expect(page.stdout.split('\n').length).toBeGreaterThan(10);
    }
  });

  it('refuses a topic it has no page for', async () => {
    const { code, stderr } = await runInFakeWorld(['explain', 'checks']);
    expect(code).toBe(2);
    expect(stderr).toContain('Choose one of: filter, exit-codes, limits');
  });

  it('names every exit code', async () => {
    const { stdout } = await runInFakeWorld(['explain', 'exit-codes']);
    const codes = [...stdout.matchAll(/^ {2}(\d+) /gm)].map((match) => Number(match[1]));
    expect(codes).toEqual(Object.values(EXIT));
  });

  it.each(FILTER_EXAMPLES)('shows only filters that can be read: %s', (expression) => {
    expect(parseFilter(expression).ok).toBe(true);
  });

  it('takes its limits from the one list of them', async () => {
    const { stdout } = await runInFakeWorld(['explain', 'limits']);
    expect(stdout).toMatch(/one segment document +64 KB/);
    expect(stdout).toMatch(/retention +30 days/);
  });
});
