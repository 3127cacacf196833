import stringWidth from 'string-width';

/**
 * Characters of one cell each that join no neighbour: ASCII, Latin, Greek and Cyrillic letters, and the marks, lines and
 * blocks screens are drawn with. Most text is made of them, and measuring by graphemes takes a hundred times as long.
 */
const SINGLE_CELLS =
  /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u2010-\u2027\u2190-\u2193\u2500-\u259f\u25b6\u2717]*$/;

/** Cells `text` takes on a terminal: East Asian and emoji widths counted, colour codes not. */
export const cellWidth = (text: string): number =>
  SINGLE_CELLS.test(text) ? text.length : stringWidth(text);

const blanks = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - cellWidth(text)));

/** `text` with blanks after it, at least `width` cells wide. */
export const padEnd = (text: string, width: number): string => text + blanks(text, width);

/** `text` with blanks before it, at least `width` cells wide. */
export const padStart = (text: string, width: number): string => blanks(text, width) + text;
