import type { Style } from '../style.ts';
import { graphemesOf } from './graphemes.ts';
import { cellWidth } from './width.ts';

type Charset = Pick<Style, 'unicode'>;

/** The longest run of leading graphemes that takes at most `width` cells. */
const takeCells = (graphemes: readonly string[], width: number): string => {
  let cells = 0;
  let taken = '';
  for (const grapheme of graphemes) {
    cells += cellWidth(grapheme);
    if (cells > width) break;
    taken += grapheme;
  }
  return taken;
};

/** The longest run of trailing graphemes that takes at most `width` cells. */
const takeLastCells = (graphemes: readonly string[], width: number): string => {
  let cells = 0;
  let taken = '';
  for (const grapheme of graphemes.toReversed()) {
    cells += cellWidth(grapheme);
    if (cells > width) break;
    taken = grapheme + taken;
  }
  return taken;
};

/** The mark of what was left out: one cell, or two in ASCII. */
export const ellipsisOf = (style: Charset): string => (style.unicode ? '…' : '..');

/** `text` in at most `width` cells: the end is left out and marked when it does not fit. Plain text only, no colour codes. */
export const truncateEnd = (text: string, width: number, style: Charset): string => {
  if (cellWidth(text) <= width) return text;
  const mark = ellipsisOf(style);
  if (width <= mark.length) return mark.slice(0, Math.max(0, width));
  return takeCells(graphemesOf(text), width - mark.length) + mark;
};

/**
 * `text` in at most `width` cells: the middle is left out and marked when it does not fit. `headShare` (0 to 1) of
 * the room goes to the beginning, the rest to the end. Plain text only, no colour codes.
 */
export const truncateMiddle = (
  text: string,
  width: number,
  style: Charset,
  headShare = 0.5,
): string => {
  if (cellWidth(text) <= width) return text;
  const mark = ellipsisOf(style);
  if (width <= mark.length) return mark.slice(0, Math.max(0, width));
  const room = width - mark.length;
  const graphemes = graphemesOf(text);
  const head = takeCells(graphemes, Math.ceil(room * headShare));
  return head + mark + takeLastCells(graphemes, room - cellWidth(head));
};
