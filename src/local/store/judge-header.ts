import { closeSync, openSync, readSync } from 'node:fs';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.ts';

/** The fixed part at the head of a SQLite file, and where in it our two marks lie. [sqlite.org/fileformat2.html 1.3] */
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;

export interface DatabaseMarks {
  readonly userVersion: number;
  readonly applicationId: number;
}

/** Throws a `usage` XrayctlError when a database that is not empty is not ours, or of a later version. */
export const judgeMarks = ({ userVersion, applicationId }: DatabaseMarks, path: string): void => {
  if (applicationId !== APPLICATION_ID) {
    throw new XrayctlError('usage', `${path} is a database of another program`, {
      remedy: 'Choose another folder with --data-dir.',
    });
  }
  if (userVersion > SCHEMA_VERSION) {
    const versions = `its schema is version ${userVersion}, this xrayctl knows up to ${SCHEMA_VERSION}`;
    throw new XrayctlError('usage', `${path} was written by a newer xrayctl (${versions})`, {
      remedy: 'Upgrade xrayctl, or choose another folder with --data-dir.',
    });
  }
};

/**
 * Judges a database file by its first bytes, before SQLite may touch it: what is refused stays as it was. A file that
 * is no database at all is left for SQLite to refuse.
 */
export const judgeHeader = (path: string): void => {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const bytes = readSync(file, header, 0, HEADER_BYTES, 0);
    if (bytes < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) return;
    const userVersion = header.readUInt32BE(USER_VERSION_AT);
    const applicationId = header.readUInt32BE(APPLICATION_ID_AT);
    if (userVersion === 0 && applicationId === 0) return;
    judgeMarks({ userVersion, applicationId }, path);
  } finally {
    closeSync(file);
  }
};
