import { type FiledTrace, parseTraceFile } from '../../formats/trace-file.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import type { TraceWithSegments } from '../../xray/api/traces.ts';
import { buildTrace } from '../../xray/build-trace.ts';
import { nameOfPath, readText, type TextSources } from '../reading/read-text.ts';

const FORMS =
  'Expected what `aws xray batch-get-traces` or `xrayctl trace -o json` prints, or segment documents: one, a list of them, or one a line.';

const MS_PER_SECOND = 1000;

/** A trace of a file as X-Ray would have answered it. */
const asAnswered = ({ id, documents }: FiledTrace): TraceWithSegments => {
  const { start, end } = buildTrace(id, documents);
  return {
    Id: id,
    Duration: Math.round((end - start) * MS_PER_SECOND) / MS_PER_SECOND,
    Segments: documents.map((document) => ({
      Id: document.id,
      Document: JSON.stringify(document),
    })),
  };
};

/** The traces of a file (`-`: standard input), in its order. Throws a usage error for a file that is missing or broken. */
export const readTraceFile = async (
  path: string,
  sources: TextSources,
): Promise<readonly TraceWithSegments[]> => {
  const read = parseTraceFile(await readText(path, sources));
  if (!read.ok) {
    throw new XrayctlError('usage', `${nameOfPath(path)}: ${read.problem.message}`, {
      remedy: FORMS,
    });
  }
  return read.value.map(asAnswered);
};
