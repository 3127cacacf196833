import { cellWidth } from '../layout/width.ts';
import type { Style } from '../style.ts';
import { guidesTo } from './guides.ts';
import { type RowWords, rowWords, wantedCells } from './row-label.ts';
import type { PlacedRow } from './rows/place-rows.ts';
import { secondsTexts } from './rows/row-seconds.ts';
import type { TraceView } from './trace-view.ts';

/** The texts of one line of a waterfall, before they are cut to their columns. */
export interface WaterfallLine {
  readonly placed: PlacedRow;
  readonly guides: string;
  readonly words: RowWords;
  readonly letters: string;
  readonly total: string;
  readonly self: string;
}

/** Cells of each column; the bars take what the others leave. */
export interface WaterfallColumns {
  readonly label: number;
  /** 0 when no row has a letter: then there is no such column. */
  readonly letters: number;
  readonly total: number;
  readonly self: number;
  readonly bars: number;
}

const LABEL_SHARE = 0.4;
/** Bars shorter than this show nothing; labels give way to them down to their own least. */
const MIN_BARS = 8;
const MIN_LABEL = 13;

/** Cells a label may take at most; how deep guides go depends on it, not on what labels end up taking. */
export const mostLabelCells = (style: Pick<Style, 'width'>): number =>
  Math.floor(style.width * LABEL_SHARE);

/** One line for each row that is drawn. */
export const waterfallLines = ({ rows, style }: TraceView): readonly WaterfallLine[] =>
  rows.map((placed) => ({
    placed,
    guides: guidesTo(placed, mostLabelCells(style), style),
    words: rowWords(placed, style),
    letters: placed.row.content.kind === 'node' ? placed.row.content.letters : '',
    ...secondsTexts(placed.row, style),
  }));

type TextMember = 'letters' | 'total' | 'self';

const widest = (lines: readonly WaterfallLine[], member: TextMember, least: number): number =>
  lines.reduce((cells, line) => Math.max(cells, cellWidth(line[member])), least);

/** Columns as wide as their texts, the label within its share of the line, the rest for the bars. */
export const waterfallColumns = (
  lines: readonly WaterfallLine[],
  style: Pick<Style, 'width'>,
): WaterfallColumns => {
  const letters = widest(lines, 'letters', 0);
  const total = widest(lines, 'total', 'total'.length);
  const self = widest(lines, 'self', 'self'.length);
  const fixed = (letters === 0 ? 0 : letters + 1) + total + self + ' '.length * 4;
  const wanted = lines.reduce(
    (cells, { guides, words }) => Math.max(cells, wantedCells(guides, words)),
    0,
  );
  const room = style.width - fixed;
  const free = Math.max(MIN_LABEL, room - MIN_BARS);
  const label = Math.max(1, Math.min(wanted, mostLabelCells(style), free, room - 1));
  return { label, letters, total, self, bars: Math.max(1, room - label) };
};
