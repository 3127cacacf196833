import type Database from 'libsql';
import { prepare } from './sql.ts';

/** Statistics of the traces that began in a minute (counted from 1970), as JSON text. */
export interface RollupTable {
  get(minute: number): string | undefined;
  put(minute: number, body: string): void;
  delete(minute: number): void;
}

/** A cache beside table trace: whoever changes what a minute holds deletes its row in the same transaction. */
export const createRollupTable = (db: Database.Database): RollupTable => {
  const get = prepare<{ body: string }>(db, 'SELECT body FROM rollup WHERE minute = ?');
  const put = prepare(
    db,
    `INSERT INTO rollup(minute, body) VALUES (?, ?)
     ON CONFLICT(minute) DO UPDATE SET body = excluded.body`,
  );
  const remove = prepare(db, 'DELETE FROM rollup WHERE minute = ?');
  return {
    get: (minute) => get.get(minute)?.body,
    put: (minute, body) => {
      put.run(minute, body);
    },
    delete: (minute) => {
      remove.run(minute);
    },
  };
};
