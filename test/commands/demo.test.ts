import { describe, expect, it } from 'vitest';
import { runXrayctl } from '../../src/main.ts';
import type { Http } from '../../src/ports/http.ts';
import type { Programs } from '../../src/ports/programs.ts';
import { createFakeWorld, type FakeWorldOptions } from '../support/fake-world.ts';

/** Services that answer and send no segment to anybody. */
const silentServices = () => {
  const running = new Set<string>();
  const programs: Programs = {
    start: async (name) => {
      running.add(name);
      return {
        url: `http://${name}`,
        stop: async () => {
          running.delete(name);
        },
      };
    },
  };
  const http: Http = {
    send: async ({ url }) => ({
      status: 201,
      body: JSON.stringify({ recording: url.endsWith('/health') }),
    }),
  };
  return { programs, http, running };
};

const xray = {
  createSamplingRule: async () => ({}),
  batchGetTraces: async () => ({ Traces: [] }),
  getTraceSummaries: async () => ({ TraceSummaries: [] }),
  getServiceGraph: async () => ({ Services: [] }),
};

/** Runs the demo against an X-Ray in which nothing arrives, until it gives up. */
const runDemo = async (argv: readonly string[], options: FakeWorldOptions = {}) => {
  const { programs, http, running } = silentServices();
  const world = createFakeWorld({ xray, programs, http, ...options });
  const ended = runXrayctl(['demo', '--fast', ...argv], world);
  await world.clock.whenSleeping();
  await world.clock.advance(20_000);
  return { code: await ended, stdout: world.stdout(), stderr: world.stderr(), running };
};

describe('xrayctl demo where nothing arrives', () => {
  it('says so, names the requests, and exits 1', async () => {
    const { code, stdout, stderr, running } = await runDemo([]);
    expect(code).toBe(1);
    expect(stdout).toContain('✗ 0 of 102 requests arrived whole\n');
    expect(stdout).toMatch(/^ {2}missing 1-\S+ POST \/usermgmt\/user: no segment arrived$/m);
    expect(stdout).toContain('  and 82 more\n');
    expect(stderr).toContain('error: 102 requests did not arrive whole\n');
    expect(running.size).toBe(0);
  });

  it('names all of them as JSON', async () => {
    const { code, stdout } = await runDemo(['-o', 'json']);
    expect(code).toBe(1);
    const report = JSON.parse(stdout) as { readonly notWhole: readonly unknown[] };
    expect(report).toMatchObject({ requests: { sent: 102, whole: 0 }, ok: false });
    expect(report.notWhole).toHaveLength(102);
    expect(report.notWhole[0]).toMatchObject({
      method: 'POST',
      path: '/usermgmt/user',
      status: 201,
      state: 'missing',
      reasons: ['no segment arrived'],
    });
  });

  it('keeps its verdict when the reader of stdout left', async () => {
    const { code, running } = await runDemo([], { stdoutClosesAfter: 0 });
    expect(code).toBe(1);
    expect(running.size).toBe(0);
  });

  it('stops the services when it is interrupted', async () => {
    const { programs, http, running } = silentServices();
    const world = createFakeWorld({ xray, programs, http });
    const ended = runXrayctl(['demo', '--pause', '2s'], world);
    await world.clock.whenSleeping();
    expect(running.size).toBe(2);
    world.stop('SIGINT');
    expect(await ended).toBe(130);
    expect(running.size).toBe(0);
  });
});
