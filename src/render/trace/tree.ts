import type { TraceAnalysis } from '../../core/traces/trace-analysis.ts';
import type { Trace } from '../../xray/trace.ts';
import { durationText } from '../layout/duration-text.ts';
import { padEnd, padStart } from '../layout/width.ts';
import type { Style } from '../style.ts';
import { guidesTo } from './guides.ts';
import { drawHead } from './head/head.ts';
import { drawHidden } from './hidden-line.ts';
import { letterPaint, namePaint } from './row-colors.ts';
import { drawRowDetails } from './row-details.ts';
import { fitLabel, rowWords } from './row-label.ts';
import type { PlacedRow } from './rows/place-rows.ts';
import { secondsTexts, toMicros } from './rows/row-seconds.ts';
import { createTraceView, type TraceView } from './trace-view.ts';
import type { WaterfallOptions } from './waterfall-options.ts';

/** A column of figures; narrow screens leave the less telling ones out. */
interface Figure {
  readonly heading: string;
  readonly cells: number;
  readonly fromWidth: number;
  readonly align: typeof padStart;
  readonly textOf: (placed: PlacedRow, view: TraceView) => string;
}

const NONE = '-';

/** Details stand under the figures: beside the names they would have little room. */
const DETAIL_INDENT = ' '.repeat(9);

/** `+12.5ms` after the beginning of the trace. */
const offsetText = ({ row: { content } }: PlacedRow, { trace, style }: TraceView): string => {
  if (content.kind === 'missing-parent') return NONE;
  const start = content.kind === 'gap' ? content.start : content.first.node.start;
  return `+${durationText(Math.max(0, toMicros(start - trace.start)), style)}`;
};

const flagsText = ({ row: { content }, critical }: PlacedRow): string =>
  content.kind === 'node' ? `${critical ? '*' : ''}${content.letters}` || NONE : NONE;

const idText = ({ row: { content } }: PlacedRow): string => {
  if (content.kind === 'gap') return NONE;
  return content.kind === 'missing-parent' ? content.id : content.first.node.id;
};

/** The same columns on every line, never blank, so that `awk`, `sort` and `grep` can be used on them. */
const FIGURES: readonly Figure[] = [
  { heading: 'offset', cells: 8, fromWidth: 0, align: padStart, textOf: offsetText },
  {
    heading: 'total',
    cells: 7,
    fromWidth: 0,
    align: padStart,
    textOf: ({ row }, { style }) => secondsTexts(row, style).total || NONE,
  },
  {
    heading: 'self',
    cells: 7,
    fromWidth: 56,
    align: padStart,
    textOf: ({ row }, { style }) => secondsTexts(row, style).self || NONE,
  },
  { heading: 'flags', cells: 5, fromWidth: 0, align: padEnd, textOf: flagsText },
  { heading: 'id', cells: 16, fromWidth: 72, align: padEnd, textOf: idText },
];

/** The same nodes as a waterfall without bars, one a line: `*` is the critical path, the letters are the waterfall's. */
export const renderTree = (
  trace: Trace,
  analysis: TraceAnalysis,
  options: WaterfallOptions,
  style: Style,
): string => {
  const view = createTraceView({ trace, analysis, options, style });
  const { paint } = view;
  const figures = FIGURES.filter(({ fromWidth }) => style.width >= fromWidth);
  const room = style.width - figures.reduce((cells, figure) => cells + figure.cells + 1, 0);
  const heading = figures.map(({ heading: text, cells, align }) => align(text, cells)).join(' ');
  const screen = [...drawHead(view), '', paint.faint(`${heading} name`)];
  for (const placed of view.rows) {
    const guides = guidesTo(placed, room, style);
    const label = fitLabel(guides, rowWords(placed, style), room, style);
    const texts = figures.map(({ heading: column, cells, align, textOf }) => {
      const text = align(textOf(placed, view), cells);
      return column === 'flags' ? letterPaint(text, paint)(text) : text;
    });
    const name = namePaint(placed, view)(label.name);
    screen.push(`${texts.join(' ')} ${paint.faint(label.guides)}${name}${paint.faint(label.rest)}`);
    screen.push(...drawRowDetails(placed, () => DETAIL_INDENT, view));
  }
  screen.push(...drawHidden(view));
  return screen.map((text) => `${text}\n`).join('');
};
