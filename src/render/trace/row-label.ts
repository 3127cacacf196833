import { durationText } from '../layout/duration-text.ts';
import { nameText } from '../layout/name-text.ts';
import { neutralize } from '../layout/neutralize.ts';
import { truncateEnd, truncateMiddle } from '../layout/truncate.ts';
import { cellWidth } from '../layout/width.ts';
import type { Style } from '../style.ts';
import { callOf, statusOf } from './rows/call-detail.ts';
import type { PlacedRow } from './rows/place-rows.ts';
import { p95Of, rowSeconds } from './rows/row-seconds.ts';
import type { NodeContent, TraceRow } from './rows/trace-row.ts';

/** The words of a row, neutralised; `marks` are never cut, `note` and `detail` stand where there is room. */
export interface RowWords {
  readonly name: string;
  /** How many siblings are folded, how many children hidden: `×37`. */
  readonly marks: string;
  /** `(Σ 1.2s, p95 48ms)` of a fold, the longest wording first. */
  readonly notes: readonly string[];
  /** What was called. */
  readonly detail: string;
  /** What it answered; goes with the detail, and is not cut. */
  readonly status: string;
}

/** A label that has its width, in parts to be coloured. */
export interface FittedLabel {
  readonly guides: string;
  readonly name: string;
  readonly rest: string;
  /** Cells of guides, name and rest. */
  readonly cells: number;
}

const MIN_NAME = 8;
const MIN_DETAIL = 6;
/** A detail may widen the label column up to here; beyond, only what the column has anyway. */
const WIDENING_DETAIL = 28;

const criticalNote = ({ members, critical }: NodeContent): string =>
  critical === 0 || critical === members.length ? '' : `, ${critical} critical`;

/** Of a fold what its line does not show elsewhere; the sum stands in the column of totals too. */
const foldNotes = (row: TraceRow, content: NodeContent, style: Style): readonly string[] => {
  if (content.members.length === 1) return [];
  const sum = durationText(rowSeconds(row).total, style);
  const p95 = durationText(p95Of(content.members), style);
  const rest = `p95 ${p95}${criticalNote(content)}`;
  return [`(${style.unicode ? 'Σ' : 'sum'} ${sum}, ${rest})`, `(${rest})`];
};

const marksOf = (content: NodeContent, hidden: number, style: Style): string => {
  const fold = content.members.length;
  return [
    fold > 1 ? `${style.unicode ? '×' : 'x'}${fold}` : '',
    hidden > 0 ? `+${hidden} hidden` : '',
  ]
    .filter((mark) => mark !== '')
    .join(' ');
};

/** What a row is called, before it is cut to a width. */
export const rowWords = ({ row, hiddenChildren }: PlacedRow, style: Style): RowWords => {
  const { content } = row;
  const none = { marks: '', notes: [], detail: '', status: '' };
  if (content.kind === 'gap') return { ...none, name: '(not instrumented)' };
  if (content.kind === 'missing-parent') {
    return { ...none, name: neutralize(`(missing parent ${content.id})`, style.unicode) };
  }
  const { node } = content.first;
  return {
    name: nameText(node.name, style.unicode),
    marks: marksOf(content, hiddenChildren, style),
    notes: foldNotes(row, content, style),
    detail: neutralize(callOf(node.entity), style.unicode),
    status: content.members.length === 1 ? String(statusOf(node.entity) ?? '') : '',
  };
};

const withBlank = (text: string): string => (text === '' ? '' : ` ${text}`);

/** Cells a label would like to have. */
export const wantedCells = (guides: string, words: RowWords): number =>
  cellWidth(guides) +
  cellWidth(words.name) +
  cellWidth(withBlank(words.marks)) +
  cellWidth(withBlank(words.notes[0] ?? '')) +
  Math.min(WIDENING_DETAIL, cellWidth(withBlank(words.detail) + withBlank(words.status)));

/** ` POST /us… 201` in at most `room` cells; nothing when that is too few to tell anything. */
const fitCall = ({ detail, status }: RowWords, room: number, style: Style): string => {
  const end = withBlank(status);
  const left = room - cellWidth(end) - 1;
  if (detail !== '' && left >= Math.min(MIN_DETAIL, cellWidth(detail))) {
    return withBlank(truncateEnd(detail, left, style)) + end;
  }
  return cellWidth(end) <= room ? end : '';
};

/** The longest note that leaves the name whole, or enough of it to tell it by. */
const fitNote = ({ name, notes }: RowWords, room: number): string => {
  const least = Math.min(cellWidth(name), MIN_NAME);
  return withBlank(notes.find((note) => room - cellWidth(note) - 1 >= least) ?? '');
};

/**
 * A label in at most `room` cells. What gives way first: the detail, the note of a fold, the middle of the name; the
 * marks stay while there is room for a name beside them.
 */
export const fitLabel = (
  guides: string,
  words: RowWords,
  room: number,
  style: Style,
): FittedLabel => {
  const lines = truncateEnd(guides, Math.max(0, room - 1), style);
  const free = room - cellWidth(lines);
  const marks = truncateEnd(withBlank(words.marks), free - 1, style);
  const note = fitNote(words, free - cellWidth(marks));
  const name = truncateMiddle(words.name, free - cellWidth(marks) - cellWidth(note), style);
  const call = fitCall(words, free - cellWidth(name + marks + note), style);
  const rest = marks + note + call;
  return { guides: lines, name, rest, cells: cellWidth(lines) + cellWidth(name + rest) };
};
