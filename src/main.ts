import { isClosedPipe } from './cli/closed-pipe.ts';
import type { Command, CommandEntry } from './cli/command.ts';
import { createContext } from './cli/context.ts';
import { readEarlyFlags } from './cli/early-flags.ts';
import { EXIT, type ExitCode } from './cli/exit-code.ts';
import { findCommand } from './cli/find-command.ts';
import { renderCommandHelp, renderHelp } from './cli/help.ts';
import type { ParsedLine } from './cli/parse.ts';
import { type ErrorReport, reportError } from './cli/report-error.ts';
import { createStop, type Stop } from './cli/stop.ts';
import { decideStyle, paintFor } from './cli/terminal.ts';
import type { World } from './cli/world.ts';
import { refuseTwoEndpoints } from './cli/xray-target.ts';
import { COMMANDS, IDEA, VERSION_COMMAND } from './commands/index.ts';
import { XrayctlError } from './std/xrayctl-error.ts';
import { createWorld } from './wiring.ts';

/** Help is prose: longer lines are harder to read, however wide the terminal. */
const WIDEST_HELP = 100;

const helpStyle = (argv: readonly string[], world: World) => {
  const style = decideStyle(world.io.stdout, readEarlyFlags(argv).style, world.env);
  return { width: Math.min(style.width, WIDEST_HELP), paint: paintFor(style.color) };
};

/** A --query that cannot be read is refused before anything is asked of X-Ray. */
const checkQuery = async (expression: string | undefined): Promise<void> => {
  if (expression === undefined) return;
  const { explainQueryProblem } = await import('./render/json/query-json.ts');
  const problem = explainQueryProblem(expression);
  if (problem === undefined) return;
  throw new XrayctlError('usage', `--query: ${problem}`, {
    remedy: "See https://jmespath.org for the language. For example: --query 'TraceSummaries[].Id'",
  });
};

const loadCompletionModel = async () => {
  const { buildCompletionModel } = await import('./cli/completion/build-completion-model.ts');
  return buildCompletionModel(
    await Promise.all(COMMANDS.map(async (entry) => ({ entry, command: await entry.load() }))),
  );
};

const runCommand = async (
  command: Command,
  line: Extract<ParsedLine, { kind: 'run' }>,
  world: World,
): Promise<ExitCode> => {
  const { globals, flags, args } = line;
  await checkQuery(globals.query);
  refuseTwoEndpoints(globals);
  const stop: Stop = createStop(world, globals.timeout);
  try {
    const { signal } = stop;
    const context = createContext(world, {
      globals,
      signal,
      completionModel: () => loadCompletionModel(),
      verdict: command.verdict === true,
    });
    try {
      return await command.run(context, flags, args);
    } finally {
      await context.clearProgress();
    }
  } catch (error) {
    throw stop.causeOf(error);
  } finally {
    stop.release();
  }
};

const runEntry = async (
  entry: CommandEntry,
  argv: readonly string[],
  world: World,
): Promise<ExitCode> => {
  const [command, { parseCommandLine }] = await Promise.all([
    entry.load(),
    import('./cli/parse.ts'),
  ]);
  const line = parseCommandLine(entry, command, argv);
  if (line.kind === 'run') return runCommand(command, line, world);
  await world.io.stdout.write(renderCommandHelp(entry, command, helpStyle(argv, world)));
  return EXIT.done;
};

const dispatch = async (argv: readonly string[], world: World): Promise<ExitCode> => {
  const asked = findCommand(argv, COMMANDS);
  if (asked.kind === 'command') return runEntry(asked.entry, asked.argv, world);
  if (asked.kind === 'version') return runEntry(VERSION_COMMAND, [], world);
  await world.io.stdout.write(renderHelp(IDEA, COMMANDS, helpStyle(argv, world)));
  return EXIT.done;
};

const reportFrom = (error: unknown, argv: readonly string[], world: World): ErrorReport => {
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
    const report = reportFrom(error, argv, world);
    await world.io.stderr.write(report.text).catch(() => undefined);
    return report.code;
  }
};

/** The program: what bin/xrayctl calls. */
export const main = (argv: readonly string[], process: NodeJS.Process): Promise<ExitCode> => {
  const world = createWorld(process);
  world.onCrash((error) => reportFrom(error, argv, world).text);
  return runXrayctl(argv, world);
};
