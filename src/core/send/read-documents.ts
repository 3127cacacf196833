import { parseTraceFile } from '../../formats/trace-file.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import type { SegmentDocument } from '../../xray/segment.ts';
import { nameOfPath, readText, type TextSources } from '../reading/read-text.ts';

const FORMS =
  'Expected segment documents: one JSON document, a list of them, one a line, or what aws xray batch-get-traces prints.';

/** Every document of a file (`-`: standard input), in its order. Throws a usage error for one that cannot be read. */
export const readDocuments = async (
  path: string,
  sources: TextSources,
): Promise<readonly SegmentDocument[]> => {
  const traces = parseTraceFile(await readText(path, sources));
  if (!traces.ok) {
    throw new XrayctlError('usage', `${nameOfPath(path)}: ${traces.problem.message}`, {
      remedy: FORMS,
    });
  }
  const documents = traces.value.flatMap((trace) => trace.documents);
  if (documents.length > 0) return documents;
  throw new XrayctlError('usage', `${nameOfPath(path)} holds no segment document`, {
    remedy: FORMS,
  });
};
