import { namesTakingValues } from './find-command.ts';
import { GLOBAL_FLAGS, type GlobalFlags } from './global-flags.ts';
import { scanArgv } from './scan-argv.ts';

/** What decides how help and errors look, known even when the rest of the line cannot be understood. */
export interface EarlyFlags {
  /** The output asked for is read by programs, so an error is JSON too. */
  readonly json: boolean;
  readonly debug: boolean;
  readonly style: Pick<GlobalFlags, 'ascii' | 'color' | 'width'>;
}

const READ_BY_PROGRAMS: ReadonlySet<string> = new Set(['json', 'ndjson', 'analysis']);

/** The value of a text that its flag would accept; undefined for what it would refuse. */
const accepted = <Key extends 'color' | 'width'>(
  key: Key,
  text: string | undefined,
): GlobalFlags[Key] | undefined => {
  const read = text === undefined ? undefined : GLOBAL_FLAGS[key].type?.parse(text);
  return read?.ok ? (read.value as GlobalFlags[Key]) : undefined;
};

/** Reads `-o`, `--debug` and how to draw from any command line, broken ones included; the last of each counts. */
export const readEarlyFlags = (argv: readonly string[]): EarlyFlags => {
  const takesValue = namesTakingValues(GLOBAL_FLAGS);
  const options = scanArgv(argv, (name) => takesValue.has(name)).filter(
    (token) => token.kind === 'option',
  );
  const has = (flag: string) => options.some(({ name }) => name === flag);
  const given = (...names: string[]) => options.findLast(({ name }) => names.includes(name))?.value;
  return {
    json: READ_BY_PROGRAMS.has(given('-o', '--output') ?? ''),
    debug: has('--debug'),
    style: {
      ascii: has('--ascii'),
      color: accepted('color', given('--color')) ?? 'auto',
      width: accepted('width', given('--width')),
    },
  };
};
