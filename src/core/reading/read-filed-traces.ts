import { type FiledTrace, parseTraceFile } from '../../formats/trace-file.ts';
import type { Files } from '../../ports/files.ts';
import type { Io } from '../../ports/io.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';

/** Where texts come from. */
export interface TextSources {
  readonly files: Files;
  readonly io: Pick<Io, 'readStdin'>;
}

/** Far more than a day of anyone's traces by hand; a runaway pipe ends here. */
const MAX_BYTES = 256 * 1024 * 1024;

const FORMS =
  'Expected what `aws xray batch-get-traces` or `xrayctl trace -o json` prints, or segment documents: one, a list of them, or one a line.';

/** What a path is called in messages. */
const nameOfPath = (path: string): string => (path === '-' ? 'standard input' : path);

const readText = async (path: string, { files, io }: TextSources): Promise<string> => {
  try {
    return path === '-' ? await io.readStdin(MAX_BYTES) : await files.readText(path, MAX_BYTES);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new XrayctlError('usage', `cannot read ${nameOfPath(path)}: ${why}`, { cause });
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
