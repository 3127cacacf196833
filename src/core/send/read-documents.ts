import { parseTraceFile } from '../../formats/trace-file.ts';
import type { Files } from '../../ports/files.ts';
import type { Io } from '../../ports/io.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import type { SegmentDocument } from '../../xray/segment.ts';

export interface DocumentSources {
  readonly files: Files;
  readonly io: Pick<Io, 'readStdin'>;
}

/** Far more than anyone sends by hand; a runaway pipe ends here. */
const MAX_BYTES = 256 * 1024 * 1024;

const FORMS =
  'Expected segment documents: one JSON document, a list of them, one a line, or what aws xray batch-get-traces prints.';

const readText = async (path: string, { files, io }: DocumentSources): Promise<string> => {
  try {
    return path === '-' ? await io.readStdin(MAX_BYTES) : await files.readText(path, MAX_BYTES);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new XrayctlError('usage', `cannot read ${path}: ${why}`, { cause });
  }
};

/** Every document of a file (`-`: standard input), in its order. Throws a usage error for one that cannot be read. */
export const readDocuments = async (
  path: string,
  sources: DocumentSources,
): Promise<readonly SegmentDocument[]> => {
  const name = path === '-' ? 'standard input' : path;
  const traces = parseTraceFile(await readText(path, sources));
  if (!traces.ok) {
    throw new XrayctlError('usage', `${name}: ${traces.problem.message}`, { remedy: FORMS });
  }
  const documents = traces.value.flatMap((trace) => trace.documents);
  if (documents.length > 0) return documents;
  throw new XrayctlError('usage', `${name} holds no segment document`, { remedy: FORMS });
};
