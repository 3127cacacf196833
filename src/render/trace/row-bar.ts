import type { CriticalStep } from '../../core/traces/trace-analysis.ts';
import type { TraceNode } from '../../xray/trace.ts';
import { type BarPiece, type BarRun, drawBar, openEnd } from '../layout/bars.ts';
import type { Style } from '../style.ts';
import { gapsOf } from './rows/gaps.ts';
import type { Member, TraceRow } from './rows/trace-row.ts';

/** The time an axis shows, and which of it each node held up. */
export interface TimeScale {
  /** Epoch seconds. */
  readonly start: number;
  /** Seconds; above 0. */
  readonly duration: number;
  readonly stepsOf: (id: string) => readonly CriticalStep[];
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const pieceOf = (scale: TimeScale, stretch: Stretch, fill: BarPiece['fill']): BarPiece => ({
  from: (stretch.start - scale.start) / scale.duration,
  to: (stretch.end - scale.start) / scale.duration,
  fill,
});

/** Where a node does not wait for a child. */
const ownStretches = (node: TraceNode, end: number): readonly Stretch[] =>
  node.children.length === 0 ? [{ start: node.start, end }] : gapsOf(node, Number.MIN_VALUE);

/** The time between a call (or the caller's end, for what runs after it) and the start of what it called. */
const queueBefore = (node: TraceNode): readonly Stretch[] => {
  const { parent, start } = node;
  if (node.kind !== 'segment' || parent === undefined || node.skewed) return [];
  const from = parent.end !== undefined && parent.end < start ? parent.end : parent.start;
  return from < start ? [{ start: from, end: start }] : [];
};

const memberPieces = ({ node, onPath }: Member, scale: TimeScale): readonly BarPiece[] => {
  const pieces = queueBefore(node).map((stretch) => pieceOf(scale, stretch, 'queue'));
  if (node.end === undefined) {
    const end = Math.max(node.start, scale.start + scale.duration);
    const fill = onPath ? 'critical-open' : 'open';
    pieces.push(pieceOf(scale, { start: node.start, end }, fill));
  } else {
    const waiting = onPath ? 'critical-waiting' : 'waiting';
    pieces.push(pieceOf(scale, { start: node.start, end: node.end }, waiting));
    for (const own of ownStretches(node, node.end)) pieces.push(pieceOf(scale, own, 'own'));
  }
  for (const step of scale.stepsOf(node.id)) pieces.push(pieceOf(scale, step, 'critical'));
  return pieces;
};

const piecesOf = ({ content }: TraceRow, scale: TimeScale): readonly BarPiece[] => {
  if (content.kind === 'missing-parent') return [];
  if (content.kind === 'gap') return [pieceOf(scale, content, 'queue')];
  return content.members.flatMap((member) => memberPieces(member, scale));
};

/** Puts the mark of what has not ended into the last cell. */
const withOpenEnd = (runs: readonly BarRun[], style: Style): readonly BarRun[] => {
  const last = runs.at(-1);
  if (last === undefined) return runs;
  const before = { text: last.text.slice(0, -1), fill: last.fill };
  return [...runs.slice(0, -1), before, { text: openEnd(style), fill: 'open' }];
};

/** The bar of a row in `width` cells. */
export const rowBar = (
  row: TraceRow,
  scale: TimeScale,
  width: number,
  style: Style,
): readonly BarRun[] => {
  const runs = drawBar(piecesOf(row, scale), width, style);
  const { content } = row;
  const isOpen =
    content.kind === 'node' && content.members.some(({ node }) => node.end === undefined);
  return isOpen ? withOpenEnd(runs, style) : runs;
};
