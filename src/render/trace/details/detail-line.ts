import { truncateEnd, truncateMiddle } from '../../layout/truncate.ts';
import { cellWidth, padEnd } from '../../layout/width.ts';
import { wrapText } from '../../layout/wrap.ts';
import type { Style } from '../../style.ts';
import type { Paint } from '../trace-paint.ts';

/** Something told beneath a node, in plain neutralised text. */
export interface DetailLine {
  /** What kind of thing it is (`sql`); stands before it, and as blanks before what it wraps to. */
  readonly tag: string;
  readonly text: string;
  /** Stands at the end of the line, and is never cut before `text` is. */
  readonly tail?: string;
  /** One line, cut to its width, instead of as many as it takes. */
  readonly cut?: boolean;
  readonly paint?: Paint;
}

const MIN_ROOM = 12;
const plain: Paint = (text) => text;

const cutToOne = (line: DetailLine, room: number, style: Style, faint: Paint): string => {
  const paint = line.paint ?? plain;
  if (line.tail === undefined) return paint(truncateEnd(line.text, room, style));
  const tail = truncateMiddle(line.tail, Math.max(1, Math.floor(room / 2)), style);
  const text = truncateEnd(line.text, room - cellWidth(tail) - 2, style);
  return `${paint(text)}  ${faint(tail)}`;
};

/** The line within `width` cells, tag included. */
export const drawDetailLine = (
  line: DetailLine,
  width: number,
  style: Style,
  faint: Paint,
): readonly string[] => {
  const indent = width - cellWidth(line.tag) < MIN_ROOM ? 0 : cellWidth(line.tag);
  const tag = indent === 0 ? '' : faint(line.tag);
  const room = width - indent;
  if (line.cut === true) return [tag + cutToOne(line, room, style, faint)];
  const texts = [line.text, line.tail ?? ''].filter((text) => text !== '');
  const parts = texts.flatMap((text) => wrapText(text, room));
  return parts.map(
    (part, index) => (index === 0 ? tag : padEnd('', indent)) + (line.paint ?? plain)(part),
  );
};
