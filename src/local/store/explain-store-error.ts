import { XrayctlError } from '../../std/xrayctl-error.ts';

interface Explanation {
  readonly what: string;
  readonly remedy: string;
}

const ELSEWHERE = 'Choose another folder with --data-dir, or keep nothing with --memory.';

/** By the code of SQLite (its extended codes begin with these) or of the operating system. */
const EXPLANATIONS: readonly (readonly [code: string, explanation: Explanation])[] = [
  [
    'SQLITE_BUSY',
    {
      what: 'is in use by another xrayctl local',
      remedy:
        'Stop that one, or give this one a folder of its own with --data-dir, or use --memory.',
    },
  ],
  [
    'SQLITE_READONLY',
    { what: 'cannot be written', remedy: `Make the folder and its files writable. ${ELSEWHERE}` },
  ],
  [
    'SQLITE_PERM',
    { what: 'cannot be written', remedy: `Make the folder and its files writable. ${ELSEWHERE}` },
  ],
  [
    'SQLITE_CANTOPEN',
    { what: 'cannot be opened', remedy: `Check the rights on the folder. ${ELSEWHERE}` },
  ],
  [
    'SQLITE_NOTADB',
    {
      what: 'is damaged, or no database at all; it was left as it is',
      remedy: `Move it away to start anew. ${ELSEWHERE}`,
    },
  ],
  [
    'SQLITE_CORRUPT',
    {
      what: 'is damaged; it was left as it is',
      remedy: `Move it away to start anew. ${ELSEWHERE}`,
    },
  ],
  [
    'SQLITE_FULL',
    { what: 'has no room left on its disk', remedy: `Free some space. ${ELSEWHERE}` },
  ],
  ['SQLITE_IOERR', { what: 'cannot be read or written', remedy: `Check the disk. ${ELSEWHERE}` }],
  [
    'EACCES',
    {
      what: 'may not be used by this user',
      remedy: `Check the rights on the folder. ${ELSEWHERE}`,
    },
  ],
  [
    'EPERM',
    {
      what: 'may not be used by this user',
      remedy: `Check the rights on the folder. ${ELSEWHERE}`,
    },
  ],
  ['EROFS', { what: 'lies on a read-only file system', remedy: ELSEWHERE }],
  ['ENOTDIR', { what: 'cannot be a folder: part of its path is a file', remedy: ELSEWHERE }],
  ['EEXIST', { what: 'is no folder', remedy: ELSEWHERE }],
  ['EISDIR', { what: 'is a folder where a file was expected', remedy: ELSEWHERE }],
  ['ENOENT', { what: 'cannot be made', remedy: ELSEWHERE }],
  ['ENOSPC', { what: 'has no room left on its disk', remedy: `Free some space. ${ELSEWHERE}` }],
  ['ENAMETOOLONG', { what: 'has too long a name', remedy: ELSEWHERE }],
];

const codeOf = (error: unknown): string => {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
};

/**
 * What an error of the database or of the file system means to the user: a `usage` XrayctlError. An XrayctlError, and
 * what is not known here (a bug of ours), comes back unchanged.
 */
export const explainStoreError = (error: unknown, path: string): unknown => {
  if (error instanceof XrayctlError) return error;
  const code = codeOf(error);
  const known = EXPLANATIONS.find(([prefix]) => code === prefix || code.startsWith(`${prefix}_`));
  if (known === undefined) return error;
  const [, { what, remedy }] = known;
  return new XrayctlError('usage', `${path} ${what}`, { remedy, cause: error });
};
