import { isClosedPipe } from './cli/closed-pipe.ts';
import type { CommandEntry } from './cli/command.ts';
import { readEarlyFlags } from './cli/early-flags.ts';
import { EXIT, type ExitCode } from './cli/exit-code.ts';
import { findCommand } from './cli/find-command.ts';
import { renderCommandHelp, renderHelp } from './cli/help.ts';
import { decideStyle, paintFor } from './cli/terminal.ts';
import type { World } from './cli/world.ts';
import { COMMANDS, IDEA, VERSION_COMMAND } from './commands/index.ts';
import { createWorld } from './wiring.ts';

/** Help is prose: longer lines are harder to read, however wide the terminal. */
const WIDEST_HELP = 100;

const helpStyle = (argv: readonly string[], world: World) => {
  const style = decideStyle(world.io.stdout, readEarlyFlags(argv).style, world.env);
  return { width: Math.min(style.width, WIDEST_HELP), paint: paintFor(style.color) };
};

const runEntry = async (
  entry: CommandEntry,
  argv: readonly string[],
  world: World,
): Promise<ExitCode> => {
  // Loaded by what needs it, as commands are: `--help` shows itself without either.
  const [command, { runCommand }] = await Promise.all([entry.load(), import('./run-command.ts')]);
  const code = await runCommand(entry, command, argv, world);
  if (code !== undefined) return code;
  await world.io.stdout.write(renderCommandHelp(entry, command, helpStyle(argv, world)));
  return EXIT.done;
};

const dispatch = async (argv: readonly string[], world: World): Promise<ExitCode> => {
  const asked = findCommand(argv, COMMANDS);
  if (asked.kind === 'command') return runEntry(asked.entry, asked.argv, world);
  if (asked.kind === 'version') return runEntry(VERSION_COMMAND, asked.argv, world);
  await world.io.stdout.write(renderHelp(IDEA, COMMANDS, helpStyle(argv, world)));
  return EXIT.done;
};

const report = async (
  error: unknown,
  argv: readonly string[],
  world: World,
): Promise<{ readonly text: string; readonly code: ExitCode }> => {
  const { reportError } = await import('./cli/report-error.ts');
  const { json, debug, style } = readEarlyFlags(argv);
  return reportError(error, { json, debug, style: decideStyle(world.io.stderr, style, world.env) });
};

/** Runs one command line in `world`: every error ends here, as text on stderr and an exit code. */
export const runXrayctl = async (argv: readonly string[], world: World): Promise<ExitCode> => {
  try {
    return await dispatch(argv, world);
  } catch (error) {
    // The reader of stdout has what it wanted.
    if (isClosedPipe(error)) return EXIT.done;
    const { text, code } = await report(error, argv, world);
    // Where nobody reads stderr either, the exit code has to tell.
    await world.io.stderr.write(text).catch(() => undefined);
    return code;
  }
};

/** The program: what bin/xrayctl calls. */
export const main = (argv: readonly string[], process: NodeJS.Process): Promise<ExitCode> => {
  const world = createWorld(process);
  world.onCrash(async (error) => (await report(error, argv, world)).text);
  return runXrayctl(argv, world);
};
