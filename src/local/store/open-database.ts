import Database from 'libsql';
import { type DataFolder, prepareDataFolder } from './data-folder.ts';
import { explainStoreError } from './explain-store-error.ts';
import { judgeHeader, judgeMarks } from './judge-header.ts';
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from './schema.ts';
import { prepare } from './sql.ts';

/** Pages kept in memory, KiB. Measured: more does not make ingest or queries faster, the system caches the file as well. */
const CACHE_KIB = 8_192;

const PAGE_BYTES = 4_096;

/**
 * Exclusive locking is the lock against a second process: the system releases it however this one ends. With it set
 * before the first access the write-ahead log needs no shared memory, so that nothing is mapped.
 * `synchronous=NORMAL` under a write-ahead log: what is committed survives a killed process; power loss is the file
 * system's.
 */
const PRAGMAS = [
  `page_size=${PAGE_BYTES}`,
  'auto_vacuum=INCREMENTAL',
  'journal_mode=WAL',
  'synchronous=NORMAL',
  'mmap_size=0',
  `cache_size=-${CACHE_KIB}`,
  'temp_store=MEMORY',
];

/** The log is written into the database at half its size: a transaction may come on top. */
const logPragmas = (logBytes: number): readonly string[] => [
  `wal_autocheckpoint=${Math.max(1, Math.floor(logBytes / 2 / PAGE_BYTES))}`,
  `journal_size_limit=${Math.floor(logBytes)}`,
];

const pragma = (db: Database.Database, name: string): number => {
  const row = prepare<Readonly<Record<string, number>>>(db, `PRAGMA ${name}`).get();
  return row?.[name] ?? 0;
};

const isEmpty = (db: Database.Database): boolean =>
  prepare<{ n: number }>(db, 'SELECT count(*) AS n FROM sqlite_schema').get()?.n === 0;

/** The first bytes of the file may lag behind its log, and an unmarked file may hold tables: judged before any write. */
const judgeContent = (db: Database.Database, path: string): void => {
  if (isEmpty(db)) return;
  const marks = {
    userVersion: pragma(db, 'user_version'),
    applicationId: pragma(db, 'application_id'),
  };
  judgeMarks(marks, path);
};

const migrate = (db: Database.Database): void => {
  for (const step of MIGRATIONS.slice(pragma(db, 'user_version'))) db.exec(step);
  db.exec(`PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=${SCHEMA_VERSION}`);
};

const setUp = (db: Database.Database, path: string, logBytes: number): void => {
  prepare(db, 'PRAGMA locking_mode=EXCLUSIVE').all();
  judgeContent(db, path);
  for (const setting of [...PRAGMAS, ...logPragmas(logBytes)])
    prepare(db, `PRAGMA ${setting}`).all();
  db.exec('BEGIN EXCLUSIVE');
  try {
    migrate(db);
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
};

/** A database of ours, held by this process alone until it is closed. */
export interface OpenDatabase {
  readonly db: Database.Database;
  /** Absolute; undefined in memory. */
  readonly folder: DataFolder | undefined;
}

/**
 * Opens, or makes, the database in a folder; in memory when there is none. Whatever prevents it is a `usage`
 * XrayctlError with a remedy, and leaves what was found as it was found. `logBytes` is what the write-ahead log may take.
 */
export const openDatabase = (dataDir: string | undefined, logBytes: number): OpenDatabase => {
  const folder = dataDir === undefined ? undefined : prepareDataFolder(dataDir);
  const path = folder?.databasePath ?? ':memory:';
  let db: Database.Database | undefined;
  try {
    if (folder !== undefined) judgeHeader(path);
    db = new Database(path);
    setUp(db, path, logBytes);
    return { db, folder };
  } catch (error) {
    db?.close();
    throw explainStoreError(error, path);
  }
};

/**
 * Writes the log into the database, gives up the lock and closes. Closing alone would not do: the driver keeps a
 * connection alive, and its lock with it, until the last of its statements is collected as garbage.
 */
export const closeDatabase = ({ db, folder }: OpenDatabase): void => {
  try {
    if (folder === undefined) return;
    for (const setting of ['journal_mode=DELETE', 'locking_mode=NORMAL', 'user_version']) {
      prepare(db, `PRAGMA ${setting}`).all();
    }
  } finally {
    db.close();
  }
};
