import { type FiledTrace, parseTraceFile } from '../../formats/trace-file.ts';
import type { Files } from '../../ports/files.ts';
import type { Io } from '../../ports/io.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';

/** Where texts come from. */
export interface TextSources {
  readonly files: Files;
  readonly io: Pick<Io, 'readStdin'>;
  /** Ends the wait for a text that does not come. */
  readonly signal?: AbortSignal;
}

/** Far more than a day of anyone's traces by hand; a runaway pipe ends here. */
const MAX_BYTES = 256 * 1024 * 1024;

const FORMS =
  'Expected what `aws xray batch-get-traces` or `xrayctl trace -o json` prints, or segment documents: one, a list of them, or one a line.';

/** What a path is called in messages. */
const nameOfPath = (path: string): string => (path === '-' ? 'standard input' : path);

/** What the operating system says, in words. */
const WORDS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'this user may not read it'],
  ['EFBIG', `it holds more than ${MAX_BYTES / 1024 ** 2} MB`],
]);

const explainUnread = (path: string, cause: unknown): XrayctlError => {
  const known = cause instanceof Error && 'code' in cause ? WORDS.get(cause.code) : undefined;
  const why = known ?? (cause instanceof Error ? cause.message : String(cause));
  return new XrayctlError('usage', `cannot read ${nameOfPath(path)}: ${why}`, {
    remedy: 'Name a file, or - for standard input.',
    cause,
  });
};

const readText = async (path: string, { files, io, signal }: TextSources): Promise<string> => {
  try {
    return path === '-'
      ? await io.readStdin(MAX_BYTES, signal)
      : await files.readText(path, MAX_BYTES, signal);
  } catch (cause) {
    signal?.throwIfAborted();
    throw explainUnread(path, cause);
  }
};

/** The usage error for a file that was read and does not hold what it should; says what it could hold. */
export const refuseFile = (path: string, problem: string): XrayctlError =>
  new XrayctlError('usage', `${nameOfPath(path)}: ${problem}`, { remedy: FORMS });

/** The traces of a file (`-`: standard input), in its order. Throws a usage error for a file that is missing or broken. */
export const readFiledTraces = async (
  path: string,
  sources: TextSources,
): Promise<readonly FiledTrace[]> => {
  const traces = parseTraceFile(await readText(path, sources));
  if (!traces.ok) throw refuseFile(path, traces.problem.message);
  return traces.value;
};
