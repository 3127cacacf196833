import type Database from 'libsql';

/** What may be bound. Never a boolean nor undefined: the driver aborts the whole process on those. */
export type SqlValue = string | number | null;

/**
 * A prepared statement, typed by the row it yields. There is no iteration: a statement left half way would keep its
 * snapshot, and with it the write-ahead log, from being given up.
 */
export interface Statement<Row> {
  /** The first row. */
  get(...values: readonly SqlValue[]): Row | undefined;
  all(...values: readonly SqlValue[]): readonly Row[];
  /** Executes, and tells how many rows changed. */
  run(...values: readonly SqlValue[]): number;
}

/** Prepares once what is executed often. */
export const prepare = <Row = never>(db: Database.Database, sql: string): Statement<Row> => {
  const statement = db.prepare<SqlValue[]>(sql);
  return {
    get: (...values) => statement.get(...values) as Row | undefined,
    all: (...values) => statement.all(...values) as readonly Row[],
    run: (...values) => statement.run(...values).changes,
  };
};
