import { nearest } from '../std/nearest.ts';
import { afterEquals } from './after-equals.ts';
import type { CommandEntry } from './command.ts';
import { type FlagSpecs, longNameOf } from './flags/flag.ts';
import { hideCredentials } from './flags/url.ts';
import { GLOBAL_FLAGS } from './global-flags.ts';
import { type ArgvToken, scanArgv } from './scan-argv.ts';
import { UsageError } from './usage-error.ts';

/** What argv asks for, before any command is loaded. */
export type Asked =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'version';
      /** argv without `--version`: the other global flags hold for it too. */
      readonly argv: readonly string[];
    }
  | {
      readonly kind: 'command';
      readonly entry: CommandEntry;
      /** argv without the command's name. */
      readonly argv: readonly string[];
    };

/** Every spelling of the flags that take the next element of argv as their value. */
export const namesTakingValues = (specs: FlagSpecs): ReadonlySet<string> =>
  new Set(
    Object.entries(specs)
      .filter(([, flag]) => flag.kind === 'value' || flag.kind === 'list')
      .flatMap(([key, flag]) => [longNameOf(key), ...(flag.short ? [`-${flag.short}`] : [])]),
  );

const GLOBAL_NAMES: ReadonlySet<string> = new Set(
  Object.entries<FlagSpecs[string]>(GLOBAL_FLAGS).flatMap(([key, flag]) => [
    longNameOf(key),
    ...(flag.short ? [`-${flag.short}`] : []),
  ]),
);

/** Help may be asked for anywhere; before the command it waits for the command to be known. */
export const HELP_NAMES: ReadonlySet<string> = new Set(['--help', '-h']);

/** Global flags that take a value only after `=`. */
const OPTIONAL_VALUES: ReadonlySet<string> = new Set(
  Object.entries<FlagSpecs[string]>(GLOBAL_FLAGS).flatMap(([key, flag]) =>
    flag.kind === 'optional-value' ? [longNameOf(key)] : [],
  ),
);

/** `before` is what stands before the name: `--local URL` makes a command of the URL. */
const unknownCommand = (
  name: string,
  before: ArgvToken | undefined,
  entries: readonly CommandEntry[],
): UsageError => {
  const meant = nearest(
    name,
    entries.map((entry) => entry.name),
  );
  const isBare =
    before?.kind === 'option' && before.value === undefined && OPTIONAL_VALUES.has(before.name);
  const remedy = isBare ? afterEquals(before.name, name) : 'List the commands with: xrayctl --help';
  return new UsageError(`"${hideCredentials(name)}" is not an xrayctl command`, {
    remedy: meant === undefined ? remedy : `Did you mean: xrayctl ${meant}`,
  });
};

/** Finds the command in argv: its first operand, past the global flags before it. Throws UsageError. */
export const findCommand = (argv: readonly string[], entries: readonly CommandEntry[]): Asked => {
  const takesValue = namesTakingValues(GLOBAL_FLAGS);
  const tokens = scanArgv(argv, (name) => takesValue.has(name));
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'operand') {
      const rest = argv.toSpliced(token.index, 1);
      // `xrayctl help traces` and `xrayctl help`, as kubectl and gh have them.
      if (token.text === 'help') return askedForHelp(rest, entries);
      const entry = entries.find((one) => one.name === token.text);
      if (entry === undefined) throw unknownCommand(token.text, tokens[at - 1], entries);
      return { kind: 'command', entry, argv: rest };
    }
    if (token.name === '--version') {
      return { kind: 'version', argv: argv.toSpliced(token.index, 1) };
    }
    if (!HELP_NAMES.has(token.name) && !GLOBAL_NAMES.has(token.name)) {
      throw unknownGlobal(token.name);
    }
  }
  return { kind: 'help' };
};

const askedForHelp = (argv: readonly string[], entries: readonly CommandEntry[]): Asked => {
  const asked = findCommand(argv, entries);
  return asked.kind === 'command' ? { ...asked, argv: ['--help'] } : asked;
};

const unknownGlobal = (name: string): UsageError => {
  const meant = nearest(name, [...GLOBAL_NAMES, '--help', '--version']);
  return new UsageError(`${name} is not a global option`, {
    remedy: meant
      ? `Did you mean ${meant}? A command's own options come after its name.`
      : "A command's own options come after its name: xrayctl COMMAND --help lists them.",
  });
};
