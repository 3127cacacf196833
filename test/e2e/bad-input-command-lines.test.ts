import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from '../support/build-once.ts';
import { runProgram } from '../support/run-program.ts';

let folder = '';

beforeAll(async () => {
  buildOnce();
  folder = await mkdtemp(join(tmpdir(), 'xrayctl-lines-'));
  await writeFile(join(folder, 'summaries.json'), '{"TraceSummaries":[]}');
  await writeFile(join(folder, 'broken.json'), '{"Traces":[{"Id":');
  await writeFile(join(folder, 'steering.json'), '\u001b]0;evil\u0007\u001b[31m{');
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Nothing listens on port 1: a line that is not refused before anything is sent ends with 4, and not with 2. */
const NOWHERE = 'http://127.0.0.1:1';
const TRACE = '1-58406520-a006649127e371903a2de979';

/** A command line (a list where a word of it holds a blank), what is said of it, and what to do. */
type Case = readonly [line: string | readonly string[], says: string, remedy: string];

const CASES: readonly Case[] = [
  // Commands and options that are none.
  ['tracse', '"tracse" is not an xrayctl command', 'Did you mean: xrayctl traces'],
  ['nonsense', '"nonsense" is not an xrayctl command', 'xrayctl --help'],
  [[''], '"" is not an xrayctl command', 'xrayctl --help'],
  ['traces --sinse 5m', "unknown option '--sinse'", 'Did you mean --since?'],
  ['--since 5m traces', '--since is not a global option', 'come after its name'],
  ['--local http://127.0.0.1:1 traces', 'is not an xrayctl command', '--local=http://127.0.0.1:1'],
  ['traces --local http://127.0.0.1:1', 'one argument too many', '--local=http://127.0.0.1:1'],
  ['send --wait 5s', '"5s" is one argument too many', '--wait=5s'],
  ['traces -o', '--output needs a value', 'For example: --output json'],
  // Values that are none.
  ['traces --since 30x', '--since: "30x" is not a duration', 'For example: --since 30m'],
  ['traces --since=-5m', '--since: "-5m" is not a duration', '--since 30m'],
  ['traces --since 99999999999d', 'is too long a duration', '--since 30m'],
  ['traces --since 0s', 'the window is empty', '--from be earlier than --to'],
  ['traces --from now --to now-2h', 'the window is empty', '--from'],
  ['traces --from 2026-13-45', 'is not a time', '--from now-2h'],
  ['traces --from now --since 5m', '--since and --from both', 'one of them'],
  ['traces --limit 0', '--limit: "0" is not a whole number of 1 or more', '--limit 20'],
  ['traces --limit -1', '--limit: "-1" is not', '--limit 20'],
  ['traces --sort colour', '"colour" cannot be sorted by', '--sort -duration'],
  ['traces --sample 2', '"2" is not a rate', '--sample 10%'],
  ['traces --status 6xx', '"6xx" is no HTTP status', '--status 404'],
  ['traces --annotation key', '"key" is not a pair', '--annotation customer=42'],
  [['traces', '--user', ''], '--user: "" is empty', '--user alice'],
  ['traces --width 5', '--width: "5" is not', '--width 20'],
  ['traces --timeout soon', '"soon" is not a duration', '--timeout 1m'],
  ['map --local=nonsense', '"nonsense" is not a URL', '--local=http://127.0.0.1:2000'],
  ['map --trace nope', '"nope" is not a trace id', `--trace ${TRACE}`],
  ['send --status 600', 'is not a whole number from 100 to 599', '--status 100'],
  ['send --to localhost', '"localhost" is not an address', '--to 127.0.0.1:2000'],
  ['local --memory --retention 0s', '0 would keep no trace at all', '--retention 3650d'],
  ['local --max-size 2', '"2" is not a size', '--max-size 2GB'],
  ['local --http 127.0.0.1:70000', 'has no usable port', '--http 127.0.0.1:2000'],
  // Values that do not go together.
  ['traces --endpoint http://127.0.0.1:1', '--local and --endpoint both', 'one of them'],
  ['traces --min-duration 2s --max-duration 1s', 'nothing can match', 'shorter'],
  ['traces --sample 1 --time-range-type TraceId', 'does not go with', 'Event'],
  ['trace', 'no trace is named', '--file F, --last or --slowest'],
  [['trace', TRACE, '--last'], 'trace ids and --last do not go together', 'Give'],
  [['trace', TRACE, '--tree', '-o', 'json'], '--tree and -o json', 'one of them'],
  [['map', '--trace', TRACE, '--group', 'x'], '--trace and --group', 'leave the others out'],
  ['send --direct --to 127.0.0.1:1', '--direct sends without a daemon', 'one of them'],
  ['send -f x --name y', '--name shapes a made-up segment', 'not both'],
  ['local --memory --data-dir x', '--memory keeps nothing', 'one of them'],
  // Outputs that are none.
  ['traces -o nonsense', '"nonsense" is not a format', 'table, json, ndjson, csv, ids'],
  [['trace', TRACE, '-o', 'html'], '"html" is not a format', 'waterfall'],
  ['traces -o csv --query x', '--query works on JSON', 'Add -o json.'],
  ['traces -o json --query a[', '--query:', 'jmespath.org'],
  // Expressions that cannot be read: nothing is sent.
  ['traces --filter service("x', 'This string has no closing quote', 'a closing "'],
  [['traces', '--filter', '   '], 'The filter expression is empty', 'xrayctl explain filter'],
  [['traces', '--filter', 'responsetiem > 1'], 'is no keyword', 'Did you mean: responsetime'],
  [['traces', '--filter', 'duration > 500ms'], 'in seconds', 'Did you mean: 0.5'],
  [
    ['traces', '--filter', 'a'.repeat(100_000)],
    'is 100000 characters long',
    'a shorter expression',
  ],
  [['traces', '--filter', '('.repeat(200)], 'nested more than 100 deep', 'a flatter expression'],
  // Files that are none.
  ['trace --file /nonexistent', 'there is no such file', 'Name a file'],
  ['trace --file /', 'it is a folder', 'Name a file'],
  ['send -f /nonexistent', 'there is no such file', 'Name a file'],
];

const argsOf = (line: Case[0]): readonly string[] =>
  typeof line === 'string' ? line.split(' ') : line;

describe('a command line that means nothing', () => {
  it.each(CASES)(
    'is told what is wrong and what to do, with exit 2: %.60s',
    async (line, says, remedy) => {
      const args = argsOf(line);
      const withLocal = args.includes('--endpoint') ? ['--local', ...args] : args;
      const run = await runProgram(withLocal, { env: { XRAYCTL_LOCAL: NOWHERE } });
      const json = args.includes('json');
      expect(run.stderr).toMatch(json ? /^[{]"error":/ : /^error: /);
      expect(run.stderr).toContain(says);
      expect(run.stderr).toContain(remedy);
      expect(run.stderr).not.toMatch(/\n +at /);
      expect(run).toMatchObject({ code: 2, stdout: '' });
    },
  );

  it.each([
    ['traces', '--since', '30x'],
    ['nonsense'],
    ['trace', '--file', '/nonexistent'],
    ['traces', '--filter', 'service("x'],
  ])('is told as one line of JSON under -o json: %s', async (...args) => {
    const run = await runProgram([...args, '-o', 'json']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(run.stderr)).toEqual({
      error: expect.objectContaining({ kind: 'usage', message: expect.any(String) }),
    });
  });

  it.each([
    { what: 'of summaries', file: 'summaries.json', says: 'which hold no documents' },
    { what: 'cut short', file: 'broken.json', says: 'not JSON' },
    { what: 'that steers terminals', file: 'steering.json', says: 'not JSON' },
  ])('names a file $what, and what it could hold', async ({ file, says }) => {
    const run = await runProgram(['trace', '--file', join(folder, file)]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(`${file}: `);
    expect(run.stderr).toContain(says);
    expect(run.stderr).toContain('Expected what `aws xray batch-get-traces`');
    expect(run.stderr).not.toContain('\u001b');
  });

  it('cannot steer the terminal by what is repeated of it', async () => {
    const steering = '\u001b[31m\u202e\u009b2J';
    const lines = [
      [steering],
      ['traces', `--${steering}`],
      ['traces', '--since', steering],
      ['traces', '--filter', `fault${steering}`],
      ['traces', '-o', steering],
      ['trace', steering],
      ['trace', '--file', steering],
      ['map', `--local=http://127.0.0.1:1/${steering}`],
      ['traces', '--since', steering, '-o', 'json'],
    ];
    for (const args of lines) {
      const { stderr } = await runProgram(args, { env: { LANG: 'C.UTF-8' } });
      expect(stderr).not.toBe('');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not reach a terminal
      expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });
});
