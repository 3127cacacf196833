import { readFileSync } from 'node:fs';

/** The text of a file under test/fixtures. */
export const readFixture = (path: string): string =>
  readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8');
