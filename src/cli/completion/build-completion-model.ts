import type { Command, CommandEntry } from '../command.ts';
import { type Flag, type FlagSpecs, longNameOf } from '../flags/flag.ts';
import { GLOBAL_FLAGS } from '../global-flags.ts';
import type { CompletionFlag, CompletionModel, CompletionValue } from './completion-model.ts';

const valueOfFlag = (flag: Flag<unknown>): CompletionValue => {
  if (flag.type === undefined || flag.kind === 'optional-value') return { kind: 'none' };
  if (flag.type.choices !== undefined) return { kind: 'words', words: flag.type.choices };
  return { kind: flag.type.placeholder === 'FILE' ? 'file' : 'unknown' };
};

const flagsOf = (specs: FlagSpecs): CompletionFlag[] =>
  Object.entries(specs).map(([key, flag]) => ({
    long: longNameOf(key).slice(2),
    short: flag.short,
    brief: flag.brief,
    value: valueOfFlag(flag),
  }));

const HELP: CompletionFlag = {
  long: 'help',
  short: 'h',
  brief: 'help',
  value: { kind: 'none' },
};

const globalsFor = (formats: readonly string[]): CompletionFlag[] => [
  ...flagsOf(GLOBAL_FLAGS).map((flag) =>
    flag.long === 'output' ? { ...flag, value: { kind: 'words', words: formats } as const } : flag,
  ),
  HELP,
];

/** The model of every command, from its spec. */
export const buildCompletionModel = (
  commands: readonly { readonly entry: CommandEntry; readonly command: Command }[],
): CompletionModel => ({
  commands: commands.map(({ entry, command }) => ({
    name: entry.name,
    brief: entry.brief,
    flags: [...flagsOf(command.flags), ...globalsFor(command.formats)],
    words: command.positionals.flatMap((positional) => positional.choices ?? []),
  })),
  globals: globalsFor([...new Set(commands.flatMap(({ command }) => command.formats))]),
});
