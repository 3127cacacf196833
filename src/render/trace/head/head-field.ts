import { type FlowPart, flowParts } from '../flow-parts.ts';
import type { TraceView } from '../trace-view.ts';

/** A line of the head: what it is about, and what is said, part by part. */
export interface HeadField {
  readonly key: string;
  readonly parts: readonly FlowPart[];
}

/** Cells of what a line is about; what is said stands beside it. */
export const KEY_CELLS = 10;

/** Lines with their key before the first and as much blank before the others. */
export const withKey = (
  key: string,
  lines: readonly string[],
  { paint }: TraceView,
): readonly string[] =>
  lines.map((line, index) => paint.faint((index === 0 ? key : '').padEnd(KEY_CELLS)) + line);

/** A field on as many lines as it takes. */
export const drawField = ({ key, parts }: HeadField, view: TraceView): readonly string[] => {
  const { style, paint } = view;
  const separator = paint.faint(style.unicode ? ' · ' : ', ');
  return withKey(key, flowParts(parts, separator, style.width - KEY_CELLS, style), view);
};
