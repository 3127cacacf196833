import { createReadStream } from 'node:fs';
import type { Files } from '../../ports/files.ts';
import { readBounded } from './read-bounded.ts';

/** The file system. Pipes and devices are read like files, as far as the bound allows. */
export const systemFiles: Files = {
  readText: (path, maxBytes, signal) =>
    readBounded(createReadStream(path), { maxBytes, name: path, signal }),
};
