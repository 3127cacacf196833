import type { Command, CommandEntry } from './cli/command.ts';
import { buildCompletionModel } from './cli/completion/build-completion-model.ts';
import { createContext } from './cli/context.ts';
import type { ExitCode } from './cli/exit-code.ts';
import { type ParsedLine, parseCommandLine } from './cli/parse.ts';
import { createStop } from './cli/stop.ts';
import type { World } from './cli/world.ts';
import { refuseTwoEndpoints } from './cli/xray-target.ts';
import { COMMANDS } from './commands/index.ts';
import { XrayctlError } from './std/xrayctl-error.ts';

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

const loadCompletionModel = async () =>
  buildCompletionModel(
    await Promise.all(COMMANDS.map(async (entry) => ({ entry, command: await entry.load() }))),
  );

const run = async (
  command: Command,
  { globals, flags, args }: Extract<ParsedLine, { kind: 'run' }>,
  world: World,
): Promise<ExitCode> => {
  await checkQuery(globals.query);
  refuseTwoEndpoints(globals);
  const stop = createStop(world, globals.timeout);
  try {
    const context = createContext(world, {
      globals,
      signal: stop.signal,
      completionModel: loadCompletionModel,
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

/** Runs a command on its own part of argv; undefined when that asks for help instead. */
export const runCommand = async (
  entry: CommandEntry,
  command: Command,
  argv: readonly string[],
  world: World,
): Promise<ExitCode | undefined> => {
  const line = parseCommandLine(entry, command, argv);
  return line.kind === 'run' ? run(command, line, world) : undefined;
};
