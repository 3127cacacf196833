import type { XRayApi } from '../../ports/xray-api.ts';
import type { UnprocessedTraceSegment } from '../../xray/api/traces.ts';
import { LIMITS } from '../../xray/limits.ts';
import type { SegmentDocument } from '../../xray/segment.ts';
import type { SendOutcome, UnsentDocument } from './send-outcome.ts';

const unsent = ({ Id, ErrorCode, Message }: UnprocessedTraceSegment): UnsentDocument => ({
  id: Id ?? null,
  code: ErrorCode ?? 'Unknown',
  message: Message ?? 'X-Ray gave no reason',
});

/** Sends documents by PutTraceSegments, fifty a call. What X-Ray leaves unprocessed is told with its reasons. */
export const sendByApi = async (
  xray: Pick<XRayApi, 'putTraceSegments'>,
  documents: readonly SegmentDocument[],
): Promise<SendOutcome> => {
  const unprocessed: UnsentDocument[] = [];
  for (let from = 0; from < documents.length; from += LIMITS.documentsPerPut) {
    const batch = documents.slice(from, from + LIMITS.documentsPerPut);
    const answer = await xray.putTraceSegments({
      TraceSegmentDocuments: batch.map((document) => JSON.stringify(document)),
    });
    unprocessed.push(...(answer.UnprocessedTraceSegments ?? []).map(unsent));
  }
  const refused = new Set(unprocessed.map(({ id }) => id));
  return { sent: documents.filter(({ id }) => !refused.has(id)), unprocessed };
};
