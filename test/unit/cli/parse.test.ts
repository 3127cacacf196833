import { describe, expect, expectTypeOf, it } from 'vitest';
import { type Command, type CommandEntry, defineCommand } from '../../../src/cli/command.ts';
import { count } from '../../../src/cli/flags/count.ts';
import { duration } from '../../../src/cli/flags/duration.ts';
import {
  listFlag,
  optionalValueFlag,
  switchFlag,
  valueFlag,
  valueFlagOr,
} from '../../../src/cli/flags/flag.ts';
import { text } from '../../../src/cli/flags/text.ts';
import { parseCommandLine } from '../../../src/cli/parse.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';

const command = defineCommand({
  description: '',
  positionals: [
    { name: 'ID', brief: 'the trace', required: true },
    { name: 'MORE', brief: 'others', repeated: true },
  ],
  flags: {
    since: valueFlagOr(duration('5m'), '30m', { brief: 'look back' }),
    maxRows: valueFlag(count(), { brief: 'rows' }),
    filter: valueFlag(text('EXPR', 'fault'), { brief: 'expression', short: 'f' }),
    annotation: listFlag(text('K', 'a'), { brief: 'annotation' }),
    wait: optionalValueFlag(duration('30s'), '30s', { brief: 'wait' }),
    fault: switchFlag({ brief: 'faults' }),
  },
  formats: ['table', 'json', 'ndjson'],
  examples: [
    { about: '', line: '' },
    { about: '', line: '' },
  ],
  async run(_context, flags, args) {
    expectTypeOf(flags.since).toEqualTypeOf<number>();
    expectTypeOf(flags.maxRows).toEqualTypeOf<number | undefined>();
    expectTypeOf(flags.annotation).toEqualTypeOf<readonly string[]>();
    expectTypeOf(flags.output).toEqualTypeOf<'table' | 'json' | 'ndjson'>();
    return args.length === 0 ? 1 : 0;
  },
});

const entry: CommandEntry = {
  name: 'trace',
  group: 'read',
  brief: '',
  load: async (): Promise<Command> => command,
};

const parse = (...argv: string[]) => {
  const line = parseCommandLine(entry, command, argv);
  if (line.kind === 'help') throw new Error('asked for help');
  return line;
};

const refusalOf = (...argv: string[]): UsageError => {
  try {
    parse(...argv);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('was accepted');
};

describe('parseCommandLine', () => {
  it('fills in what is not given', () => {
    expect(parse('a')).toMatchObject({
      args: ['a'],
      flags: {
        since: 1_800_000,
        maxRows: undefined,
        annotation: [],
        wait: undefined,
        fault: false,
        output: 'table',
      },
      globals: { verbose: 0, quiet: false, local: undefined, color: 'auto' },
    });
  });

  it('reads values, lists, switches and global flags wherever they stand', () => {
    const line = parse(
      '-vv',
      'a',
      '--since',
      '5m',
      '--annotation=x',
      'b',
      '--fault',
      '-ojson',
      'c',
    );
    expect(line.args).toEqual(['a', 'b', 'c']);
    expect(line.flags).toMatchObject({ since: 300_000, annotation: ['x'], fault: true });
    expect(line.flags.output).toBe('json');
    expect(line.globals.verbose).toBe(2);
  });

  it('lets the last of a repeated value win, and keeps all of a list', () => {
    const { flags } = parse(
      'a',
      '--since=1s',
      '--since=2s',
      '--annotation',
      'x',
      '--annotation',
      'y',
    );
    expect(flags).toMatchObject({ since: 2000, annotation: ['x', 'y'] });
  });

  it('takes a value that looks like a flag', () => {
    expect(parse('a', '--filter', '--help', '-f', '-5').flags).toMatchObject({ filter: '-5' });
  });

  it('takes the value of an optional one only after "="', () => {
    expect(parse('--wait', 'a')).toMatchObject({ args: ['a'], flags: { wait: 30_000 } });
    expect(parse('--wait=5s', 'a')).toMatchObject({ args: ['a'], flags: { wait: 5000 } });
    expect(parse('--local', 'a').globals.local).toBe('http://127.0.0.1:2000');
    expect(parse('--local=http://h:1', 'a').globals.local).toBe('http://h:1');
  });

  it('does not take "--local" for a flag where it is the value of one', () => {
    expect(parse('a', '--filter', '--local').globals.local).toBeUndefined();
  });

  it('takes everything after "--" for arguments', () => {
    expect(parse('a', '--', '--fault').args).toEqual(['a', '--fault']);
  });

  it.each([['--help'], ['-h'], ['a', '--since', '30x', '--help']])(
    'asks for help: %s',
    (...argv) => {
      expect(parseCommandLine(entry, command, argv).kind).toBe('help');
    },
  );

  it.each([
    {
      argv: ['a', '--since', '30x'],
      message:
        '--since: "30x" is not a duration; expected a number and a unit: 500ms, 30s, 5m, 2h or 7d',
      remedy: 'For example: --since 5m',
    },
    {
      argv: ['a', '--wait=x'],
      message:
        '--wait: "x" is not a duration; expected a number and a unit: 500ms, 30s, 5m, 2h or 7d',
      remedy: 'For example: --wait=30s',
    },
    {
      argv: ['a', '--sinse', '5m'],
      message: "unknown option '--sinse'",
      remedy: 'Did you mean --since?',
    },
    {
      argv: ['a', '--since'],
      message: '--since needs a value',
      remedy: 'For example: --since 5m',
    },
    {
      argv: ['a', '-o', 'yaml'],
      message: '--output: "yaml" is not a format of this command',
      remedy: 'Choose one of: table, json, ndjson',
    },
    {
      argv: ['a', '--query', 'x'],
      message: '--query works on JSON, and the output is table',
      remedy: 'Add -o json.',
    },
    {
      argv: ['a', '--query', 'x', '-o', 'ndjson'],
      message: '--query works on JSON, and the output is ndjson',
      remedy: 'Add -o json.',
    },
    { argv: ['a', '-o'], message: '--output needs a value', remedy: 'For example: --output json' },
    {
      argv: ['a', '--query', ''],
      message: '--query: "" is empty',
      remedy: "For example: --query 'TraceSummaries[].Id'",
    },
    { argv: [], message: 'ID is missing: the trace', remedy: undefined },
    { argv: ['a', '--hlep'], message: "unknown option '--hlep'", remedy: 'Did you mean --help?' },
    {
      argv: ['a', '-o', 'jsn'],
      message: '--output: "jsn" is not a format of this command',
      remedy: 'Did you mean json? Choose one of: table, json, ndjson',
    },
    {
      argv: ['a', '--color', 'alwyas'],
      message: '--color: "alwyas" is not one of its choices',
      remedy: 'Did you mean always? Choose one of: auto, always, never',
    },
    {
      argv: ['a', '--endpoint', 'http://me:secret@host'],
      message: '--endpoint: "http://***@host" must not hold credentials',
      remedy: 'For example: --endpoint http://127.0.0.1:2000',
    },
  ])('refuses $argv in words', ({ argv, message, remedy }) => {
    const refusal = refusalOf(...argv);
    expect(refusal.message).toBe(message);
    expect(refusal.remedy).toBe(remedy);
    expect(refusal.usage).toBe('xrayctl trace ID [MORE...] [options]');
  });

  it('refuses arguments where none are taken, and words that are no choice', () => {
    const bare: Command = { ...command, positionals: [] };
    expect(() => parseCommandLine(entry, bare, ['x'])).toThrow('"x" is one argument too many');
    expect(() => parseCommandLine(entry, bare, ['--local', 'http://h:1'])).toThrow(
      expect.objectContaining({
        remedy: 'The value of --local comes after "=": --local=http://h:1',
      }),
    );
    const chosen: Command = { ...command, positionals: [{ name: 'T', brief: '', choices: ['a'] }] };
    expect(() => parseCommandLine(entry, chosen, ['b'])).toThrow('"b" is not a T');
  });
});
