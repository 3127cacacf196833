import { pause } from './pause.ts';
import { inSubsegment } from './subsegment.ts';

export interface User {
  readonly id: number;
  readonly username: string;
  readonly email: string;
}

/** A page of users, as the list shows them. */
const PAGE = 5;

/** Every 37th insert meets a lock, so that one trace of the demo is worth looking for. */
const SLOW_EVERY = 37;

/**
 * The `users` table: rows in memory, reported to X-Ray as a MySQL call is (namespace `remote`, `sql` block), with the
 * time one takes. Values stay out of the query text, as they should.
 */
export class UsersTable {
  readonly #rows: User[] = [];

  async insert(username: string, email: string): Promise<User> {
    const id = this.#rows.length + 1;
    const user = { id, username, email };
    await query(
      'INSERT INTO users (username, email) VALUES (?, ?)',
      id % SLOW_EVERY === 0 ? 180 : 9,
    );
    this.#rows.push(user);
    return user;
  }

  /** The newest users, then one query for the roles of each: the N+1 that a waterfall is for. */
  async list(): Promise<readonly User[]> {
    await query('SELECT id, username FROM users ORDER BY id DESC LIMIT 5', 6);
    const page = this.#rows.slice(-PAGE);
    for (const _user of page) await query('SELECT role FROM user_roles WHERE user_id = ?', 2);
    return page;
  }
}

const query = (sanitizedQuery: string, durationMs: number): Promise<void> => {
  return inSubsegment('users@mysql', async (subsegment) => {
    subsegment.namespace = 'remote';
    subsegment.addSqlData({
      url: 'mysql://mysql:3306/users',
      database_type: 'MySQL',
      database_version: '8.0.36',
      user: 'dbadmin',
      preparation: 'statement',
      sanitized_query: sanitizedQuery,
    });
    await pause(durationMs);
  });
};
