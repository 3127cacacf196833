import { truncateMiddle } from '../layout/truncate.ts';
import { cellWidth } from '../layout/width.ts';
import type { Style } from '../style.ts';
import type { Paint } from './trace-paint.ts';

/** One thing said in a line, in plain neutralised text. */
export interface FlowPart {
  readonly text: string;
  readonly paint?: Paint | undefined;
}

/**
 * Parts side by side, on as many lines of `room` cells as they take; none is broken over two lines, one that is wider
 * than a line loses its middle.
 */
export const flowParts = (
  parts: readonly FlowPart[],
  separator: string,
  room: number,
  style: Style,
): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const { text, paint } of parts) {
    const short = truncateMiddle(text, room, style);
    const cells = cellWidth(short);
    const joined = used + cellWidth(separator) + cells;
    const begins = line === '' || joined > room;
    if (begins && line !== '') lines.push(line);
    const painted = paint === undefined ? short : paint(short);
    line = begins ? painted : line + separator + painted;
    used = begins ? cells : joined;
  }
  return line === '' ? lines : [...lines, line];
};
