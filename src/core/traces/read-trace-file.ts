import type { FiledTrace } from '../../formats/trace-file.ts';
import type { TraceWithSegments } from '../../xray/api/traces.ts';
import { buildTrace } from '../../xray/build-trace.ts';
import { toMilliseconds } from '../../xray/statistics/seconds.ts';
import { readFiledTraces, type TextSources } from '../reading/read-filed-traces.ts';

/** A trace of a file as X-Ray would have answered it. */
const asAnswered = ({ id, documents, limitExceeded }: FiledTrace): TraceWithSegments => {
  const { start, end } = buildTrace(id, documents);
  return {
    Id: id,
    Duration: toMilliseconds(end - start),
    LimitExceeded: limitExceeded,
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
): Promise<readonly TraceWithSegments[]> => (await readFiledTraces(path, sources)).map(asAnswered);
