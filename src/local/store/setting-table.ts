import type Database from 'libsql';
import type { Settings } from '../settings.ts';
import { prepare } from './sql.ts';

/** First key that does not begin with `prefix`, for a range scan; undefined when there is none. */
const endOf = (prefix: string): string | undefined =>
  prefix === '' ? undefined : `${prefix}\u{10ffff}`;

/** Settings in the database: committed, hence durable, when `set` and `delete` return. */
export const createSettingTable = (db: Database.Database): Settings => {
  const get = prepare<{ value: string }>(db, 'SELECT value FROM setting WHERE key = ?');
  const set = prepare(
    db,
    'INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value',
  );
  const remove = prepare(db, 'DELETE FROM setting WHERE key = ?');
  const all = prepare<{ key: string }>(db, 'SELECT key FROM setting');
  const range = prepare<{ key: string }>(db, 'SELECT key FROM setting WHERE key >= ? AND key < ?');
  return {
    get: (key) => get.get(key)?.value,
    set: (key, value) => {
      set.run(key, value);
    },
    delete: (key) => {
      remove.run(key);
    },
    keys: (prefix) => {
      const end = endOf(prefix);
      const rows = end === undefined ? all.all() : range.all(prefix, end);
      return rows.map(({ key }) => key).sort();
    },
  };
};
