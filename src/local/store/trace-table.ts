import type Database from 'libsql';
import { prepare, type SqlValue } from './sql.ts';

/** What is kept of a trace beside its documents. */
export interface TraceRecord {
  readonly id: string;
  readonly firstReceivedMs: number;
  /** Receipt of the last document that changed the trace. */
  readonly lastReceivedMs: number;
  /** Epoch seconds: earliest start, latest end known. */
  readonly start: number;
  readonly end: number;
  /** Calls that changed the trace. */
  readonly revision: number;
  /** Bytes of all its documents. */
  readonly bytes: number;
  /** JSON text of TraceFacts.summary and of TraceFacts.graph. */
  readonly summary: string;
  readonly graph: string;
}

/** A record in its place: `no` orders traces that share an instant. */
export interface TraceRow extends TraceRecord {
  readonly no: number;
}

/** What came of a trace first, as the text of a JSON array. */
export interface FirstDocuments {
  readonly receivedMs: number;
  readonly body: string;
}

/** Where a page of a listing left off: what lies at or before it in the listing was given already. */
export interface TracePosition {
  readonly at: number;
  readonly no: number;
}

/** A stretch of time, `from` inclusive and `to` exclusive, and how far into its listing we are. */
export interface TraceRange {
  readonly from: number;
  readonly to: number;
  readonly after: TracePosition | undefined;
}

/** Listings are newest first, and give at most `limit` rows; the position of the last is where to go on. */
export interface TraceTable {
  get(id: string): TraceRow | undefined;
  /** {@link TraceRecord.bytes} of a trace, without reading the rest of it. */
  sizeOf(id: string): number | undefined;
  /** Inserts, or replaces what is kept of the same id; its first documents are never replaced. */
  put(record: TraceRecord): void;
  /** Inserts a new trace with its first documents; false, and nothing done, when the id is known. */
  insert(record: TraceRecord, firstDocuments: string): boolean;
  /** The documents of its first call, where they are kept here. */
  firstDocuments(id: string): FirstDocuments | undefined;
  /** By start; bounds and positions in epoch seconds. */
  byStart(range: TraceRange, limit: number): readonly TraceRow[];
  /** By last receipt; bounds and positions in epoch milliseconds. */
  byReceipt(range: TraceRange, limit: number): readonly TraceRow[];
  /** By start, of all that began before `to` and ended at `from` or later; in epoch seconds. */
  active(range: TraceRange, limit: number): readonly TraceRow[];
  /** Whether any trace but `id` began in [from, to), epoch seconds. */
  anyOtherByStart(from: number, to: number, id: string): boolean;
  /** Longest unchanged first; at most `limit`. */
  oldest(limit: number): readonly TraceRow[];
  delete(id: string): void;
  count(): number;
}

/** Before the newest of a range: the position whose followers are all that lie before `to`. */
const beginningOf = (to: number): TracePosition => ({ at: to, no: -1 });

/** Traces that outlast this many seconds have an index of their own; the schema says the same. */
const LONG_SECONDS = 60;

const COLUMNS = `no, id, first_received_ms AS firstReceivedMs, last_received_ms AS lastReceivedMs,
  start_s AS start, end_s AS "end", revision, bytes, summary, graph`;

const INSERT = `INSERT INTO trace(id, first_received_ms, last_received_ms, start_s, end_s, revision, bytes, summary,
    graph, documents)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const REPLACE = `ON CONFLICT(id) DO UPDATE SET first_received_ms = excluded.first_received_ms,
    last_received_ms = excluded.last_received_ms, start_s = excluded.start_s, end_s = excluded.end_s,
    revision = excluded.revision, bytes = excluded.bytes, summary = excluded.summary, graph = excluded.graph`;

const listingSql = (column: string, index: string, condition = ''): string =>
  `SELECT ${COLUMNS} FROM trace INDEXED BY ${index}
   WHERE ${column} >= ?1 AND (${column}, no) < (?2, ?3) ${condition}
   ORDER BY ${column} DESC, no DESC LIMIT ?5`;

const valuesOf = (record: TraceRecord, documents: string | null): readonly SqlValue[] => {
  const { id, firstReceivedMs, lastReceivedMs, start, end, revision, bytes } = record;
  const { summary, graph } = record;
  return [
    id,
    firstReceivedMs,
    lastReceivedMs,
    start,
    end,
    revision,
    bytes,
    summary,
    graph,
    documents,
  ];
};

/**
 * What is active in a window either began no more than a minute before it, or is one of the few long traces: two
 * scans of what is near the window instead of one of all that came before. The second holds the earlier starts.
 */
const createActive = (db: Database.Database): TraceTable['active'] => {
  const recent = prepare<TraceRow>(db, listingSql('start_s', 'trace_by_start', 'AND end_s >= ?4'));
  const long = prepare<TraceRow>(
    db,
    listingSql('start_s', 'trace_long', `AND end_s >= ?4 AND end_s - start_s > ${LONG_SECONDS}`),
  );
  return ({ from, to, after }, limit) => {
    const border = from - LONG_SECONDS;
    const { at, no } = after ?? beginningOf(to);
    const near = at < border ? [] : recent.all(border, at, no, from, limit);
    if (near.length === limit) return near;
    const older = at < border ? { at, no } : beginningOf(border);
    return [...near, ...long.all(0, older.at, older.no, from, limit - near.length)];
  };
};

const createListing = (
  db: Database.Database,
  column: string,
  index: string,
): ((range: TraceRange, limit: number) => readonly TraceRow[]) => {
  const statement = prepare<TraceRow>(db, listingSql(column, index));
  return ({ from, to, after }, limit) => {
    const { at, no } = after ?? beginningOf(to);
    return statement.all(from, at, no, null, limit);
  };
};

/** Derived knowledge of traces, one row each. */
export const createTraceTable = (db: Database.Database): TraceTable => {
  const get = prepare<TraceRow>(db, `SELECT ${COLUMNS} FROM trace WHERE id = ?`);
  const sizeOf = prepare<{ bytes: number }>(db, 'SELECT bytes FROM trace WHERE id = ?');
  const anyOtherByStart = prepare<{ found: number }>(
    db,
    'SELECT 1 AS found FROM trace WHERE start_s >= ? AND start_s < ? AND id <> ? LIMIT 1',
  );
  const put = prepare(db, `${INSERT} ${REPLACE}`);
  const insert = prepare(db, `${INSERT} ON CONFLICT(id) DO NOTHING`);
  const firstDocuments = prepare<FirstDocuments>(
    db,
    `SELECT first_received_ms AS receivedMs, documents AS body FROM trace
     WHERE id = ? AND documents IS NOT NULL`,
  );
  const oldest = prepare<TraceRow>(
    db,
    `SELECT ${COLUMNS} FROM trace ORDER BY last_received_ms, no LIMIT ?`,
  );
  const remove = prepare(db, 'DELETE FROM trace WHERE id = ?');
  const count = prepare<{ n: number }>(db, 'SELECT count(*) AS n FROM trace');
  return {
    get: (id) => get.all(id)[0],
    sizeOf: (id) => sizeOf.get(id)?.bytes,
    put: (record) => {
      put.run(...valuesOf(record, null));
    },
    insert: (record, firstDocuments) => insert.run(...valuesOf(record, firstDocuments)) === 1,
    firstDocuments: (id) => firstDocuments.get(id),
    byStart: createListing(db, 'start_s', 'trace_by_start'),
    byReceipt: createListing(db, 'last_received_ms', 'trace_by_receipt'),
    active: createActive(db),
    anyOtherByStart: (from, to, id) => anyOtherByStart.get(from, to, id) !== undefined,
    oldest: (limit) => oldest.all(limit),
    delete: (id) => {
      remove.run(id);
    },
    count: () => count.get()?.n ?? 0,
  };
};
