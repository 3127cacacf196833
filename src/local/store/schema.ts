/**
 * Version of the tables below, kept in `user_version`. A change of the tables adds one and a step to
 * {@link MIGRATIONS}; a database of a later version than this is refused, never touched.
 */
export const SCHEMA_VERSION = 1;

/** `application_id`: "XRAY" in ASCII. Tells our database from any other that lies in its place. */
export const APPLICATION_ID = 0x58524159;

/** `MIGRATIONS[v]` brings a database of version v to v + 1. */
export const MIGRATIONS: readonly string[] = [
  `
  -- What was sent, as it was sent: one row holds the documents of one trace in one call, as the text of a JSON array.
  -- A trace that comes whole in one call has them in table trace instead: one row, and one key, less for most.
  CREATE TABLE document (
    seq INTEGER PRIMARY KEY,
    trace_id TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX document_by_trace ON document(trace_id);

  -- What is known of a trace: derived from its documents, and derived again whenever they change.
  CREATE TABLE trace (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    first_received_ms INTEGER NOT NULL,
    last_received_ms INTEGER NOT NULL,
    start_s REAL NOT NULL,
    end_s REAL NOT NULL,
    revision INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    summary TEXT NOT NULL,
    graph TEXT NOT NULL,
    -- The documents of its first call, for a trace that came whole in one; null for all others. Last, so that what is
    -- listed can be read without it.
    documents TEXT
  );
  CREATE INDEX trace_by_start ON trace(start_s, no, end_s);
  CREATE INDEX trace_by_receipt ON trace(last_received_ms, no);
  -- The few that outlast a minute, so that "active in this window" need not look back further than one minute.
  CREATE INDEX trace_long ON trace(start_s, no, end_s) WHERE end_s - start_s > 60;

  -- Service graph statistics of the traces that began in a minute, counted from 1970. A cache: a row that is absent is
  -- computed from table trace.
  CREATE TABLE rollup (minute INTEGER PRIMARY KEY, body TEXT NOT NULL);

  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- settled_seq: every document up to it is accounted for in table trace.
  CREATE TABLE mark (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  `,
];
