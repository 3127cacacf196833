import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from '../support/build-once.ts';
import { type LocalProgram, startLocalProgram } from '../support/local-program.ts';
import { type ProgramRun, runProgram, runShell } from '../support/run-program.ts';

const NOW = Date.now() / 1000;
const UTF8 = { LANG: 'C.UTF-8' };

let local: LocalProgram;
let folder = '';

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
const makeTraceId = (): string => `1-${Math.floor(NOW).toString(16)}-${hex(12)}`;
const IDS = [makeTraceId(), makeTraceId(), makeTraceId()];

/** Shop calls stock, which fails the second time. */
const documentsOf = (trace_id: string, index: number): readonly object[] => {
  const [shop, call, stock] = [hex(8), hex(8), hex(8)];
  const [start, end] = [NOW - 10 + index, NOW - 9 + index];
  const fault = index === 1;
  const http = {
    request: { method: 'GET', url: `http://shop.example/orders/${index}` },
    response: { status: fault ? 500 : 200 },
  };
  const subsegment = {
    id: call,
    name: 'stock',
    namespace: 'remote',
    start_time: start,
    end_time: end,
  };
  return [
    {
      trace_id,
      id: shop,
      name: 'shop',
      start_time: start,
      end_time: end,
      http,
      fault,
      annotations: { order: index, plan: 'gold' },
      subsegments: [subsegment],
    },
    {
      trace_id,
      id: stock,
      parent_id: call,
      name: 'stock',
      start_time: start,
      end_time: end,
      fault,
    },
  ];
};

beforeAll(async () => {
  buildOnce();
  folder = await mkdtemp(join(tmpdir(), 'xrayctl-readers-'));
  local = await startLocalProgram('--memory');
  const documents = IDS.flatMap(documentsOf).map((document) => JSON.stringify(document));
  await local.post('/TraceSegments', { TraceSegmentDocuments: documents });
}, 60_000);

afterAll(async () => {
  await local.stop('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const read = (...args: readonly string[]): Promise<ProgramRun> =>
  runProgram([...args, `--local=${local.ready.http}`], { env: UTF8 });

const newestFirst = IDS.toReversed();
const epoch = (iso: string): number => Date.parse(iso) / 1000;

describe('the shape of AWS', () => {
  it('is what traces -o json prints: the answer of get-trace-summaries, times in ISO 8601', async () => {
    const { code, stdout } = await read('traces', '-o', 'json');
    const printed = JSON.parse(stdout);
    const { json } = await local.post('/TraceSummaries', {
      StartTime: NOW - 1_800,
      EndTime: NOW + 1,
    });
    const byId = new Map(json.TraceSummaries.map((one: { Id: string }) => [one.Id, one]));
    expect(code).toBe(0);
    expect(new Set(Object.keys(printed))).toEqual(
      new Set(['TraceSummaries', 'ApproximateTime', 'TracesProcessedCount']),
    );
    expect(printed.TraceSummaries.map(({ Id }: { Id: string }) => Id)).toEqual(newestFirst);
    for (const summary of printed.TraceSummaries) {
      expect(summary.StartTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.]\d{6})?[+]00:00$/);
      const { StartTime, MatchedEventTime, ...rest } = summary;
      const answered = byId.get(summary.Id) as Record<string, unknown>;
      expect(answered).toMatchObject(rest);
      expect(epoch(StartTime)).toBeCloseTo(answered['StartTime'] as number, 3);
    }
  });

  it('is what trace and map print, and what a saved file is read as', async () => {
    const saved = await read('trace', ...IDS, '-o', 'json');
    const { json } = await local.post('/Traces', { TraceIds: IDS });
    expect(JSON.parse(saved.stdout)).toEqual({ Traces: json.Traces, UnprocessedTraceIds: [] });
    const map = await read('map', '-o', 'json');
    const names = JSON.parse(map.stdout).Services.map(({ Name }: { Name: string }) => Name);
    expect(new Set(names)).toEqual(new Set(['shop', 'stock']));
    const path = join(folder, 'saved.json');
    for (const text of [saved.stdout, `\ufeff${JSON.stringify(JSON.parse(saved.stdout))}`]) {
      await writeFile(path, text);
      expect((await runProgram(['trace', '--file', path, '-o', 'json'])).stdout).toBe(saved.stdout);
      const drawn = await runProgram(['trace', '--file', path], { env: UTF8 });
      expect(drawn.stdout).toBe((await read('trace', ...IDS)).stdout);
    }
  });

  it.each([
    [['traces', '-o', 'json'], 'length(TraceSummaries)', '3'],
    [['trace', '--last', '-o', 'json'], 'Traces[0].Segments | length(@)', '2'],
    [['trace', '--last', '-o', 'analysis'], 'nodes[].name', '["shop","stock","stock"]'],
    [['map', '-o', 'json'], 'sort(Services[?Root].Name)', '["shop"]'],
    [['traces', '-o', 'json'], 'Nothing.there', 'null'],
  ])('is asked by --query: %j %s', async (args, query, found) => {
    const { code, stdout } = await read(...args, '--query', query);
    expect(code).toBe(0);
    expect(JSON.stringify(JSON.parse(stdout))).toBe(found);
  });
});

describe('ids', () => {
  it('of traces feed trace, in any of their forms', async () => {
    const listed = await read('traces', '-o', 'ids');
    expect(listed.stdout).toBe(newestFirst.map((id) => `${id}\n`).join(''));
    const [first = ''] = newestFirst;
    const w3c = first.slice(2).replace('-', '');
    for (const id of [w3c, w3c.toUpperCase(), first.toUpperCase()]) {
      const { code, stdout } = await read('trace', id, '-o', 'analysis', '--query', 'id');
      expect([code, JSON.parse(stdout)]).toEqual([0, first]);
    }
  });

  it('that are not found are exit 1 with what was looked at, and the others are shown', async () => {
    const missing = makeTraceId();
    const [found = ''] = IDS;
    for (const output of ['waterfall', 'tree', 'json', 'analysis']) {
      const run = await read('trace', missing, found, '-o', output);
      expect(run.code).toBe(1);
      expect(run.stdout).toContain(found);
      expect(run.stderr).toContain(`trace ${missing} was not found`);
      expect(run.stderr).toContain(local.ready.http);
      expect(run.stderr).toContain('Transaction Search is off');
    }
  });
});

describe('where X-Ray is', () => {
  it.each([
    ['before the command', (url: string) => [`--local=${url}`, 'traces', '-o', 'ids'], () => ({})],
    ['after the command', (url: string) => ['traces', `--local=${url}`, '-o', 'ids'], () => ({})],
    ['in XRAYCTL_LOCAL', () => ['traces', '-o', 'ids'], (url: string) => ({ XRAYCTL_LOCAL: url })],
    [
      'by a flag that beats the environment',
      (url: string) => ['traces', `--local=${url}`, '-o', 'ids'],
      () => ({ XRAYCTL_LOCAL: 'http://127.0.0.1:1' }),
    ],
  ])('is said %s', async (_where, argsFor, envFor) => {
    const run = await runProgram(argsFor(local.ready.http), { env: envFor(local.ready.http) });
    expect(run).toMatchObject({ code: 0, stdout: newestFirst.map((id) => `${id}\n`).join('') });
  });
});

describe('what is told', () => {
  it('of a window, on stderr and nowhere else', async () => {
    const run = await read('traces', '--since', '13h', '-o', 'ids');
    expect(run.stderr).toMatch(/^3 of 3 windows read, 3 traces scanned, 3 matched \(list price \$/);
    expect((await read('traces', '-q')).stderr).toBe('');
  });

  it('of nothing found: exit 0, or 1 when asked', async () => {
    const nothing = ['--service', 'nobody'];
    expect(await read('traces', ...nothing)).toMatchObject({ code: 0, stdout: '' });
    expect(await read('traces', ...nothing, '--fail-empty')).toMatchObject({ code: 1, stdout: '' });
    const json = await read('traces', ...nothing, '-o', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({ TraceSummaries: [] });
    expect(await read('map', '--from', '2020-01-01', '--to', '2020-01-02')).toMatchObject({
      code: 0,
      stdout: '',
    });
  });
});

const hasColor = (text: string): boolean => text.includes('\u001b[');
const isAscii = (text: string): boolean => /^[\n -~]*$/.test(text);

describe('style', () => {
  it.each([
    [{}, [], false],
    [{ FORCE_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '0' }, [], false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, [], false],
    [{ NO_COLOR: '' }, ['--color', 'always'], true],
    [{ NO_COLOR: '1' }, ['--color', 'always'], true],
    [{ FORCE_COLOR: '1' }, ['--color', 'never'], false],
  ])('has colours under %j and %j: %s', async (env, args, colored) => {
    for (const command of [['traces'], ['trace', '--last'], ['map'], ['map', '-o', 'tree']]) {
      const given = { env: { ...UTF8, XRAYCTL_LOCAL: local.ready.http, ...env } };
      const { stdout } = await runProgram([...command, ...args], given);
      expect(hasColor(stdout)).toBe(colored);
    }
  });

  it.each(['json', 'ndjson', 'csv', 'ids'])('never reaches -o %s', async (output) => {
    expect(hasColor((await read('traces', '-o', output, '--color', 'always')).stdout)).toBe(false);
  });

  it.each([
    [{ LANG: 'C' }, [], true],
    [{ LANG: 'C.UTF-8' }, [], false],
    [{ LANG: 'C.UTF-8', LC_ALL: 'POSIX' }, [], true],
    [{ LANG: 'C.UTF-8' }, ['--ascii'], true],
  ])('is ASCII under %j and %j: %s', async (env, args, ascii) => {
    for (const command of [['trace', '--last'], ['map'], ['map', '-o', 'tree']]) {
      const given = { env: { XRAYCTL_LOCAL: local.ready.http, ...env } };
      const { stdout } = await runProgram([...command, ...args], given);
      expect(isAscii(stdout)).toBe(ascii);
    }
  });

  it.each([
    [60, ['--width', '60'], {}],
    [60, [], { COLUMNS: '60' }],
    [100, [], {}],
    [200, ['--width', '200'], { COLUMNS: '60' }],
  ])('keeps to %i cells under %j and %j', async (width, args, env) => {
    for (const command of [['traces'], ['trace', '--last'], ['map'], ['map', '-o', 'tree']]) {
      const given = { env: { ...UTF8, XRAYCTL_LOCAL: local.ready.http, ...env } };
      const { stdout } = await runProgram([...command, ...args], given);
      const widest = Math.max(...stdout.split('\n').map((line) => line.length));
      expect(widest).toBeLessThanOrEqual(width);
    }
  });
});

describe('a reader that has enough', () => {
  it.each([
    ['traces'],
    ['traces -o json'],
    ['traces -o ndjson'],
    ['trace --slowest'],
    ['map -o json'],
    ['map -o mermaid'],
  ])('ends %s with 0', async (command) => {
    const line = `xrayctl ${command} 2>/dev/null | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const env = { ...UTF8, XRAYCTL_LOCAL: local.ready.http };
    expect((await runShell(line, { env })).stdout).toMatch(/^[^\n]+\n0\n$/);
  });
});
