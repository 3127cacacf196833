import { describe, expect, it } from 'vitest';
import { runXrayctl } from '../../src/main.ts';
import { XrayctlError } from '../../src/std/xrayctl-error.ts';
import type { TraceSummary } from '../../src/xray/api/traces.ts';
import { createFakeSummaries, makeSummary, traceIdOf } from '../support/fake-summaries.ts';
import { createFakeWorld, type FakeWorldOptions, runInFakeWorld } from '../support/fake-world.ts';

/** 2026-11-22T10:00:00Z, where the clock of the fake world stands. */
const NOW = Date.UTC(2026, 10, 22, 10) / 1000;
const HOUR = 3_600;

const minutesAgo = (number: number, members: Partial<TraceSummary> = {}) =>
  makeSummary(number, NOW - number * 60, members);

const three = [minutesAgo(1), minutesAgo(2, { Duration: 3 }), minutesAgo(3, { Duration: 1.5 })];

const run = async (
  argv: readonly string[],
  summaries: readonly TraceSummary[] = three,
  options: FakeWorldOptions & Parameters<typeof createFakeSummaries>[1] = {},
) => {
  const fake = createFakeSummaries(summaries, options);
  const result = await runInFakeWorld(['traces', ...argv], { xray: fake.xray, ...options });
  return { ...result, asked: fake.asked };
};

const idsOf = (stdout: string) => stdout.trimEnd().split('\n');

describe('xrayctl traces', () => {
  it('lists the last half hour, newest first, and says on stderr what was covered', async () => {
    const { code, stdout, stderr, asked } = await run([]);
    expect(code).toBe(0);
    expect(asked[0]).toEqual({ StartTime: NOW - 1_800, EndTime: NOW });
    expect(stdout.split('\n').map((line) => line.split(/ +/)[1])).toEqual([
      'ID',
      traceIdOf(1),
      traceIdOf(2),
      traceIdOf(3),
      undefined,
    ]);
    expect(stderr).toBe(
      'URLs begin with http://shop.example.com\n' +
        '1 of 1 window read, 30 traces scanned, 3 matched (list price $0.000015 at $0.50 per million scanned)\n',
    );
  });

  it.each([
    ['--service shop --fault', 'service("shop") { fault }'],
    ['--status 5xx', 'http.status >= 500 AND http.status <= 599'],
    ['--min-duration 500ms --max-duration 2s', 'duration >= 0.5 AND duration <= 2'],
    [
      '--annotation customer=42 --annotation plan=gold',
      'annotation.customer = 42 AND annotation.plan = "gold"',
    ],
    ['--group slow --partial', 'group.name = "slow" AND partial'],
    [
      '--method post --url /a --user u',
      'http.url CONTAINS "/a" AND http.method = "POST" AND user = "u"',
    ],
  ])('composes %s into one expression', async (flags, expression) => {
    const printed = await run([...flags.split(' '), '--print-filter']);
    expect(printed).toMatchObject({ code: 0, stdout: `${expression}\n`, asked: [] });
    const { asked } = await run(flags.split(' '));
    expect(asked[0]?.FilterExpression).toBe(expression);
  });

  it("joins the user's own expression to the flags", async () => {
    const { stdout } = await run(['--print-filter', '--fault', '--filter', 'ok OR duration > 2']);
    expect(stdout).toBe('fault AND (ok OR duration > 2)\n');
  });

  it('prints nothing when there is nothing to compose', async () => {
    const { code, stdout, stderr } = await run(['--print-filter']);
    expect([code, stdout, stderr]).toEqual([0, '', 'no condition is given: every trace matches\n']);
  });

  it('refuses a wrong expression with a caret, before anything is sent', async () => {
    const { code, stdout, stderr, asked } = await run(['--filter', 'durration > 2']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(asked).toEqual([]);
    expect(stderr).toContain('durration > 2\n  ^^^^^^^^^');
    expect(stderr).toContain('Did you mean: duration');
  });

  it.each([
    [['--min-duration', '2s', '--max-duration', '1s'], '--min-duration is longer'],
    [['--since', '1h', '--from', 'now-2h'], '--since and --from'],
    [['--sample', '10%', '--time-range-type', 'TraceId'], '--sample does not go with'],
    [['--sort', 'colour'], 'cannot be sorted by'],
    [['--limit', '0'], 'is not a whole number of 1'],
    [['--status', '6xx'], '"6xx" is no HTTP status'],
    [['--query', 'TraceSummaries[].Id'], '--query works on JSON'],
    [['-o', 'ndjson', '--query', 'Id'], '--query works on JSON'],
    [['-o', 'json', '--query', 'TraceSummaries['], '--query'],
    [['-o', 'xml'], '"xml" is not a format'],
    [['extra'], 'one argument too many'],
  ])('refuses %j', async (argv, message) => {
    const { code, stderr, asked } = await run(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(asked).toEqual([]);
  });

  it('samples by events, as X-Ray cannot by when traces began', async () => {
    const { asked } = await run(['--sample', '10%']);
    expect(asked[0]).toMatchObject({
      TimeRangeType: 'Event',
      Sampling: true,
      SamplingStrategy: { Name: 'FixedRate', Value: 0.1 },
    });
  });

  describe('-o json', () => {
    it('is what aws xray get-trace-summaries prints, all pages merged', async () => {
      const { stdout } = await run(['-o', 'json'], [minutesAgo(1), minutesAgo(2), minutesAgo(3)]);
      const printed = JSON.parse(stdout) as { TraceSummaries: unknown[] };
      expect(Object.keys(printed)).toEqual([
        'TraceSummaries',
        'TracesProcessedCount',
        'ApproximateTime',
      ]);
      expect(printed).toMatchObject({
        ApproximateTime: '2026-11-22T09:30:00+00:00',
        TracesProcessedCount: 30,
      });
      expect(printed.TraceSummaries).toHaveLength(3);
      expect(stdout.startsWith('{\n    "TraceSummaries": [\n        {\n            "Id"')).toBe(
        true,
      );
      expect(stdout).toContain('"StartTime": "2026-11-22T09:59:00+00:00"');
    });

    it('keeps members newer than our types and leaves nulls out', async () => {
      const { stdout } = await run(
        ['-o', 'json'],
        [minutesAgo(1, { Novelty: { Deep: 1 }, Users: null } as object)],
      );
      const [summary] = (JSON.parse(stdout) as { TraceSummaries: object[] }).TraceSummaries;
      expect(summary).toHaveProperty('Novelty', { Deep: 1 });
      expect(summary).not.toHaveProperty('Users');
    });

    it('is the empty shape when nothing is found', async () => {
      const { code, stdout } = await run(['-o', 'json'], []);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ TraceSummaries: [], TracesProcessedCount: 0 });
    });

    it('answers --query as aws does', async () => {
      const query = (expression: string) => run(['-o', 'json', '--query', expression]);
      expect((await query('TraceSummaries[0].Id')).stdout).toBe(`"${traceIdOf(1)}"\n`);
      expect((await query('length(TraceSummaries)')).stdout).toBe('3\n');
      expect((await query('Nothing')).stdout).toBe('null\n');
    });
  });

  it('writes one element a line as ndjson', async () => {
    const { stdout } = await run(['-o', 'ndjson']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as TraceSummary).Id).sort()).toEqual(
      [1, 2, 3].map(traceIdOf),
    );
  });

  it('sorts the whole window first, then cuts, and says so', async () => {
    for (const output of ['ids', 'ndjson']) {
      const { stdout, stderr } = await run(
        ['--sort', '-duration', '--limit', '2', '-o', output],
        three,
      );
      expect(stdout.match(/1-6553f100-0{23}[0-9]/g)).toEqual([traceIdOf(2), traceIdOf(3)]);
      expect(stderr).toContain('--limit shows the first 2 of 3 traces');
    }
  });

  it('stops at the newest --limit and says that it did', async () => {
    const { stdout, stderr, asked } = await run(['--limit', '1', '-o', 'ids']);
    expect(idsOf(stdout)).toEqual([traceIdOf(1)]);
    expect(asked).toHaveLength(1);
    expect(stderr).toContain('--limit stopped at the newest 1');
  });

  it('gives the partial result, names what is missing and ends with 4', async () => {
    const instead = ({ StartTime }: { StartTime: number }) => {
      if (StartTime < NOW - 6 * HOUR) throw new XrayctlError('remote', 'X-Ray broke');
      return undefined;
    };
    const { code, stdout, stderr } = await run(['--since', '12h', '-o', 'ids'], three, { instead });
    expect(code).toBe(4);
    expect(idsOf(stdout)).toHaveLength(3);
    expect(stderr).toContain('1 of 2 windows read');
    expect(stderr).toContain('2026-11-21T22:00:00Z to 2026-11-22T04:00:00Z: X-Ray broke');
    const json = await run(['--since', '12h', '-o', 'json'], three, { instead });
    const error = JSON.parse(json.stderr.trimEnd().split('\n').at(-1) ?? '') as object;
    expect(error).toMatchObject({ error: { kind: 'remote' } });
  });

  describe('when nothing is found', () => {
    it('is silent on stdout, and speaks to people only', async () => {
      const piped = await run([], []);
      expect([piped.code, piped.stdout]).toEqual([0, '']);
      expect(piped.stderr).not.toContain('No traces found');
      const terminal = await run([], [], { stderrIsTTY: true });
      expect(terminal.stderr).toContain('No traces found');
    });

    it.each(['table', 'ndjson', 'csv', 'ids'])('writes nothing as %s', async (output) => {
      expect((await run(['-o', output], [])).stdout).toBe('');
    });

    it('ends with 1 under --fail-empty', async () => {
      expect((await run(['--fail-empty'], [])).code).toBe(1);
      expect((await run(['--fail-empty'])).code).toBe(0);
    });
  });

  it('lets no id of a strange server steer the terminal', async () => {
    const strange = [minutesAgo(1, { Id: '1-\u001b[31m-x' })];
    for (const output of ['table', 'ids', 'csv', 'ndjson']) {
      const { stdout } = await run(['-o', output], strange);
      expect(stdout).toContain('1-\\u001b[31m-x');
      expect(stdout).not.toContain('\u001b');
    }
  });

  it('says nothing on stderr under --quiet', async () => {
    expect((await run(['-q'])).stderr).toBe('');
  });

  it('draws progress on a terminal only', async () => {
    expect((await run([], three, { stderrIsTTY: true })).stderr).toContain(
      'reading: 0 of 1 windows',
    );
    expect((await run([])).stderr).not.toContain('reading');
  });

  it.each(['table', 'json', 'ndjson', 'csv', 'ids'])(
    'ends with 0 when the reader of %s leaves',
    async (output) => {
      const { code } = await run(['-o', output], three, { stdoutClosesAfter: 0 });
      expect(code).toBe(0);
    },
  );

  it('ends with 5 when --timeout passes, whatever is under way', async () => {
    const getTraceSummaries = (_input: unknown, signal?: AbortSignal) =>
      new Promise<never>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    const world = createFakeWorld({ xray: { getTraceSummaries } });
    const running = runXrayctl(['traces', '--timeout', '1s'], world);
    await world.clock.advance(0);
    // Commands are loaded on demand: wait until this one asks.
    while (world.targets.length === 0) await new Promise(setImmediate);
    await world.clock.advance(1_000);
    expect(await running).toBe(5);
    expect(world.stderr()).toContain('not done within 1s');
  });
});
