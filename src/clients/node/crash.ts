/** Exit code of a bug of ours (cli/exit-code.ts, `internal`). */
const CRASHED = 70;

/**
 * An error thrown where nobody awaits it, in a timer or an event, is a bug too: it is told like any other and ends the
 * process with 70, where Node.js would print a stack and end with 1, which is a verdict.
 */
export const onCrash = (
  process: NodeJS.Process,
  explain: (error: unknown) => Promise<string>,
): void => {
  process.on('uncaughtException', async (error) => {
    try {
      process.stderr.write(await explain(error));
    } finally {
      process.exit(CRASHED);
    }
  });
};
