import type Database from 'libsql';
import { prepare } from './sql.ts';

/** What assigns a trace to a minute: its start, or the receipt of its last change. */
export type RollupBasis = 'start' | 'receipt';

/** Statistics of whole minutes, as JSON text. A minute is counted from 1970. */
export interface RollupTable {
  get(basis: RollupBasis, minute: number): string | undefined;
  put(basis: RollupBasis, minute: number, body: string): void;
  delete(basis: RollupBasis, minute: number): void;
}

/** A cache beside table trace: whoever changes what a minute holds deletes its row in the same transaction. */
export const createRollupTable = (db: Database.Database): RollupTable => {
  const get = prepare<{ body: string }>(
    db,
    'SELECT body FROM rollup WHERE basis = ? AND minute = ?',
  );
  const put = prepare(
    db,
    `INSERT INTO rollup(basis, minute, body) VALUES (?, ?, ?)
     ON CONFLICT(basis, minute) DO UPDATE SET body = excluded.body`,
  );
  const remove = prepare(db, 'DELETE FROM rollup WHERE basis = ? AND minute = ?');
  return {
    get: (basis, minute) => get.get(basis, minute)?.body,
    put: (basis, minute, body) => {
      put.run(basis, minute, body);
    },
    delete: (basis, minute) => {
      remove.run(basis, minute);
    },
  };
};
