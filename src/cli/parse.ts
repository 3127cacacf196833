import { CommanderError, Option, Command as Parser } from 'commander';
import { nearest } from '../std/nearest.ts';
import type { Command, CommandEntry, Positional } from './command.ts';
import { HELP_NAMES, namesTakingValues } from './find-command.ts';
import { type Flag, type FlagSpecs, longNameOf } from './flags/flag.ts';
import { hideCredentials } from './flags/url.ts';
import { GLOBAL_FLAGS, type GlobalFlags } from './global-flags.ts';
import { scanArgv } from './scan-argv.ts';
import { UsageError } from './usage-error.ts';
import { usageLine } from './usage-line.ts';

/** What a command line says, once understood. */
export type ParsedLine =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'run';
      readonly globals: GlobalFlags;
      /** As Command.run takes it. */
      readonly flags: Readonly<Record<string, unknown>> & { readonly output: string };
      readonly args: readonly string[];
    };

type Texts = Readonly<Record<string, string | readonly string[] | number | boolean | undefined>>;

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

const asksForHelp = (argv: readonly string[], specs: FlagSpecs): boolean => {
  const takesValue = namesTakingValues(specs);
  return scanArgv(argv, (name) => takesValue.has(name)).some(
    (token) => token.kind === 'option' && HELP_NAMES.has(token.name),
  );
};

/** Text of argv to values, all still as text. Throws CommanderError. */
const readTexts = (
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
  parser.parse(spellOutBareOptions(argv, specs), { from: 'user' });
  return { texts: parser.opts(), args: parser.args };
};

const chooseOneOf = (text: string, choices: readonly string[]): string => {
  const meant = nearest(text, choices);
  const list = `Choose one of: ${choices.join(', ')}`;
  return meant === undefined ? list : `Did you mean ${meant}? ${list}`;
};

const readOne = (key: string, flag: Flag<unknown>, text: string): unknown => {
  if (flag.type === undefined) return text;
  const read = flag.type.parse(text);
  if (read.ok) return read.value;
  const join = flag.kind === 'optional-value' ? '=' : ' ';
  const remedy =
    flag.type.choices === undefined
      ? `For example: ${longNameOf(key)}${join}${flag.type.example}`
      : chooseOneOf(text, flag.type.choices);
  throw new UsageError(`${longNameOf(key)}: "${hideCredentials(text)}" ${read.problem}`, {
    remedy,
  });
};

const readFlag = (key: string, flag: Flag<unknown>, text: Texts[string]): unknown => {
  if (flag.kind === 'switch') return text === true;
  if (flag.kind === 'count') return text ?? 0;
  if (flag.kind === 'list') {
    const given = Array.isArray(text) ? text : [];
    return given.map((one: string) => readOne(key, flag, one));
  }
  if (text === '' && flag.implied !== undefined) return readOne(key, flag, flag.implied);
  const given = typeof text === 'string' ? text : flag.fallback;
  return given === undefined ? undefined : readOne(key, flag, given);
};

const valuesOf = (specs: FlagSpecs, texts: Texts): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(specs).map(([key, flag]) => [key, readFlag(key, flag, texts[key])]),
  );

/** The first `--local` or `--wait` that was given without a value: the argument after it may be meant as one. */
const bareOptionIn = (specs: FlagSpecs, texts: Texts): string | undefined => {
  const found = Object.entries(specs).find(
    ([key, flag]) => flag.kind === 'optional-value' && texts[key] === '',
  );
  return found === undefined ? undefined : longNameOf(found[0]);
};

const checkArgs = (
  positionals: readonly Positional[],
  args: readonly string[],
  bare: string | undefined,
): void => {
  const missing = positionals.find((one, at) => one.required && args[at] === undefined);
  if (missing !== undefined) throw new UsageError(`${missing.name} is missing: ${missing.brief}`);
  const last = positionals.at(-1);
  const extra = last?.repeated ? undefined : args[positionals.length];
  if (extra !== undefined) {
    throw new UsageError(`"${hideCredentials(extra)}" is one argument too many`, {
      ...(bare === undefined
        ? {}
        : { remedy: `The value of ${bare} comes after "=": ${bare}=...` }),
    });
  }
  for (const [at, text] of args.entries()) {
    const positional = positionals[at] ?? last;
    if (positional?.choices !== undefined && !positional.choices.includes(text)) {
      throw new UsageError(`"${text}" is not a ${positional.name}`, {
        remedy: chooseOneOf(text, positional.choices),
      });
    }
  }
};

/** Formats that are one JSON document, which --query can be asked of. */
const JSON_SHAPED: ReadonlySet<string> = new Set(['json', 'analysis']);

const formatFor = (command: Command, globals: GlobalFlags): string => {
  const { formats } = command;
  const format = globals.output ?? formats[0];
  if (!formats.includes(format)) {
    throw new UsageError(`--output: "${format}" is not a format of this command`, {
      remedy: chooseOneOf(format, formats),
    });
  }
  if (globals.query !== undefined && !JSON_SHAPED.has(format)) {
    const shaped = formats.filter((one) => JSON_SHAPED.has(one));
    throw new UsageError(`--query works on JSON, and the output is ${format}`, {
      remedy:
        shaped.length === 0
          ? 'This command has no JSON output: leave --query out.'
          : `Add -o ${shaped.join(' or -o ')}.`,
    });
  }
  return format;
};

/** `error: unknown option '--sinse'\n(Did you mean --since?)` -> an error of ours with the same words. */
const fromCommander = (error: CommanderError): UsageError => {
  const [message = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  return new UsageError(message, suggestion ? { remedy: suggestion.replace(/^\(|\)$/g, '') } : {});
};

const parse = (command: Command, argv: readonly string[]): ParsedLine => {
  const specs: FlagSpecs = { ...GLOBAL_FLAGS, ...command.flags };
  if (asksForHelp(argv, specs)) return { kind: 'help' };
  const { texts, args } = readTexts(argv, specs);
  const globals = valuesOf(GLOBAL_FLAGS, texts) as GlobalFlags;
  const output = formatFor(command, globals);
  const flags = { ...valuesOf(command.flags, texts), output };
  checkArgs(command.positionals, args, bareOptionIn(specs, texts));
  return { kind: 'run', globals, flags, args };
};

/** Reads a command's own part of argv (its name taken out) by its spec. Throws UsageError, with the usage line. */
export const parseCommandLine = (
  entry: CommandEntry,
  command: Command,
  argv: readonly string[],
): ParsedLine => {
  try {
    return parse(command, argv);
  } catch (error) {
    const refusal = error instanceof CommanderError ? fromCommander(error) : error;
    if (!(refusal instanceof UsageError)) throw refusal;
    throw new UsageError(refusal.message, {
      ...(refusal.remedy === undefined ? {} : { remedy: refusal.remedy }),
      usage: usageLine(entry.name, command.positionals),
    });
  }
};
