import type { Style } from '../style.ts';
import { truncateEnd } from './truncate.ts';
import { cellWidth, padEnd, padStart } from './width.ts';

/** One column of a table: how it is headed, aligned and, where lines are too long, shortened. */
export interface Column {
  readonly header: string;
  /** Default `left`. */
  readonly align?: 'left' | 'right';
  /** Cells it may shrink to, but never below its header; absent: it never shrinks. */
  readonly minWidth?: number;
  /** Columns that may shrink do so in this order, lowest first; equal ones share. Default 0. */
  readonly shrinkOrder?: number;
  /** Shortens a text to a width; default {@link truncateEnd}. */
  readonly shorten?: (text: string, width: number, style: Style) => string;
}

/** One cell: plain text (already neutralised), and what colours it once it has its width. */
export interface Cell {
  readonly text: string;
  readonly paint?: ((text: string) => string) | undefined;
}

/** How columns stand together. */
export interface ColumnOptions {
  /** Blanks between two columns; default 2. */
  readonly gap?: number;
  readonly paintHeader?: (text: string) => string;
}

const DEFAULT_GAP = 2;

const floorOf = (column: Column, natural: number): number =>
  column.minWidth === undefined
    ? natural
    : Math.min(natural, Math.max(column.minWidth, cellWidth(column.header)));

const naturalWidths = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): readonly number[] => {
  const widths = columns.map((column) => cellWidth(column.header));
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, cellWidth(cell.text));
    }
  }
  return widths;
};

/** Takes up to `excess` cells from columns of one rank, widest first, so that they end equal; returns what is left to take. */
const shrinkRank = (
  widths: number[],
  floors: readonly number[],
  rank: readonly number[],
  excess: number,
): number => {
  const widthOf = (index: number): number => widths[index] ?? 0;
  let left = excess;
  while (left > 0) {
    const [widest] = rank
      .filter((index) => widthOf(index) > (floors[index] ?? 0))
      .sort((a, b) => widthOf(b) - widthOf(a));
    if (widest === undefined) return left;
    widths[widest] = widthOf(widest) - 1;
    left -= 1;
  }
  return left;
};

/** The widths columns get in a line of `width` cells, and whether the line fits at all. */
export interface FittedColumns {
  readonly widths: readonly number[];
  readonly fits: boolean;
}

/** Shares `width` cells among columns: natural widths, then those that may shrink do, in their order. */
export const fitColumns = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
  gap: number = DEFAULT_GAP,
): FittedColumns => {
  const natural = naturalWidths(columns, rows);
  const widths = [...natural];
  const floors = columns.map((column, index) => floorOf(column, natural[index] ?? 0));
  const gaps = gap * (columns.length - 1);
  let excess = natural.reduce((sum, cells) => sum + cells, gaps) - width;
  const ranks = [...new Set(columns.map((column) => column.shrinkOrder ?? 0))].sort(
    (a, b) => a - b,
  );
  for (const order of ranks) {
    const rank = columns.flatMap((column, index) =>
      (column.shrinkOrder ?? 0) === order ? [index] : [],
    );
    excess = shrinkRank(widths, floors, rank, excess);
  }
  return { widths, fits: excess <= 0 };
};

const drawCell = (cell: Cell, column: Column, width: number, style: Style): string => {
  const shorten = column.shorten ?? truncateEnd;
  const text = cellWidth(cell.text) > width ? shorten(cell.text, width, style) : cell.text;
  const painted = cell.paint === undefined || text === '' ? text : cell.paint(text);
  const blank = ' '.repeat(Math.max(0, width - cellWidth(text)));
  return column.align === 'right' ? blank + painted : painted + blank;
};

const drawHeader = (column: Column, width: number): string =>
  column.align === 'right' ? padStart(column.header, width) : padEnd(column.header, width);

/**
 * A table of plain columns, a header first, without rules and without trailing blanks: what
 * `awk` and `grep` are used to. A line wider than `style.width` shortens the columns that may shrink.
 */
export const renderColumns = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  style: Style,
  options: ColumnOptions = {},
): string => {
  const { gap = DEFAULT_GAP, paintHeader = (text: string) => text } = options;
  const between = ' '.repeat(gap);
  const { widths } = fitColumns(columns, rows, style.width, gap);
  const header = columns.map((column, index) => drawHeader(column, widths[index] ?? 0));
  const lines = rows.map((row) =>
    columns
      .map((column, index) =>
        drawCell(row[index] ?? { text: '' }, column, widths[index] ?? 0, style),
      )
      .join(between)
      .trimEnd(),
  );
  return [paintHeader(header.join(between).trimEnd()), ...lines]
    .map((line) => `${line}\n`)
    .join('');
};
