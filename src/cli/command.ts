import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import type { FlagSpecs, FlagValues } from './flags/flag.ts';

/** An argument that is no flag. Only the last one of a command may be repeated. */
export interface Positional {
  /** As help shows it: `ID`. */
  readonly name: string;
  readonly brief: string;
  readonly required?: boolean;
  readonly repeated?: boolean;
  /** For help and completion, where the texts can be counted; others are refused. */
  readonly choices?: readonly string[];
}

/** A worked example of help: what it is for, and a line to paste. */
export interface Example {
  readonly about: string;
  readonly line: string;
}

/** What `run` is given for its flags: its own, and the output format chosen (`-o`, or the first of `formats`). */
export type Parsed<Specs extends FlagSpecs, Format extends string> = FlagValues<Specs> & {
  readonly output: Format;
};

export interface CommandSpec<Specs extends FlagSpecs, Format extends string> {
  /** What it does and what to know, in a few lines; the first line of help is the brief of commands/index.ts. */
  readonly description: string;
  readonly positionals: readonly Positional[];
  readonly flags: Specs;
  /** Output formats, the default first. `json` and `analysis` are JSON-shaped: `--query` works on them. */
  readonly formats: readonly [Format, ...Format[]];
  readonly examples: readonly [Example, Example];
  /** Gives a verdict by its exit code: a closed pipe (`| head`) must not change it. */
  readonly verdict?: boolean;
  // What runs until stopped resolves when context.signal aborts, with 0; what is cut short lets the abort reject.
  // A method, not a function member: so a command with flags of its own is a Command too.
  run(context: Context, flags: Parsed<Specs, Format>, args: readonly string[]): Promise<ExitCode>;
}

/** A command as the frame sees it, whatever its flags. */
export type Command = CommandSpec<FlagSpecs, string>;

/** Groups of the list of commands, in its order. */
export type CommandGroup = 'read' | 'local' | 'rest';

/** A line of the table of contents: enough for `--help`, without loading the command. */
export interface CommandEntry {
  readonly name: string;
  readonly group: CommandGroup;
  /** One line, no full stop. */
  readonly brief: string;
  readonly load: () => Promise<Command>;
}

/** Makes a command of a spec; `run` sees its flags typed by that spec. */
export const defineCommand = <Specs extends FlagSpecs, const Format extends string>(
  spec: CommandSpec<Specs, Format>,
): Command => spec;
