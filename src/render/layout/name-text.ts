import { neutralize } from './neutralize.ts';

/** Blanks, and the letters that look like one (fillers of Hangul, the empty Braille cell). */
const BLANK = /^[\s\u115F\u1160\u2800\u3164\uFFA0]+$/u;

/** A name made safe as {@link neutralize} does, and in quotes where nothing of it could be seen. */
export const nameText = (name: string, unicode = true): string => {
  const safe = neutralize(name, unicode);
  return BLANK.test(name) ? `"${safe}"` : safe;
};
