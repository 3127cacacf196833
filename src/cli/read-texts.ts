import { CommanderError, Option, Command as Parser } from 'commander';
import { shellWord } from '../std/shell-word.ts';
import { namesTakingValues } from './find-command.ts';
import { type Flag, type FlagSpecs, longNameOf } from './flags/flag.ts';
import { scanArgv } from './scan-argv.ts';
import { UsageError } from './usage-error.ts';

/** What argv says of each flag, still as text, by the flag's key: a list for a list, `true` for a switch. */
export type Texts = Readonly<
  Record<string, string | readonly string[] | number | boolean | undefined>
>;

const collect = (text: string, before: readonly string[] | undefined) => [...(before ?? []), text];

const optionFor = (key: string, flag: Flag<unknown>): Option => {
  const names = `${flag.short ? `-${flag.short}, ` : ''}${longNameOf(key)}`;
  const placeholder = flag.type?.placeholder ?? '';
  if (flag.kind === 'switch') return new Option(names);
  if (flag.kind === 'count') {
    return new Option(names).argParser((_, before: number | undefined) => (before ?? 0) + 1);
  }
  const option = new Option(`${names} <${placeholder}>`);
  return flag.kind === 'list' ? option.argParser(collect) : option;
};

/** commander would take the element after a bare `--local` for its value: make the empty one explicit. */
const spellOutBareOptions = (argv: readonly string[], specs: FlagSpecs): readonly string[] => {
  const takesValue = namesTakingValues(specs);
  const bare = new Set(
    Object.entries(specs).flatMap(([key, flag]) =>
      flag.kind === 'optional-value' ? [longNameOf(key)] : [],
    ),
  );
  const spelt = [...argv];
  for (const token of scanArgv(argv, (name) => takesValue.has(name))) {
    if (token.kind === 'option' && bare.has(token.name) && token.value === undefined) {
      spelt[token.index] = `${token.name}=`;
    }
  }
  return spelt;
};

/** `error: option '-o, --output <F>' argument missing`: which flag it is, and a value it would take. */
const missingValue = (message: string, specs: FlagSpecs): UsageError => {
  const name = /--[a-z-]+/.exec(message)?.[0] ?? '';
  const type = Object.entries(specs).find(([key]) => longNameOf(key) === name)?.[1].type;
  const example = type === undefined ? 'VALUE' : shellWord(type.example);
  return new UsageError(`${name} needs a value`, { remedy: `For example: ${name} ${example}` });
};

/** `error: unknown option '--sinse'\n(Did you mean --since?)` -> an error of ours with the same words. */
const fromCommander = (error: CommanderError, specs: FlagSpecs): UsageError => {
  if (error.code === 'commander.optionMissingArgument') return missingValue(error.message, specs);
  const [message = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  return new UsageError(message, suggestion ? { remedy: suggestion.replace(/^\(|\)$/g, '') } : {});
};

/** Reads argv by the specs of all its flags; what is left over are arguments. Throws UsageError. */
export const readTexts = (
  argv: readonly string[],
  specs: FlagSpecs,
): { readonly texts: Texts; readonly args: readonly string[] } => {
  const parser = new Parser('xrayctl')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .helpOption(false)
    .argument('[args...]')
    .action(() => undefined);
  for (const [key, flag] of Object.entries(specs)) parser.addOption(optionFor(key, flag));
  // Never met here, since help is looked for first: known, so that `--hlep` is told what it nearly was.
  parser.addOption(new Option('-h, --help'));
  try {
    parser.parse(spellOutBareOptions(argv, specs), { from: 'user' });
  } catch (error) {
    throw error instanceof CommanderError ? fromCommander(error, specs) : error;
  }
  return { texts: parser.opts(), args: parser.args };
};
