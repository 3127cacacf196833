import type Database from 'libsql';

/** What may be bound. Never a boolean nor undefined: the driver aborts the whole process on those. */
export type SqlValue = string | number | null;

/** A prepared statement, typed by the row it yields. */
export interface Statement<Row> {
  /** The first row. */
  get(...values: readonly SqlValue[]): Row | undefined;
  all(...values: readonly SqlValue[]): readonly Row[];
  /** Rows one by one, fetched a hundred at a time. */
  iterate(...values: readonly SqlValue[]): Iterable<Row>;
  /** Executes, and tells how many rows changed. */
  run(...values: readonly SqlValue[]): number;
}

/** Prepares once what is executed often. */
export const prepare = <Row = never>(db: Database.Database, sql: string): Statement<Row> => {
  const statement = db.prepare<SqlValue[]>(sql);
  return {
    get: (...values) => statement.get(...values) as Row | undefined,
    all: (...values) => statement.all(...values) as readonly Row[],
    iterate: (...values) => statement.iterate(...values) as Iterable<Row>,
    run: (...values) => statement.run(...values).changes,
  };
};
