import { readDocument } from '../../xray/parse-segment.ts';
import type { SegmentDocument } from '../../xray/segment.ts';
import type { Store } from '../store/store.ts';
import { createNewsFilter } from './news-filter.ts';

/** A trace as its stored documents tell it. */
export interface StoredTrace {
  /** Those that count, in order of arrival. */
  readonly documents: readonly SegmentDocument[];
  /** Calls that changed the trace. */
  readonly revision: number;
  /** Receipt of the first call, and of the last that changed the trace; epoch milliseconds. */
  readonly firstReceivedMs: number;
  readonly lastReceivedMs: number;
  /** Bytes of the calls that changed it. */
  readonly bytes: number;
  /** Document rows of calls that changed nothing: documents sent again. */
  readonly idleRows: readonly number[];
}

/** In place of a `seq` for documents that are kept in table trace. */
const FIRST = 0;

/** What this xrayctl would no longer take, but an earlier one took, is left out. */
const readBody = (body: string): readonly SegmentDocument[] => {
  const documents: SegmentDocument[] = [];
  for (const value of JSON.parse(body) as readonly unknown[]) {
    const read = readDocument(value);
    if (read.ok) documents.push(...read.value);
  }
  return documents;
};

/** Reads a trace back from its documents; undefined when there are none. */
export const readDocuments = (store: Store, traceId: string): StoredTrace | undefined => {
  const whole = store.traces.firstDocuments(traceId);
  const later = store.documents.ofTrace(traceId);
  const rows = whole === undefined ? later : [{ seq: FIRST, ...whole }, ...later];
  const [first] = rows;
  if (first === undefined) return undefined;
  const news = createNewsFilter();
  const documents: SegmentDocument[] = [];
  const idleRows: number[] = [];
  let lastReceivedMs = first.receivedMs;
  let bytes = 0;
  for (const { seq, receivedMs, body } of rows) {
    const selected = news.select(readBody(body));
    if (selected.length === 0 && seq !== FIRST) {
      idleRows.push(seq);
      continue;
    }
    documents.push(...selected);
    lastReceivedMs = receivedMs;
    bytes += Buffer.byteLength(body);
  }
  const revision = rows.length - idleRows.length;
  const firstReceivedMs = first.receivedMs;
  return { documents, revision, firstReceivedMs, lastReceivedMs, bytes, idleRows };
};
