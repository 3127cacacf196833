import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { explainStoreError } from './explain-store-error.ts';

const DATABASE = 'xray.db';

/** Traces hold what users did and said: nobody else on the machine may read them. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

export interface DataFolder {
  /** Absolute. */
  readonly path: string;
  readonly databasePath: string;
  /** True when the folder holds files of others, so that its rights were left alone; ours are 0600 all the same. */
  readonly shared: boolean;
}

const isOurs = (name: string): boolean => name.startsWith(DATABASE);

/**
 * Makes a folder and what is missing above it. Not by `recursive` of Node's own, which never ends where a folder that
 * exists takes no new ones, as /proc.
 */
const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { mode: FOLDER_MODE });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(dirname(path))) throw error;
    makeFolder(dirname(path));
    mkdirSync(path, { mode: FOLDER_MODE });
  }
};

/**
 * Makes the folder, and its database's file, for this user alone. An existing folder is made 0700 as well, unless
 * something of others lies in it: `--data-dir /tmp` must not lock everyone out of /tmp.
 */
export const prepareDataFolder = (dataDir: string): DataFolder => {
  const path = resolve(dataDir);
  const databasePath = join(path, DATABASE);
  try {
    makeFolder(path);
    const shared = !readdirSync(path).every(isOurs);
    closeSync(openSync(databasePath, 'a', FILE_MODE));
    // Rights are taken, never given: a folder that was made read-only is refused above, and stays so.
    if (!shared) chmodSync(path, statSync(path).mode & FOLDER_MODE);
    for (const name of readdirSync(path).filter(isOurs)) chmodSync(join(path, name), FILE_MODE);
    return { path, databasePath, shared };
  } catch (error) {
    throw explainStoreError(error, path);
  }
};
