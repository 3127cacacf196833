import type Database from 'libsql';
import type { Settings } from '../settings.ts';
import { createDocumentTable, type DocumentTable } from './document-table.ts';
import { explainStoreError } from './explain-store-error.ts';
import { closeDatabase, type OpenDatabase, openDatabase } from './open-database.ts';
import { createRollupTable, type RollupTable } from './rollup-table.ts';
import { createSettingTable } from './setting-table.ts';
import { prepare } from './sql.ts';
import { createTraceTable, type TraceTable } from './trace-table.ts';

/** Sizes in bytes. */
export interface StoreSize {
  /** What the data takes, in the database and its log; room freed inside the file is not counted. */
  readonly usedBytes: number;
  /** Room inside the file that new data will take first. */
  readonly freeBytes: number;
}

/** The embedded store: synchronous, held by this process alone, the same on disk and in memory. */
export interface Store {
  /** Absolute; undefined in memory. */
  readonly dataDir: string | undefined;
  /** True when the folder holds files of others, and so was not made 0700. */
  readonly sharedFolder: boolean;
  readonly documents: DocumentTable;
  readonly traces: TraceTable;
  readonly rollups: RollupTable;
  readonly settings: Settings;
  /** Documents up to this `seq` are accounted for in `traces`; what came after a crash may not be. */
  readonly settledSeq: { get(): number; set(seq: number): void };
  /** All of `work`, or nothing of it, is kept; it is on disk when this returns. Not to be nested. */
  transaction<T>(work: () => T): T;
  size(): StoreSize;
  /** Gives up to so much freed room back to the file system. */
  shrink(maxBytes: number): void;
  /** Closes the database and lets the next process have it. */
  close(): void;
}

/** What the write-ahead log may take unless told otherwise. */
const DEFAULT_LOG_BYTES = 32 * 1024 * 1024;

const createTransaction =
  (db: Database.Database): Store['transaction'] =>
  (work) => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };

const createSettledSeq = (db: Database.Database): Store['settledSeq'] => {
  const get = prepare<{ value: number }>(db, "SELECT value FROM mark WHERE name = 'settled_seq'");
  const set = prepare(
    db,
    `INSERT INTO mark(name, value) VALUES ('settled_seq', ?)
     ON CONFLICT(name) DO UPDATE SET value = excluded.value`,
  );
  return {
    get: () => get.get()?.value ?? 0,
    set: (seq) => {
      set.run(seq);
    },
  };
};

const createSize = (db: Database.Database, pageBytes: number): (() => StoreSize) => {
  const pages = prepare<{ page_count: number }>(db, 'PRAGMA page_count');
  const free = prepare<{ freelist_count: number }>(db, 'PRAGMA freelist_count');
  return () => {
    const freePages = free.get()?.freelist_count ?? 0;
    const usedPages = (pages.get()?.page_count ?? 0) - freePages;
    return { usedBytes: usedPages * pageBytes, freeBytes: freePages * pageBytes };
  };
};

const createStore = (opened: OpenDatabase): Store => {
  const { db, folder } = opened;
  const pageBytes = prepare<{ page_size: number }>(db, 'PRAGMA page_size').get()?.page_size ?? 4096;
  const settledSeq = createSettledSeq(db);
  return {
    dataDir: folder?.path,
    sharedFolder: folder?.shared ?? false,
    documents: createDocumentTable(db, settledSeq.get()),
    traces: createTraceTable(db),
    rollups: createRollupTable(db),
    settings: createSettingTable(db),
    settledSeq,
    transaction: createTransaction(db),
    size: createSize(db, pageBytes),
    shrink: (maxBytes) => {
      prepare(db, `PRAGMA incremental_vacuum(${Math.ceil(maxBytes / pageBytes)})`).all();
      // Until the log, which has just grown by what was moved, is written into it the file is as long as before.
      prepare(db, 'PRAGMA wal_checkpoint(TRUNCATE)').all();
    },
    close: () => {
      closeDatabase(opened);
    },
  };
};

/**
 * Opens the store in a folder, or in memory when there is none. Rejected, as a `usage` XrayctlError with a remedy: a
 * folder that cannot be written, that another process holds, whose database is damaged, foreign or of a newer xrayctl.
 */
export const openStore = (dataDir: string | undefined, logBytes = DEFAULT_LOG_BYTES): Store => {
  const opened = openDatabase(dataDir, logBytes);
  try {
    return createStore(opened);
  } catch (error) {
    opened.db.close();
    throw explainStoreError(error, opened.folder?.databasePath ?? ':memory:');
  }
};
