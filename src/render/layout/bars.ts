import type { Style } from '../style.ts';

/**
 * What a stretch of a bar means; each has a glyph of its own, so that a bar reads without colour.
 * `critical` held the request up; `own` is work beside the critical path; `waiting` is time spent in calls
 * (`critical-waiting` on a node of the critical path); `open` has no end yet; `queue` is time before a start.
 */
export type BarFill =
  | 'critical'
  | 'own'
  | 'critical-waiting'
  | 'waiting'
  | 'critical-open'
  | 'open'
  | 'queue';

/** A stretch of a bar, from and to as shares (0 to 1) of the axis. */
export interface BarPiece {
  readonly from: number;
  readonly to: number;
  readonly fill: BarFill;
}

/** Neighbouring cells that mean the same, to be coloured as one; no fill: blank. */
export interface BarRun {
  readonly text: string;
  readonly fill: BarFill | undefined;
}

interface Glyphs {
  readonly full: string;
  readonly ascii: string;
  /** By eighths of the cell that are covered from its left edge, 1 to 7. */
  readonly left: string;
  /** By eighths covered to its right edge, 1 to 7. */
  readonly right: string;
}

const NO_FILL = 0;
const EIGHTHS = 8;

/** In order of weight: where fills share a cell evenly, the first is drawn. */
const FILLS: readonly BarFill[] = [
  'critical',
  'own',
  'critical-waiting',
  'waiting',
  'critical-open',
  'open',
  'queue',
];

const GLYPHS: Readonly<Record<BarFill, Glyphs>> = {
  critical: { full: '█', ascii: '#', left: '▏▎▍▌▋▊▉', right: '▕▕▐▐▐██' },
  own: { full: '▄', ascii: '=', left: '▖▖▖▖▖▄▄', right: '▗▗▗▗▗▄▄' },
  'critical-waiting': { full: '━', ascii: '-', left: '╸╸╸╸━━━', right: '╺╺╺╺━━━' },
  waiting: { full: '─', ascii: '-', left: '╴╴╴╴───', right: '╶╶╶╶───' },
  'critical-open': { full: '╍', ascii: '~', left: '╍╍╍╍╍╍╍', right: '╍╍╍╍╍╍╍' },
  open: { full: '╌', ascii: '~', left: '╌╌╌╌╌╌╌', right: '╌╌╌╌╌╌╌' },
  queue: { full: '·', ascii: '.', left: '·······', right: '·······' },
};

/** The glyph of a whole cell, for legends. */
export const barGlyph = (fill: BarFill, style: Pick<Style, 'unicode'>): string =>
  style.unicode ? GLYPHS[fill].full : GLYPHS[fill].ascii;

/** The mark at the end of what has not ended. */
export const openEnd = (style: Pick<Style, 'unicode'>): string => (style.unicode ? '▶' : '>');

/**
 * Paints pieces over one another, later ones on top. One too short for a part of a cell leaves a mark of one part where
 * the bar is blank, or marked no better; over anything longer it would claim more than it took.
 */
const paintParts = (pieces: readonly BarPiece[], parts: number): Uint8Array => {
  const painted = new Uint8Array(parts);
  const marked = new Uint8Array(parts);
  for (const { from, to, fill } of pieces) {
    const code = FILLS.indexOf(fill) + 1;
    const start = Math.min(parts - 1, Math.max(0, Math.round(from * parts)));
    const end = Math.min(parts, Math.round(to * parts));
    if (end > start) {
      painted.fill(code, start, end);
      marked.fill(0, start, end);
    } else if (painted[start] === NO_FILL || marked[start] === 1) {
      painted[start] = code;
      marked[start] = 1;
    }
  }
  return painted;
};

/** How many of a cell's parts have a code. */
const countOf = (painted: Uint8Array, from: number, to: number, code: number): number => {
  let count = 0;
  for (let at = from; at < to; at += 1) if (painted[at] === code) count += 1;
  return count;
};

/** The code that covers most of a cell; the one of more weight where two cover as much. */
const dominantOf = (painted: Uint8Array, from: number, to: number): number => {
  let dominant = NO_FILL;
  let best = 0;
  for (let code = 1; code <= FILLS.length; code += 1) {
    const count = countOf(painted, from, to, code);
    if (count > best) {
      best = count;
      dominant = code;
    }
  }
  return dominant;
};

const isUniform = (painted: Uint8Array, from: number, to: number): boolean => {
  for (let at = from + 1; at < to; at += 1) if (painted[at] !== painted[from]) return false;
  return true;
};

/** The glyph of a cell that its code covers in part: to the right edge, or else as if from the left one. */
const partGlyph = (painted: Uint8Array, from: number, to: number, code: number): string => {
  const { left, right } = GLYPHS[FILLS[code - 1] ?? 'own'];
  const onRight = painted[to - 1] === code && painted[from] !== code;
  return (onRight ? right : left).charAt(countOf(painted, from, to, code) - 1);
};

/**
 * A bar in `width` cells, exact to an eighth of a cell at its end and to a half at its start (whole cells in ASCII).
 * However short a piece is it leaves a mark: 0.1 ms stays visible beside 30 s.
 */
export const drawBar = (
  pieces: readonly BarPiece[],
  width: number,
  style: Pick<Style, 'unicode'>,
): readonly BarRun[] => {
  const perCell = style.unicode ? EIGHTHS : 1;
  const painted = paintParts(pieces, width * perCell);
  const runs: { text: string; fill: BarFill | undefined }[] = [];
  for (let from = 0; from < painted.length; from += perCell) {
    const to = from + perCell;
    const uniform = isUniform(painted, from, to);
    const code = uniform ? (painted[from] ?? NO_FILL) : dominantOf(painted, from, to);
    const fill = FILLS[code - 1];
    const whole = fill === undefined ? ' ' : barGlyph(fill, style);
    const glyph = uniform ? whole : partGlyph(painted, from, to, code);
    const last = runs.at(-1);
    if (last !== undefined && last.fill === fill) last.text += glyph;
    else runs.push({ text: glyph, fill });
  }
  return runs;
};
