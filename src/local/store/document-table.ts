import type Database from 'libsql';
import { prepare } from './sql.ts';

/** The documents of one trace that came in one call. */
export interface DocumentRow {
  /** Order of arrival; never given twice. */
  readonly seq: number;
  readonly receivedMs: number;
  /** Text of a JSON array: the documents as they were sent. */
  readonly body: string;
}

/** What was sent: appended to, read by trace, deleted by trace; never changed. */
export interface DocumentTable {
  /** Appends a row and returns its `seq`. */
  append(traceId: string, receivedMs: number, body: string): number;
  /** Of one trace, in order of arrival. */
  ofTrace(traceId: string): readonly DocumentRow[];
  /** Bytes kept of one trace. */
  sizeOf(traceId: string): number;
  /** Ids of the traces that have rows after `seq`, each once. */
  tracesAfter(seq: number): readonly string[];
  deleteRow(seq: number): void;
  deleteTrace(traceId: string): void;
  /** The `seq` last given; 0 before the first. */
  lastSeq(): number;
}

/** `settledSeq` is the least `lastSeq` may start from: rows up to it may have been deleted since. */
export const createDocumentTable = (db: Database.Database, settledSeq: number): DocumentTable => {
  const append = prepare(
    db,
    'INSERT INTO document(seq, trace_id, received_ms, body) VALUES (?, ?, ?, ?)',
  );
  const ofTrace = prepare<DocumentRow>(
    db,
    'SELECT seq, received_ms AS receivedMs, body FROM document WHERE trace_id = ? ORDER BY seq',
  );
  const sizeOf = prepare<{ size: number }>(
    db,
    'SELECT coalesce(sum(octet_length(body)), 0) AS size FROM document WHERE trace_id = ?',
  );
  const tracesAfter = prepare<{ id: string }>(
    db,
    'SELECT trace_id AS id, min(seq) AS first FROM document NOT INDEXED WHERE seq > ? GROUP BY trace_id ORDER BY first',
  );
  const deleteRow = prepare(db, 'DELETE FROM document WHERE seq = ?');
  const deleteTrace = prepare(db, 'DELETE FROM document WHERE trace_id = ?');
  const highest = prepare<{ seq: number | null }>(db, 'SELECT max(seq) AS seq FROM document').get();
  let last = Math.max(highest?.seq ?? 0, settledSeq);
  return {
    append: (traceId, receivedMs, body) => {
      last += 1;
      append.run(last, traceId, receivedMs, body);
      return last;
    },
    ofTrace: (traceId) => ofTrace.all(traceId),
    sizeOf: (traceId) => sizeOf.get(traceId)?.size ?? 0,
    tracesAfter: (seq) => tracesAfter.all(seq).map(({ id }) => id),
    deleteRow: (seq) => {
      deleteRow.run(seq);
    },
    deleteTrace: (traceId) => {
      deleteTrace.run(traceId);
    },
    lastSeq: () => last,
  };
};
