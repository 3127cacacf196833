import { beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from '../support/build-once.ts';
import { runProgram } from '../support/run-program.ts';

beforeAll(buildOnce, 60_000);

const UTF8 = { env: { LANG: 'C.UTF-8' } };

describe('xrayctl demo', () => {
  it('traces two services with the official SDK, and proves that every request arrived', async () => {
    const { code, stdout } = await runProgram(['demo', '--fast', '--width', '120'], UTF8);
    expect(code).toBe(0);
    expect(stdout).toContain('✓ 102 of 102 requests arrived whole');
    expect(stdout).toContain('newest 10 of 102');
    expect(stdout).toMatch(/^users@mysql +Database::SQL/m);
    expect(stdout).toMatch(/^ +→ notification /m);
    expect(stdout).toMatch(/┗━ SES SendEmail/);
  }, 60_000);

  it('tells the same as JSON', async () => {
    const { code, stdout } = await runProgram(['demo', '--fast', '-o', 'json']);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as { services: readonly { name: string }[] };
    expect(report).toMatchObject({
      schema: 'xrayctl/demo/v1',
      requests: { sent: 102, whole: 102 },
      notWhole: [],
      traces: 102,
      ok: true,
    });
    const names = report.services.map(({ name }) => name);
    expect(new Set(names)).toEqual(
      new Set(['SES', 'notification', 'user-management', 'users@mysql']),
    );
  }, 60_000);
});
