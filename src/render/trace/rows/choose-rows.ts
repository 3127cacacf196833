import type { TraceRow } from './trace-row.ts';
import { isCritical } from './trace-row.ts';

/** Which rows are drawn, and what that leaves out. */
export interface RowChoice {
  readonly shown: (row: TraceRow) => boolean;
  /** Rows left out. */
  readonly hidden: number;
  /** Of those, how many failed (error, fault or throttle). */
  readonly hiddenFailing: number;
  /** Direct children of a row that are left out. */
  readonly hiddenUnder: (row: TraceRow) => number;
}

const ALL: RowChoice = {
  shown: () => true,
  hidden: 0,
  hiddenFailing: 0,
  hiddenUnder: () => 0,
};

const isFailing = (row: TraceRow): boolean =>
  row.content.kind === 'node' && /[EFT]/.test(row.content.letters);

const rankOf = (row: TraceRow): number => {
  if (row.parent === undefined) return 0;
  if (isFailing(row)) return 1;
  return isCritical(row) ? 2 : 3;
};

const secondsOf = ({ content }: TraceRow): number => {
  if (content.kind === 'gap') return content.end - content.start;
  if (content.kind === 'missing-parent') return 0;
  return content.members.reduce((sum, { facts }) => sum + (facts.duration ?? 0), 0);
};

/** All rows, parents before children, in drawing order. */
const inOrder = (roots: readonly TraceRow[]): readonly TraceRow[] => {
  const rows: TraceRow[] = [];
  const open = roots.toReversed();
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    rows.push(row);
    for (const child of row.children.toReversed()) open.push(child);
  }
  return rows;
};

/** The row and its ancestors that are not drawn yet; nothing when they are more than `room`. */
const missingLine = (
  row: TraceRow,
  kept: ReadonlySet<TraceRow>,
  room: number,
): readonly TraceRow[] => {
  const line: TraceRow[] = [];
  for (let at: TraceRow | undefined = row; at !== undefined && !kept.has(at); at = at.parent) {
    if (line.length === room) return [];
    line.push(at);
  }
  return line;
};

/**
 * At most `maxRows` rows: roots first, then what failed, then the critical path, then the longest; each with its
 * ancestors, so that the tree stays a tree. Without `maxRows` everything.
 */
export const chooseRows = (roots: readonly TraceRow[], maxRows: number | undefined): RowChoice => {
  const rows = inOrder(roots);
  if (maxRows === undefined || rows.length <= maxRows) return ALL;
  const ranked = rows
    .map((row) => ({ row, rank: rankOf(row), seconds: secondsOf(row) }))
    .sort((a, b) => a.rank - b.rank || b.seconds - a.seconds);
  const kept = new Set<TraceRow>();
  for (const { row } of ranked) {
    if (kept.size >= maxRows) break;
    for (const one of missingLine(row, kept, maxRows - kept.size)) kept.add(one);
  }
  const hidden = rows.filter((row) => !kept.has(row));
  return {
    shown: (row) => kept.has(row),
    hidden: hidden.length,
    hiddenFailing: hidden.filter(isFailing).length,
    hiddenUnder: (row) => row.children.filter((child) => !kept.has(child)).length,
  };
};
