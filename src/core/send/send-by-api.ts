import type { XRayApi } from '../../ports/xray-api.ts';
import type { UnprocessedTraceSegment } from '../../xray/api/traces.ts';
import { LIMITS } from '../../xray/limits.ts';
import { parseDocument } from '../../xray/parse-segment.ts';
import type { SegmentDocument } from '../../xray/segment.ts';
import type { SendOutcome, UnsentDocument } from './send-outcome.ts';

interface Sending {
  readonly document: SegmentDocument;
  readonly text: string;
}

/** X-Ray refuses what it could not read, a document over 64 KB first of all, without an id: which one it was is seen here. */
const idOfRefused = (code: string | undefined, batch: readonly Sending[]): string | null => {
  const refused = batch.find(({ text }) => {
    const read = parseDocument(text);
    return !read.ok && read.problem.code === code;
  });
  return refused?.document.id ?? null;
};

/** What was left of a batch, as its documents: each is told once, so that two of a kind are two documents. */
const unsentOf = (
  unprocessed: readonly UnprocessedTraceSegment[],
  batch: readonly Sending[],
): readonly UnsentDocument[] => {
  let rest = batch;
  return unprocessed.map(({ Id, ErrorCode, Message }) => {
    const id = Id ?? idOfRefused(ErrorCode, rest);
    rest = rest.filter(({ document }) => document.id !== id);
    return { id, code: ErrorCode ?? 'Unknown', message: Message ?? 'X-Ray gave no reason' };
  });
};

/** Sends documents by PutTraceSegments, fifty a call. What X-Ray leaves unprocessed is told with its reasons. */
export const sendByApi = async (
  xray: Pick<XRayApi, 'putTraceSegments'>,
  documents: readonly SegmentDocument[],
): Promise<SendOutcome> => {
  const unprocessed: UnsentDocument[] = [];
  for (let from = 0; from < documents.length; from += LIMITS.documentsPerPut) {
    const batch = documents
      .slice(from, from + LIMITS.documentsPerPut)
      .map((document): Sending => ({ document, text: JSON.stringify(document) }));
    const answer = await xray.putTraceSegments({
      TraceSegmentDocuments: batch.map(({ text }) => text),
    });
    unprocessed.push(...unsentOf(answer.UnprocessedTraceSegments ?? [], batch));
  }
  const refused = new Set(unprocessed.map(({ id }) => id));
  return { sent: documents.filter(({ id }) => !refused.has(id)), unprocessed };
};
