import { cellWidth } from '../layout/width.ts';
import { type DetailLine, drawDetailLine } from './details/detail-line.ts';
import { entityLines } from './details/entity-lines.ts';
import { exceptionLines } from './details/exception-lines.ts';
import type { PlacedRow } from './rows/place-rows.ts';
import type { NodeContent } from './rows/trace-row.ts';
import type { Paint } from './trace-paint.ts';
import type { TraceView } from './trace-view.ts';

const paintOf = ({ letters }: NodeContent, { paint }: TraceView): Paint => {
  if (letters.includes('F')) return paint.fault;
  return letters.includes('T') ? paint.throttle : paint.error;
};

/** A fold tells the details of its first member, and says so. */
const entityLinesOf = (content: NodeContent, view: TraceView): readonly DetailLine[] => {
  const { options, style } = view;
  const lines = entityLines(content.first.node.entity, options, style);
  if (lines.length === 0 || content.members.length === 1) return lines;
  const text = `of the first of ${content.members.length}; --expand shows each`;
  return [...lines, { tag: '', text, paint: view.paint.faint }];
};

/** The lines beneath a row: what went wrong, and what was asked for; `beneath` draws what stands before each. */
export const drawRowDetails = (
  { row: { content } }: PlacedRow,
  beneath: () => string,
  view: TraceView,
): readonly string[] => {
  if (content.kind !== 'node') return [];
  const { style, paint, options } = view;
  const found = content.members.map(({ node }) => view.exceptionsOf(node));
  const context = {
    stack: options.stack === true,
    style,
    paint: paintOf(content, view),
    serviceOf: view.serviceOf,
  };
  const lines = [...exceptionLines(found, context), ...entityLinesOf(content, view)];
  if (lines.length === 0) return [];
  const prefix = beneath();
  const room = style.width - cellWidth(prefix);
  return lines.flatMap((line) =>
    drawDetailLine(line, room, style, paint.faint).map((text) => paint.faint(prefix) + text),
  );
};
