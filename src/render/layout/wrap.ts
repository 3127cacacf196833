import { graphemesOf } from './graphemes.ts';
import { cellWidth } from './width.ts';

/** A word that is wider than a line, cut into pieces that are not. */
const cutWord = (word: string, width: number): readonly string[] => {
  if (cellWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const grapheme of graphemesOf(word)) {
    if (piece !== '' && cellWidth(piece + grapheme) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += grapheme;
  }
  return [...pieces, piece];
};

/**
 * Plain text in lines of at most `width` cells, broken between words, and within a word that is wider than a line.
 * Runs of blanks become one; a text without words is one empty line. A width below 2 is read as 2, the widest cell.
 */
export const wrapText = (text: string, width: number): readonly string[] => {
  const room = Math.max(2, width);
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(' ').flatMap((word) => cutWord(word, room))) {
    if (piece === '') continue;
    const joined = line === '' ? piece : `${line} ${piece}`;
    if (line !== '' && cellWidth(joined) > room) {
      lines.push(line);
      line = piece;
    } else line = joined;
  }
  return [...lines, line];
};
