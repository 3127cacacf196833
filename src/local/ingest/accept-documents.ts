import type { UnprocessedTraceSegment } from '../../xray/api/traces.ts';
import { parseDocument } from '../../xray/parse-segment.ts';
import type { SegmentDocument } from '../../xray/segment.ts';
import type { SegmentProblem } from '../../xray/segment-problem.ts';

/** The documents of one trace in one call. */
export interface TraceBatch {
  readonly traceId: string;
  readonly documents: readonly SegmentDocument[];
  /** Text of a JSON array of the same documents, as they were sent. */
  readonly body: string;
  readonly bodyBytes: number;
}

/** What becomes of the documents of one call. */
export interface Acceptance {
  readonly batches: readonly TraceBatch[];
  readonly unprocessed: readonly UnprocessedTraceSegment[];
}

interface Draft {
  readonly documents: SegmentDocument[];
  readonly texts: string[];
}

const describeProblem = ({ id, code, message }: SegmentProblem): UnprocessedTraceSegment => ({
  ...(id === null ? {} : { Id: id }),
  ErrorCode: code,
  Message: message,
});

const draftOf = (drafts: Map<string, Draft>, traceId: string): Draft => {
  const known = drafts.get(traceId);
  if (known !== undefined) return known;
  const draft: Draft = { documents: [], texts: [] };
  drafts.set(traceId, draft);
  return draft;
};

const addDocuments = (
  drafts: Map<string, Draft>,
  text: string,
  documents: readonly SegmentDocument[],
): void => {
  const [first] = documents;
  if (documents.length === 1 && first !== undefined && text.trimStart().startsWith('{')) {
    const draft = draftOf(drafts, first.trace_id);
    draft.documents.push(first);
    draft.texts.push(text);
    return;
  }
  // An array of subsegments sent as one document; its elements may belong to several traces.
  for (const document of documents) {
    const draft = draftOf(drafts, document.trace_id);
    draft.documents.push(document);
    draft.texts.push(JSON.stringify(document));
  }
};

/** Reads the documents of one call, each judged by itself, and sorts the good ones by trace. */
export const acceptDocuments = (texts: readonly string[]): Acceptance => {
  const drafts = new Map<string, Draft>();
  const unprocessed: UnprocessedTraceSegment[] = [];
  for (const text of texts) {
    const parsed = parseDocument(text);
    if (parsed.ok) addDocuments(drafts, text, parsed.value);
    else unprocessed.push(describeProblem(parsed.problem));
  }
  const batches: TraceBatch[] = [];
  for (const [traceId, draft] of drafts) {
    const body = `[${draft.texts.join(',')}]`;
    batches.push({
      traceId,
      documents: draft.documents,
      body,
      bodyBytes: Buffer.byteLength(body),
    });
  }
  return { batches, unprocessed };
};
