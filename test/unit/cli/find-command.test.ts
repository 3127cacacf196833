import { describe, expect, it } from 'vitest';
import type { CommandEntry } from '../../../src/cli/command.ts';
import { findCommand } from '../../../src/cli/find-command.ts';

const entryOf = (name: string): CommandEntry => ({
  name,
  group: 'read',
  brief: '',
  load: () => Promise.reject(new Error('loaded')),
});
const ENTRIES = [entryOf('traces'), entryOf('trace')];

const found = (...argv: string[]) => {
  const asked = findCommand(argv, ENTRIES);
  if (asked.kind === 'version') return ['--version', ...asked.argv];
  return asked.kind === 'command' ? [asked.entry.name, ...asked.argv] : asked.kind;
};

describe('findCommand', () => {
  it.each([
    { argv: [], is: 'help' },
    { argv: ['--help'], is: 'help' },
    { argv: ['-h'], is: 'help' },
    { argv: ['help'], is: 'help' },
    { argv: ['--local'], is: 'help' },
    { argv: ['--version'], is: ['--version'] },
    { argv: ['-v', '--version', '-o', 'json'], is: ['--version', '-v', '-o', 'json'] },
    { argv: ['traces', '--since', '5m'], is: ['traces', '--since', '5m'] },
    { argv: ['--local', 'traces'], is: ['traces', '--local'] },
    { argv: ['--region', 'trace', 'traces'], is: ['traces', '--region', 'trace'] },
    { argv: ['-o', 'json', 'traces'], is: ['traces', '-o', 'json'] },
    { argv: ['--help', 'traces'], is: ['traces', '--help'] },
    { argv: ['help', 'traces'], is: ['traces', '--help'] },
    { argv: ['traces', '--version'], is: ['traces', '--version'] },
  ])('understands $argv without loading a command', ({ argv, is }) => {
    expect(found(...argv)).toEqual(is);
  });

  it.each([
    {
      argv: ['tracse'],
      message: '"tracse" is not an xrayctl command',
      remedy: 'Did you mean: xrayctl traces',
    },
    {
      argv: ['--local', 'http://127.0.0.1:4000', 'traces'],
      message: '"http://127.0.0.1:4000" is not an xrayctl command',
      remedy: 'The value of --local comes after "=": --local=http://127.0.0.1:4000',
    },
    {
      argv: ['--local', 'tracse'],
      message: '"tracse" is not an xrayctl command',
      remedy: 'Did you mean: xrayctl traces',
    },
    {
      argv: ['deploy'],
      message: '"deploy" is not an xrayctl command',
      remedy: 'List the commands with: xrayctl --help',
    },
    {
      argv: ['--regoin', 'x', 'traces'],
      message: '--regoin is not a global option',
      remedy: "Did you mean --region? A command's own options come after its name.",
    },
    {
      argv: ['--limit', '5', 'traces'],
      message: '--limit is not a global option',
      remedy: "A command's own options come after its name: xrayctl COMMAND --help lists them.",
    },
  ])('refuses $argv in words', ({ argv, message, remedy }) => {
    expect(() => found(...argv)).toThrow(expect.objectContaining({ message, remedy }));
  });
});
