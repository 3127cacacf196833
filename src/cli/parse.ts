import { nearest } from '../std/nearest.ts';
import { shellWord } from '../std/shell-word.ts';
import { afterEquals } from './after-equals.ts';
import type { Command, CommandEntry, Positional } from './command.ts';
import { HELP_NAMES, namesTakingValues } from './find-command.ts';
import { type Flag, type FlagSpecs, longNameOf } from './flags/flag.ts';
import { hideCredentials } from './flags/url.ts';
import { GLOBAL_FLAGS, type GlobalFlags } from './global-flags.ts';
import { readTexts, type Texts } from './read-texts.ts';
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

const asksForHelp = (argv: readonly string[], specs: FlagSpecs): boolean => {
  const takesValue = namesTakingValues(specs);
  return scanArgv(argv, (name) => takesValue.has(name)).some(
    (token) => token.kind === 'option' && HELP_NAMES.has(token.name),
  );
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
      ? `For example: ${longNameOf(key)}${join}${shellWord(flag.type.example)}`
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
      ...(bare === undefined ? {} : { remedy: afterEquals(bare, extra) }),
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
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.message, {
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
      usage: usageLine(entry.name, command.positionals),
    });
  }
};
