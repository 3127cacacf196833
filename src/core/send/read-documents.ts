import type { SegmentDocument } from '../../xray/segment.ts';
import { readFiledTraces, refuseFile, type TextSources } from '../reading/read-filed-traces.ts';

/** Every document of a file (`-`: standard input), in its order. Throws a usage error for one that has none. */
export const readDocuments = async (
  path: string,
  sources: TextSources,
): Promise<readonly SegmentDocument[]> => {
  const traces = await readFiledTraces(path, sources);
  const documents = traces.flatMap((trace) => trace.documents);
  if (documents.length === 0) throw refuseFile(path, 'there is no segment document in it');
  return documents;
};
