import stringWidth from 'string-width';

const PRINTABLE_ASCII = /^[ -~]*$/;

/** Cells `text` takes on a terminal: East Asian and emoji widths counted, colour codes not. */
export const cellWidth = (text: string): number =>
  PRINTABLE_ASCII.test(text) ? text.length : stringWidth(text);

const blanks = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - cellWidth(text)));

/** `text` with blanks after it, at least `width` cells wide. */
export const padEnd = (text: string, width: number): string => text + blanks(text, width);

/** `text` with blanks before it, at least `width` cells wide. */
export const padStart = (text: string, width: number): string => blanks(text, width) + text;
