import { namesTakingValues } from './find-command.ts';
import { GLOBAL_FLAGS } from './global-flags.ts';
import { scanArgv } from './scan-argv.ts';

/** What decides how an error is told, known even when the rest of the line cannot be understood. */
export interface EarlyFlags {
  /** The output asked for is read by programs, so the error is JSON too. */
  readonly json: boolean;
  readonly debug: boolean;
}

const READ_BY_PROGRAMS: ReadonlySet<string> = new Set(['json', 'ndjson', 'analysis']);

/** Reads `-o` and `--debug` from any command line, broken ones included; the last `-o` counts. */
export const readEarlyFlags = (argv: readonly string[]): EarlyFlags => {
  const takesValue = namesTakingValues(GLOBAL_FLAGS);
  const options = scanArgv(argv, (name) => takesValue.has(name)).filter(
    (token) => token.kind === 'option',
  );
  const output = options.findLast(({ name }) => name === '-o' || name === '--output')?.value;
  return {
    json: READ_BY_PROGRAMS.has(output ?? ''),
    debug: options.some(({ name }) => name === '--debug'),
  };
};
