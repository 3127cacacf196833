import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from '../support/build-once.ts';
import { type LocalProgram, startLocalProgram } from '../support/local-program.ts';
import { type ProgramRun, runProgram } from '../support/run-program.ts';

const NOW = Date.now() / 1000;

/** Names, and whatever else a trace may say, made to be acted on, hidden or misread. */
const HOSTILE: readonly string[] = [
  '\u001b[31mred\u001b]0;title\u0007',
  'one\ntwo\r\nthree\tfour\u0000\u0008\u007f',
  'right\u202eto left\u2066',
  'c1\u009b2J',
  '=HYPERLINK("http://evil")',
  '+1',
  '-1',
  '@SUM(A1)',
  '"quoted", and; commas',
  `'apostrophes'`,
  'brackets]["(){}|<>',
  '<script>alert(1)</script>&amp;&lt;',
  'back\\slash\\n\\"',
  '`ticks` #35; %%{init}%% --> end',
  '   ',
  '\u3164',
  '👨‍👩‍👧‍👦🏴‍☠️',
  '__proto__',
  'constructor',
  'toString',
  'x'.repeat(2_000),
];

let local: LocalProgram;
let ids: readonly string[] = [];

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** A fault whose every text is `text`, with a call to a service named so too. */
const documentOf = (text: string) => {
  const id = hex(8);
  const times = { start_time: NOW - 1, end_time: NOW };
  return {
    trace_id: `1-${Math.floor(NOW).toString(16)}-${hex(12)}`,
    id,
    name: text,
    ...times,
    fault: true,
    user: text,
    http: { request: { method: text, url: text }, response: { status: 500 } },
    annotations: { [text]: text, note: text },
    metadata: { [text]: { [text]: text } },
    cause: {
      working_directory: text,
      exceptions: [
        { id: hex(8), type: text, message: text, stack: [{ path: text, line: 1, label: text }] },
      ],
    },
    sql: { sanitized_query: text, url: text },
    subsegments: [{ id: hex(8), name: text, namespace: 'remote', ...times }],
  };
};

beforeAll(async () => {
  buildOnce();
  local = await startLocalProgram('--memory');
  const documents = HOSTILE.map(documentOf);
  ids = documents.map((document) => document.trace_id);
  const { json } = await local.post('/TraceSegments', {
    TraceSegmentDocuments: documents.map((document) => JSON.stringify(document)),
  });
  expect(json).toEqual({ UnprocessedTraceSegments: [] });
}, 60_000);

afterAll(() => local.stop('SIGKILL'));

const readAt = async (http: string, ...args: readonly string[]): Promise<ProgramRun> => {
  const env = { LANG: 'C.UTF-8', XRAYCTL_LOCAL: http };
  const run = await runProgram(args, { env });
  expect(run.stderr).not.toContain('bug');
  expect(run.code).toBe(0);
  return run;
};

const read = (...args: readonly string[]) => readAt(local.ready.http, ...args);

const EVERYTHING = ['--annotations', '--metadata', '--sql', '--stack', '--expand'];

const outputs = (): readonly (readonly string[])[] => [
  ['traces', '--annotations'],
  ['traces', '--annotations', '--width', '300'],
  ['traces', '-o', 'json'],
  ['traces', '-o', 'ndjson'],
  ['traces', '-o', 'csv', '--annotations'],
  ['trace', ...ids, ...EVERYTHING],
  ['trace', ...ids, ...EVERYTHING, '--tree'],
  ['trace', ...ids, '-o', 'json'],
  ['trace', ...ids, '-o', 'analysis'],
  ['map'],
  ['map', '-o', 'tree'],
  ['map', '-o', 'json'],
  ['map', '-o', 'mermaid'],
  ['map', '-o', 'dot'],
];

/** What a terminal acts on or reorders; a line break may stand, and CSV's own. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to look for
const STEERING = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('hostile text', () => {
  it('reaches no output as it is', async () => {
    for (const args of outputs()) {
      const { stdout, stderr } = await read(...args);
      expect(stdout, args.slice(0, 4).join(' ')).not.toMatch(STEERING);
      expect(stderr).not.toMatch(STEERING);
      if (!args.includes('csv')) expect(stdout).not.toContain('\r');
    }
  }, 60_000);

  it('is all there in JSON, as it was sent', async () => {
    const { stdout } = await read('traces', '-o', 'json');
    const { TraceSummaries } = JSON.parse(stdout) as {
      TraceSummaries: readonly { Users: readonly { UserName: string }[] }[];
    };
    const users = TraceSummaries.flatMap(({ Users }) => Users.map(({ UserName }) => UserName));
    expect(new Set(users)).toEqual(new Set(HOSTILE));
  });

  it('makes no formula and no row of its own in CSV', async () => {
    const { stdout } = await read('traces', '-o', 'csv');
    const rows = stdout.trimEnd().split('\r\n');
    expect(rows).toHaveLength(HOSTILE.length + 1);
    const field = /(?:"(?:[^"]|"")*"|[^",\r\n]*)/;
    const row = new RegExp(`^${field.source}(?:,${field.source}){11}$`);
    for (const one of rows) {
      expect(one).toMatch(row);
      expect(one).not.toMatch(/(?:^|,)"?[=+\-@]/);
    }
  });

  it('keeps its place in dot: every label is one quoted string', async () => {
    const { stdout } = await read('map', '-o', 'dot');
    const lines = stdout.trimEnd().split('\n');
    const attribute = '(?:label="(?:[^"\\\\]|\\\\.)*"|\\w+=\\w+)';
    const statement = new RegExp(
      `^  n\\d+(?: -> n\\d+)?(?: \\[${attribute}(?:, ${attribute})*\\])?;$`,
    );
    for (const line of lines.slice(3, -1)) expect(line).toMatch(statement);
    expect([lines[0], lines.at(-1)]).toEqual(['digraph "service map" {', '}']);
  });

  it('keeps its place in mermaid: every label is one quoted string without markup', async () => {
    const { stdout } = await read('map', '-o', 'mermaid');
    const label = '"(?:[^"<>&`\\\\]|<br/>)*"';
    const statement = new RegExp(
      `^  (?:n\\d+\\[${label}\\]|n\\d+ -[.]?->(?:\\|${label}\\|)? n\\d+|classDef .*|class [n\\d,]+ fault)$`,
    );
    for (const line of stdout.trimEnd().split('\n').slice(1)) expect(line).toMatch(statement);
  });

  it('is found again by what it says', async () => {
    for (const [index, name] of HOSTILE.entries()) {
      // No command line can hold this one.
      if (name.includes('\u0000')) continue;
      const { stdout } = await read('traces', '--user', name, '-o', 'ids');
      expect(stdout.trim().split('\n')).toContain(ids[index]);
    }
  });

  it('of blanks can be seen', async () => {
    expect((await read('map')).stdout).toContain('"   "');
    expect((await read('trace', ids[HOSTILE.indexOf('   ')] ?? '')).stdout).toContain('"   "');
  });
});

describe('an enormous trace', () => {
  // One of its own: what lists all traces is not to be listed with these.
  let large: LocalProgram;

  beforeAll(async () => {
    large = await startLocalProgram('--memory');
  });

  afterAll(() => large.stop('SIGKILL'));

  const readLarge = (...args: readonly string[]) => readAt(large.ready.http, ...args);

  const put = async (documents: readonly object[]): Promise<void> => {
    for (let from = 0; from < documents.length; from += 50) {
      const texts = documents.slice(from, from + 50).map((document) => JSON.stringify(document));
      await large.post('/TraceSegments', { TraceSegmentDocuments: texts });
    }
  };

  const makeTrace = (count: number, parentOf: (index: number) => number): readonly object[] => {
    const trace_id = `1-${Math.floor(NOW).toString(16)}-${hex(12)}`;
    const made = Array.from({ length: count }, () => hex(8));
    return made.map((id, index) => ({
      trace_id,
      id,
      name: `n${index}`,
      start_time: NOW - 10 + index * 1e-4,
      end_time: NOW - index * 1e-4,
      ...(index === 0 ? {} : { parent_id: made[parentOf(index)] }),
    }));
  };

  it.each([
    ['10,000 segments side by side', 10_000, () => 0],
    ['10,000 segments one beneath another', 10_000, (index: number) => index - 1],
    ['50,000 documents', 50_000, (index: number) => Math.floor(index / 10)],
  ])(
    'of %s is drawn whole, in seconds',
    async (_what, count, parentOf) => {
      const documents = makeTrace(count, parentOf);
      await put(documents);
      const [{ trace_id: id }] = documents as readonly [{ trace_id: string }];
      const begin = performance.now();
      const drawn = await readLarge('trace', id, '--expand');
      const took = performance.now() - begin;
      expect(drawn.stdout).toContain(`${count.toLocaleString('en-US')} nodes`);
      expect(drawn.stdout.match(/\bn\d+\b/g)?.length).toBeGreaterThanOrEqual(count);
      // Well under a second for 10,000; ten times that on a machine that does much else.
      expect(took).toBeLessThan(1_000 * (count / 1_000));
      const analysis = await readLarge('trace', id, '-o', 'analysis', '--query', 'length(nodes)');
      expect(JSON.parse(analysis.stdout)).toBe(count);
      expect(
        (await readLarge('trace', id, '--max-rows', '20')).stdout.split('\n').length,
      ).toBeLessThan(60);
      expect((await readLarge('map', '--trace', id, '-o', 'json')).stdout).toContain('"Services"');
    },
    60_000,
  );

  it('of a megabyte of metadata is drawn, and shown when asked for', async () => {
    const documents = makeTrace(20, () => 0).map((document) => ({
      ...document,
      metadata: { default: { blob: 'm'.repeat(55_000) } },
    }));
    await put(documents);
    const [{ trace_id: id }] = documents as unknown as readonly [{ trace_id: string }];
    expect((await readLarge('trace', id)).stdout).not.toContain('mmmm');
    expect((await readLarge('trace', id, '--metadata')).stdout).toContain('mmmm');
    expect((await readLarge('trace', id, '-o', 'json')).stdout.length).toBeGreaterThan(1_000_000);
  });
});
