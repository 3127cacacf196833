import type { Files } from '../../ports/files.ts';
import type { Io } from '../../ports/io.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';

export interface TextSources {
  readonly files: Files;
  readonly io: Pick<Io, 'readStdin'>;
}

/** Far more than a day of anyone's traces by hand; a runaway pipe ends here. */
const MAX_BYTES = 256 * 1024 * 1024;

/** What a path is called in messages. */
export const nameOfPath = (path: string): string => (path === '-' ? 'standard input' : path);

/** The text of a file, or of standard input for `-`. Throws a usage error for one that cannot be read. */
export const readText = async (path: string, { files, io }: TextSources): Promise<string> => {
  try {
    return path === '-' ? await io.readStdin(MAX_BYTES) : await files.readText(path, MAX_BYTES);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new XrayctlError('usage', `cannot read ${nameOfPath(path)}: ${why}`, { cause });
  }
};
