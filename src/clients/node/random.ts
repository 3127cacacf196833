import type { Random } from '../../ports/random.ts';

/** The operating system's chance for ids, V8's for jitter. */
export const systemRandom: Random = {
  next: () => Math.random(),
  // The global one is loaded on first use; importing node:crypto would slow every start, `--help` too.
  hex: (bytes) => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex'),
};
