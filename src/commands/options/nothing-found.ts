import type { Context } from '../../cli/context.ts';
import { EXIT, type ExitCode } from '../../cli/exit-code.ts';
import { switchFlag } from '../../cli/flags/flag.ts';

/** The flag of every command that may find nothing; spread it into its flags. */
export const failEmptyFlag = {
  failEmpty: switchFlag({ brief: 'exit 1 when nothing is found' }),
} as const;

/** Ends a command that found nothing: a sentence for people on a terminal, none for programs. */
export const nothingFound = async (
  context: Context,
  sentence: string,
  failEmpty: boolean,
): Promise<ExitCode> => {
  if (context.io.stderr.isTTY) await context.info(sentence);
  return failEmpty ? EXIT.finding : EXIT.done;
};
