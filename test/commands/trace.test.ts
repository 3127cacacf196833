import { describe, expect, it } from 'vitest';
import { runXrayctl } from '../../src/main.ts';
import type { RemoteXRayApi } from '../../src/ports/xray-api.ts';
import { XrayctlError } from '../../src/std/xrayctl-error.ts';
import type { BatchGetTracesInput, TraceWithSegments } from '../../src/xray/api/traces.ts';
import { createFakeSummaries, makeSummary } from '../support/fake-summaries.ts';
import { createFakeWorld, type FakeWorldOptions, runInFakeWorld } from '../support/fake-world.ts';
import { idOf, makeSegment, makeSubsegment } from '../support/make-segment.ts';

/** 2026-11-22T10:00:00Z, where the clock of the fake world stands. */
const NOW = Date.UTC(2026, 10, 22, 10) / 1000;

const traceId = (number: number) =>
  `1-${NOW.toString(16)}-${number.toString(16).padStart(24, '0')}`;

const bareId = (number: number) => traceId(number).slice(2).replace('-', '');

const answerFor = (number: number): TraceWithSegments => {
  const members = { trace_id: traceId(number), name: `shop-${number}` };
  const segment = makeSegment(1, [0, 2], {
    ...members,
    annotations: { customer: '42' },
    subsegments: [makeSubsegment(2, [0.5, 1], { name: 'orders-db' })],
  });
  return {
    Id: traceId(number),
    Duration: 2,
    LimitExceeded: false,
    Segments: [{ Id: segment.id, Document: JSON.stringify(segment) }],
  };
};

/** An X-Ray that knows these traces. */
const xrayKnowing = (known: readonly TraceWithSegments[], more: Partial<RemoteXRayApi> = {}) => {
  const asked: BatchGetTracesInput[] = [];
  const xray: Partial<RemoteXRayApi> = {
    batchGetTraces: async (input) => {
      asked.push(input);
      return {
        Traces: known.filter(({ Id }) => input.TraceIds.includes(Id ?? '')),
        UnprocessedTraceIds: [],
      };
    },
    getTraceSegmentDestination: async () => ({ Destination: 'XRay', Status: 'ACTIVE' }),
    ...more,
  };
  return { xray, asked };
};

const run = (
  argv: readonly string[],
  options: FakeWorldOptions & { readonly known?: readonly number[] } = {},
) => {
  const { xray } = xrayKnowing((options.known ?? [1, 2]).map(answerFor), options.xray);
  return runInFakeWorld(['trace', ...argv], { ...options, xray });
};

describe('xrayctl trace', () => {
  it('draws a trace as a waterfall', async () => {
    const { code, stdout, stderr } = await run([traceId(1)]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('shop-1');
    expect(stdout).toContain('orders-db');
    expect(stdout).toContain('█');
  });

  it.each([
    ['32 hex digits', bareId(1)],
    ['capitals', traceId(1).toUpperCase()],
  ])('takes an id written with %s', async (_name, id) => {
    const { code, stdout } = await run([id]);
    expect(code).toBe(0);
    expect(stdout).toContain('shop-1');
  });

  it('draws several traces one after the other, each once', async () => {
    const { stdout } = await run([traceId(2), traceId(1), bareId(2)]);
    const [one, other] = [await run([traceId(2)]), await run([traceId(1)])];
    expect(stdout).toBe(`${one.stdout}\n${other.stdout}`);
  });

  it.each([['-o', 'tree'], ['--tree']])('draws a tree for %s %s', async (...flags) => {
    const { stdout } = await run([traceId(1), ...flags.filter((flag) => flag !== undefined)]);
    expect(stdout).toContain('orders-db');
    expect(stdout).not.toContain('█');
  });

  it('shows annotations when asked', async () => {
    expect((await run([traceId(1)])).stdout).not.toContain('customer');
    expect((await run([traceId(1), '--annotations'])).stdout).toContain('customer');
  });

  it('is what aws xray batch-get-traces prints as -o json', async () => {
    const { stdout } = await run([traceId(1), '-o', 'json']);
    expect(JSON.parse(stdout)).toEqual({ Traces: [answerFor(1)], UnprocessedTraceIds: [] });
    const queried = await run([traceId(1), '-o', 'json', '--query', 'Traces[0].Duration']);
    expect(queried.stdout).toBe('2\n');
  });

  it('is one document a trace as -o analysis', async () => {
    const { stdout } = await run([traceId(1), '-o', 'analysis']);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'xrayctl/trace/v1',
      id: traceId(1),
      duration: 2,
      nodes: [{ id: idOf(1) }, { id: idOf(2) }],
    });
  });

  describe('an id that is not found', () => {
    it('ends with 1 and says what was looked at', async () => {
      const { code, stdout, stderr } = await run([traceId(9)]);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(`trace ${traceId(9)} was not found`);
      expect(stderr).toContain('AWS X-Ray in us-east-1, which keeps traces for 30 days');
      expect(stderr).toContain('Transaction Search is off');
    });

    it('says that a local X-Ray keeps traces as long as it was told', async () => {
      const { stderr } = await run(['--local', traceId(9)]);
      expect(stderr).toContain('keeps traces for 30 days unless its --retention says otherwise');
      expect(stderr).toContain('Check the id and --local=URL');
    });

    it('ends with 1 also when others were found, which are drawn', async () => {
      const { code, stdout } = await run([traceId(1), traceId(9)]);
      expect(code).toBe(1);
      expect(stdout).toContain('shop-1');
    });

    it('does not guess when it may not ask', async () => {
      const { code, stderr } = await run([traceId(9)], {
        xray: {
          getTraceSegmentDestination: async () => {
            throw new XrayctlError('access', 'denied');
          },
        },
      });
      expect(code).toBe(1);
      expect(stderr).toContain('Whether Transaction Search hides it is not known: denied');
    });

    it('says so when the id is older than X-Ray keeps traces', async () => {
      const { stderr } = await run(['1-66000000-000000000000000000000001']);
      expect(stderr).toContain('is of 2024-03-24, longer ago than that');
    });

    it('reads no time from a W3C id that would be older than X-Ray', async () => {
      const { code, stderr } = await run(['0af7651916cd43dd8448eb211c80319c']);
      expect(code).toBe(1);
      expect(stderr).toContain('trace 1-0af76519-16cd43dd8448eb211c80319c was not found');
      expect(stderr).not.toContain('longer ago');
    });

    it('tells the error as JSON under -o json, and still prints the shape', async () => {
      const { code, stdout, stderr } = await run([traceId(9), '-o', 'json']);
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toEqual({ Traces: [], UnprocessedTraceIds: [] });
      expect(JSON.parse(stderr)).toMatchObject({ error: { kind: 'finding' } });
    });
  });

  describe('with Transaction Search on', () => {
    const inLogs = (
      known: readonly number[],
      more: Partial<RemoteXRayApi> = {},
    ): Partial<RemoteXRayApi> => ({
      getTraceSegmentDestination: async () => ({ Destination: 'CloudWatchLogs' }),
      startTraceRetrieval: async () => ({ RetrievalToken: 'token' }),
      listRetrievedTraces: async () => ({
        RetrievalStatus: 'COMPLETE',
        Traces: known.map(answerFor).map(({ Segments = [], Id, Duration }) => ({
          ...(Id === undefined ? {} : { Id }),
          ...(Duration === undefined ? {} : { Duration }),
          Spans: Segments,
        })),
      }),
      ...more,
    });

    it('retrieves what X-Ray does not know, and says so', async () => {
      const { code, stdout, stderr } = await run([traceId(9)], { xray: inLogs([9]) });
      expect(code).toBe(0);
      expect(stdout).toContain('shop-9');
      expect(stderr).toBe('Transaction Search is on: retrieving 1 trace from CloudWatch Logs\n');
    });

    it('is still what aws xray batch-get-traces prints as -o json, in the order asked for', async () => {
      const { stdout } = await run([traceId(9), traceId(1), '-o', 'json'], { xray: inLogs([9]) });
      const { LimitExceeded: _, ...retrieved } = answerFor(9);
      expect(JSON.parse(stdout)).toEqual({
        Traces: [retrieved, answerFor(1)],
        UnprocessedTraceIds: [],
      });
    });

    it('asks for nothing more when X-Ray knows all', async () => {
      const { code, stderr } = await run([traceId(1)], {
        xray: { getTraceSegmentDestination: undefined as never },
      });
      expect([code, stderr]).toEqual([0, '']);
    });

    it('ends with 1 when it is not in the logs either, and says where it was looked for', async () => {
      const { code, stderr } = await run([traceId(9)], { xray: inLogs([]) });
      expect(code).toBe(1);
      expect(stderr).toContain('Transaction Search is on: traces go to CloudWatch Logs');
      expect(stderr).toContain(
        'A retrieval from there, of spans from 2026-11-22 09:00 UTC to 2026-11-22 10:00 UTC, did not find it either.',
      );
    });

    it('leaves the id missing when it may not retrieve, and says which right is missing', async () => {
      const { code, stderr } = await run([traceId(9)], {
        xray: inLogs([], {
          startTraceRetrieval: async () => {
            throw new XrayctlError('access', 'no', { remedy: 'needs xray:StartTraceRetrieval' });
          },
        }),
      });
      expect(code).toBe(1);
      expect(stderr).toContain('A retrieval from there was tried, and failed: no');
      expect(stderr).toContain('needs xray:StartTraceRetrieval');
    });

    it('ends with 4 when the retrieval fails, after what was found', async () => {
      const { code, stdout, stderr } = await run([traceId(1), traceId(9)], {
        xray: inLogs([], { listRetrievedTraces: async () => ({ RetrievalStatus: 'FAILED' }) }),
      });
      expect(code).toBe(4);
      expect(stdout).toContain('shop-1');
      expect(stderr).toContain(`not retrieved from CloudWatch Logs: ${traceId(9)}`);
      expect(stderr).toContain('ended with the status FAILED');
    });

    it('shows how far a retrieval is, on a terminal', async () => {
      const world = createFakeWorld({
        stderrIsTTY: true,
        columns: 200,
        xray: xrayKnowing(
          [],
          inLogs([], { listRetrievedTraces: async () => ({ RetrievalStatus: 'RUNNING' }) }),
        ).xray,
      });
      const code = runXrayctl(['trace', traceId(9), '--timeout', '3s'], world);
      await world.clock.advance(3_000);
      expect(await code).toBe(5);
      expect(world.stderr()).toContain('from CloudWatch Logs: running');
    });
  });

  it('ends with 4 for ids X-Ray did not process', async () => {
    const { code, stdout, stderr } = await run([traceId(1), '-o', 'json'], {
      xray: {
        batchGetTraces: async ({ TraceIds }) => ({ Traces: [], UnprocessedTraceIds: TraceIds }),
      },
    });
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toEqual({ Traces: [], UnprocessedTraceIds: [traceId(1)] });
    expect(stderr).toContain('unprocessed');
  });

  it('leaves no document out in silence', async () => {
    const broken = { ...answerFor(1), LimitExceeded: true };
    const { stderr, code } = await runInFakeWorld(['trace', traceId(1)], {
      xray: xrayKnowing([
        { ...broken, Segments: [...(broken.Segments ?? []), { Id: 'bad', Document: '{' }] },
      ]).xray,
    });
    expect(code).toBe(0);
    expect(stderr).toContain('document bad is left out: it is not a JSON object');
    expect(stderr).toContain("passed X-Ray's quota of size");
  });

  describe('--last and --slowest', () => {
    const searching = (...durations: number[]) => {
      const fake = createFakeSummaries(
        durations.map((Duration, at) =>
          makeSummary(at, NOW - at * 60 - 60, { Id: traceId(at + 1), Duration }),
        ),
      );
      return { known: [1, 2, 3], xray: fake.xray, asked: fake.asked };
    };

    it.each([
      ['--last', 'shop-1', '0 of 1 window read, 1 in part'],
      ['--slowest', 'shop-2', '1 of 1 window read'],
    ])('%s picks one trace of the window', async (flag, name, read) => {
      const { code, stdout, stderr } = await run([flag], searching(1, 9, 3));
      expect(code).toBe(0);
      expect(stdout).toContain(name);
      expect(stderr).toContain(read);
    });

    it('looks where it is told, for what it is told', async () => {
      const options = searching(1);
      await run(['--slowest', '--since', '2h', '--filter', 'fault'], options);
      expect(options.asked[0]).toEqual({
        StartTime: NOW - 7_200,
        EndTime: NOW,
        FilterExpression: 'fault',
      });
    });

    it('finds nothing without failing, unless that is asked for', async () => {
      expect(await run(['--last'], searching())).toMatchObject({ code: 0, stdout: '' });
      expect((await run(['--last', '--fail-empty'], searching())).code).toBe(1);
      const json = await run(['--last', '-o', 'json'], searching());
      expect(JSON.parse(json.stdout)).toEqual({ Traces: [], UnprocessedTraceIds: [] });
    });

    it('ends with 4 when the slowest may be in what could not be read', async () => {
      const { xray, known } = searching(1);
      const { code, stdout } = await run(['--slowest', '--since', '12h'], {
        known,
        xray: {
          getTraceSummaries: async (input) => {
            if (input.StartTime < NOW - 21_600) throw new XrayctlError('remote', 'X-Ray broke');
            return xray.getTraceSummaries(input);
          },
        },
      });
      expect(code).toBe(4);
      expect(stdout).toContain('shop-1');
    });
  });

  describe('--file', () => {
    const file = JSON.stringify({ Traces: [answerFor(1)], UnprocessedTraceIds: [] });

    it('draws the traces of a file, and asks nobody', async () => {
      const { code, stdout, world } = await run(['--file', 'saved.json'], {
        files: { 'saved.json': file },
      });
      expect(code).toBe(0);
      expect(stdout).toContain('shop-1');
      expect(world.targets).toEqual([]);
    });

    it('reads standard input for -', async () => {
      expect((await run(['--file', '-'], { stdin: file })).stdout).toContain('shop-1');
    });

    it('prints the shape X-Ray would answer', async () => {
      const { stdout } = await run(['--file', 'saved.json', '-o', 'json'], {
        files: { 'saved.json': file },
      });
      const [trace] = (JSON.parse(stdout) as { Traces: TraceWithSegments[] }).Traces;
      expect(trace).toMatchObject({ Id: traceId(1), Duration: 2 });
      expect(JSON.parse(trace?.Segments?.[0]?.Document ?? '')).toMatchObject({ name: 'shop-1' });
    });

    it('keeps what X-Ray said of the size of a trace, and says what that means', async () => {
      const cut = JSON.stringify({ Traces: [{ ...answerFor(1), LimitExceeded: true }] });
      const files = { 'saved.json': cut };
      const asJson = await run(['--file', 'saved.json', '-o', 'json'], { files });
      expect(JSON.parse(asJson.stdout)).toMatchObject({ Traces: [{ LimitExceeded: true }] });
      const drawn = await run(['--file', 'saved.json'], { files });
      expect(drawn.stderr).toContain("passed X-Ray's quota of size");
    });

    it('finds nothing in a file of no traces', async () => {
      const files = { 'saved.json': '{"Traces":[]}' };
      const found = await run(['--file', 'saved.json'], { files, stderrIsTTY: true });
      expect(found).toMatchObject({ code: 0, stdout: '' });
      expect(found.stderr).toContain('There are no traces in it.');
      const asked = await run(['--file', 'saved.json', '--fail-empty'], { files });
      expect(asked.code).toBe(1);
    });

    it.each([
      ['missing', {}, 'cannot read saved.json'],
      ['broken', { 'saved.json': '{"Traces": [' }, 'saved.json'],
      ['empty', { 'saved.json': '' }, 'the file is empty'],
      ['of summaries', { 'saved.json': '{"TraceSummaries": []}' }, 'trace summaries'],
    ])('refuses a file that is %s', async (_name, files, message) => {
      const { code, stderr } = await run(['--file', 'saved.json'], { files });
      expect(code).toBe(2);
      expect(stderr).toContain(message);
    });
  });

  it.each([
    [[], 'no trace is named'],
    [[traceId(1), '--last'], 'trace ids and --last do not go together'],
    [['--last', '--slowest'], '--last and --slowest'],
    [['--file', 'x', '--last'], '--file and --last'],
    [['1-58406520-nope'], 'is not a trace id'],
    [['--last', '--filter', 'colour'], 'colour'],
    [['--last', '--tree', '-o', 'json'], '--tree and -o json'],
    [['--last', '--max-rows', '0'], '--max-rows'],
    [['--last', '-o', 'table'], '"table" is not a format'],
    [[traceId(1), '--query', 'x'], '--query works on JSON'],
  ])('refuses %j', async (argv, message) => {
    const { code, stdout, stderr, world } = await run(argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(world.targets).toEqual([]);
  });

  it('says that a window does not matter for an id', async () => {
    const { code, stderr } = await run([traceId(1), '--since', '1h']);
    expect(code).toBe(0);
    expect(stderr).toContain('--since only matters with --last and --slowest');
  });

  it.each(['waterfall', 'tree', 'json', 'analysis'])(
    'ends with 0 when the reader of the %s leaves',
    async (output) => {
      const { code } = await run([traceId(1), traceId(2), '-o', output], { stdoutClosesAfter: 0 });
      expect(code).toBe(0);
    },
  );
});
