import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.ts';
import { runXrayctl } from '../../src/main.ts';
import { XrayctlError } from '../../src/std/xrayctl-error.ts';
import { createFakeWorld, runInFakeWorld } from '../support/fake-world.ts';

describe('xrayctl', () => {
  it('prints its help to stdout when asked nothing, and exits 0', async () => {
    const { code, stdout, stderr } = await runInFakeWorld([]);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Distributed tracing with AWS X-Ray/);
    for (const { name, brief } of COMMANDS) {
      expect(stdout).toMatch(new RegExp(`^  ${name} +${brief}`, 'm'));
    }
    expect(stdout).toContain('--local[=URL]');
  });

  it.each([['--help'], ['-h'], ['help'], ['--local', '--help']])(
    'has the same help for %s',
    async (...argv) => {
      expect((await runInFakeWorld(argv)).stdout).toBe((await runInFakeWorld([])).stdout);
    },
  );

  it('lists no option that does nothing yet', async () => {
    const { stdout } = await runInFakeWorld([]);
    expect(stdout).not.toMatch(/--kubeconfig|--context|--namespace/);
  });

  it.each(COMMANDS.map(({ name }) => name))(
    '%s --help shows formats and two examples',
    async (name) => {
      const { code, stdout, stderr } = await runInFakeWorld([name, '--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`usage: xrayctl ${name}`);
      expect(stdout).toContain('Output formats (-o):');
      expect(stdout.match(/^ {2}# .+\n {2}(?:\S.*)?xrayctl /gm)).toHaveLength(2);
    },
  );

  it.each(COMMANDS.map(({ name }) => name))('%s --help holds at 60 columns', async (name) => {
    const { stdout } = await runInFakeWorld([name, '--help'], { env: { COLUMNS: '60' } });
    const examples = stdout.indexOf('Examples:');
    for (const line of stdout.slice(0, examples).split('\n')) {
      expect(line.length).toBeLessThanOrEqual(60);
    }
  });

  it.each([
    { argv: ['deploy'], stderr: /^error: "deploy" is not an xrayctl command\nList the commands/ },
    { argv: ['sned'], stderr: /Did you mean: xrayctl send/ },
    { argv: ['version', '--nope'], stderr: /unknown option '--nope'/ },
    { argv: ['version', 'x'], stderr: /"x" is one argument too many\nusage: xrayctl version/ },
    { argv: ['version', '--timeout', '30x'], stderr: /--timeout: "30x" is not a duration/ },
    { argv: ['version', '-o', 'csv'], stderr: /Choose one of: text, json/ },
    { argv: ['version', '--query', 'a'], stderr: /--query works on JSON/ },
    { argv: ['version', '-o', 'json', '--query', 'a['], stderr: /"message":"--query: / },
    { argv: ['--local', '--endpoint', 'http://a', 'version'], stderr: /--local and --endpoint/ },
  ])('$argv is a usage error: exit 2, on stderr', async ({ argv, stderr }) => {
    const run = await runInFakeWorld(argv);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(stderr);
  });

  it('tells errors as JSON where the output is JSON, met while parsing too', async () => {
    const { code, stderr } = await runInFakeWorld(['nonsense', '-o', 'json']);
    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toEqual({
      error: {
        kind: 'usage',
        message: '"nonsense" is not an xrayctl command',
        remedy: 'List the commands with: xrayctl --help',
      },
    });
  });

  it('ends with 0 when the reader of stdout left', async () => {
    const { code, stderr } = await runInFakeWorld(['version'], { stdoutClosesAfter: 0 });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect((await runInFakeWorld(['--help'], { stdoutClosesAfter: 0 })).code).toBe(0);
  });

  it('paints on a terminal, and not under NO_COLOR', async () => {
    const painted = await runInFakeWorld(['nonsense'], { stderrIsTTY: true });
    expect(painted.stderr).toContain('\u001b[31merror:\u001b[39m');
    const plain = await runInFakeWorld(['nonsense'], { stderrIsTTY: true, env: { NO_COLOR: '1' } });
    expect(plain.stderr).toMatch(/^error:/);
    const told = await runInFakeWorld(['nonsense', '--color', 'never'], { stderrIsTTY: true });
    expect(told.stderr).toMatch(/^error:/);
    expect((await runInFakeWorld(['--help', '--color=always'])).stdout).toContain('\u001b[1m');
  });

  it('reports a bug of ours with exit 70', async () => {
    const { code, stderr } = await runInFakeWorld(['send', '--direct']);
    expect(code).toBe(70);
    expect(stderr).toContain('unexpected Error: the test did not expect putTraceSegments');
    expect(stderr).toContain('Please report it');
  });

  it.each([
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
  ] as const)('ends with $code on $signal, without a word', async ({ signal, code }) => {
    const world = createFakeWorld({ xray: { batchGetTraces: async () => ({}) } });
    const running = runXrayctl(['-q', 'send', '--wait'], world);
    await world.clock.whenSleeping();
    world.stop(signal);
    expect(await running).toBe(code);
    expect(world.stderr()).toBe('');
  });

  it('ends with 5 when --timeout passes', async () => {
    const world = createFakeWorld({ xray: { batchGetTraces: async () => ({}) } });
    const running = runXrayctl(['-q', 'send', '--wait', '--timeout', '2s'], world);
    await world.clock.whenSleeping();
    await world.clock.advance(2000);
    expect(await running).toBe(5);
    expect(world.stderr()).toBe(
      'error: not done within 2s (--timeout)\nAllow more time with --timeout.\n',
    );
  });

  it('warns of plain http beyond this machine, unless quiet', async () => {
    const xray = { putTraceSegments: async () => ({}) };
    const argv = ['--endpoint', 'http://10.0.0.5:2000', 'send', '--direct'];
    const loud = await runInFakeWorld(argv, { xray });
    expect(loud.stderr).toMatch(/^warning: http:\/\/10\.0\.0\.5:2000 is plain http/);
    expect((await runInFakeWorld(['-q', ...argv], { xray })).stderr).toBe('');
  });

  it.each(['-v', '--debug'])('tells of every request under %s', async (flag) => {
    const xray = {
      putTraceSegments: async () => ({}),
      batchGetTraces: async () => {
        throw new XrayctlError('remote', 'X-Ray is away');
      },
    };
    const { stderr } = await runInFakeWorld([flag, '--local', 'send', '--direct', '--wait'], {
      xray,
    });
    expect(stderr).toContain('asking http://127.0.0.1:2000, region us-east-1\n');
    expect(stderr).toContain('PutTraceSegments: answered in 0 ms\n');
    expect(stderr).toContain('BatchGetTraces: failed after 0 ms: X-Ray is away\n');
    const quiet = await runInFakeWorld(['--local', 'send', '--direct'], { xray });
    expect(quiet.stderr).not.toContain('PutTraceSegments');
  });

  it('asks nothing of AWS settings a command does not need', async () => {
    const env = { AWS_ENDPOINT_URL: 'nonsense', XRAYCTL_LOCAL: 'nonsense' };
    expect((await runInFakeWorld(['explain'], { env })).code).toBe(0);
    const { code, stderr } = await runInFakeWorld(['send', '--direct'], { env });
    expect(code).toBe(2);
    expect(stderr).toContain('XRAYCTL_LOCAL "nonsense" is not a URL');
  });

  it('connects where the flags and the environment say', async () => {
    const xray = { putTraceSegments: async () => ({}) };
    const { world } = await runInFakeWorld(['send', '--direct', '--local=http://h:1'], {
      xray,
      env: { AWS_ENDPOINT_URL: 'http://other' },
    });
    expect(world.targets).toEqual([
      { endpoint: 'http://h:1', local: true, region: 'us-east-1', profile: undefined },
    ]);
  });
});
