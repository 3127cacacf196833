import type { Context } from '../../cli/context.ts';

/** Written at once: large enough that writes do not matter, small enough to keep no copy of the result. */
const CHUNK_CHARACTERS = 65_536;

/** Writes many small texts as few larger ones. */
export const outPieces = async (context: Context, pieces: Iterable<string>): Promise<void> => {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    await context.out(chunk);
    chunk = '';
  }
  if (chunk !== '') await context.out(chunk);
};
