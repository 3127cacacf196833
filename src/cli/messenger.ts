import type { Output } from '../ports/io.ts';
import { neutralize } from '../render/layout/neutralize.ts';
import type { GlobalFlags } from './global-flags.ts';
import { decideStyle, ERASE_LINE, paintFor } from './terminal.ts';
import type { Environment } from './world.ts';

/** How much is said on stderr. */
type Verbosity = 'quiet' | 'normal' | 'verbose';

/**
 * What a command says beside its result: all of it on stderr, and none of it able to steer the terminal, whoever's words
 * are in it.
 */
export interface Messenger {
  /** Whether details are shown: what it costs to find them out can be saved when they are not. */
  readonly isVerbose: boolean;
  /** What the user should know although the command goes on. Silenced by --quiet. */
  readonly warn: (message: string) => Promise<void>;
  /** A sentence about the result: what was covered, that nothing was found. Silenced by --quiet. */
  readonly info: (message: string) => Promise<void>;
  /** Shown by --verbose and --debug only. */
  readonly detail: (message: string) => Promise<void>;
  /** One line that replaces the one before it, on a terminal only; the next message clears it. */
  readonly progress: (line: string) => Promise<void>;
  /** Takes the progress line away. */
  readonly clearProgress: () => Promise<void>;
}

const verbosityOf = (globals: GlobalFlags): Verbosity => {
  if (globals.debug) return 'verbose';
  if (globals.quiet) return 'quiet';
  return globals.verbose > 0 ? 'verbose' : 'normal';
};

/** Speaks on `stderr`. A stderr that nobody reads, or that cannot be written, is no reason to fail. */
export const createMessenger = (
  stderr: Output,
  globals: GlobalFlags,
  env: Environment,
): Messenger => {
  const verbosity = verbosityOf(globals);
  const style = decideStyle(stderr, globals, env);
  const paint = paintFor(style.color);
  const safe = (message: string): string =>
    message
      .split('\n')
      .map((line) => neutralize(line, style.unicode))
      .join('\n');
  let drawn = false;
  const write = (text: string): Promise<void> => stderr.write(text).catch(() => undefined);
  const clearProgress = async (): Promise<void> => {
    if (!drawn) return;
    drawn = false;
    await write(ERASE_LINE);
  };
  const say = async (text: string): Promise<void> => {
    await clearProgress();
    await write(`${text}\n`);
  };
  return {
    isVerbose: verbosity === 'verbose',
    clearProgress,
    warn: async (message) => {
      if (verbosity !== 'quiet') await say(`${paint.warning('warning:')} ${safe(message)}`);
    },
    info: async (message) => {
      if (verbosity !== 'quiet') await say(safe(message));
    },
    detail: async (message) => {
      if (verbosity === 'verbose') await say(paint.soft(safe(message)));
    },
    progress: async (line) => {
      if (!stderr.isTTY || verbosity === 'quiet') return;
      drawn = true;
      await write(`${ERASE_LINE}${safe(line).slice(0, style.width - 1)}`);
    },
  };
};
