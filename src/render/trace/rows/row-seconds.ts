import { durationText } from '../../layout/duration-text.ts';
import type { Style } from '../../style.ts';
import type { Member, TraceRow } from './trace-row.ts';

/** Seconds a row took in all and by itself; undefined where the trace does not tell. */
export interface RowSeconds {
  readonly total: number | undefined;
  readonly self: number | undefined;
}

/** An end before the start says nothing about how long something took. */
const isTimed = ({ node: { entity } }: Member): boolean =>
  entity.end_time === undefined || entity.end_time >= entity.start_time;

/** Times are epoch seconds: a double holds them to a quarter of a microsecond, which is noise in a difference. */
export const toMicros = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;

const sumOf = (values: readonly (number | null)[]): number | undefined => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? undefined : toMicros(known.reduce((sum, value) => sum + value, 0));
};

/** Total and self time of a row: of a fold, the sums; of a gap, its length; unknown is undefined, never 0. */
export const rowSeconds = ({ content }: TraceRow): RowSeconds => {
  if (content.kind === 'gap') return { total: content.end - content.start, self: undefined };
  if (content.kind === 'missing-parent') return { total: undefined, self: undefined };
  const timed = content.members.filter(isTimed);
  return {
    total: sumOf(timed.map(({ facts }) => facts.duration)),
    self: sumOf(timed.map(({ facts }) => facts.selfTime)),
  };
};

/** The duration that 95 of 100 members do not exceed (nearest rank), seconds. */
export const p95Of = (members: readonly Member[]): number | undefined => {
  const sorted = members
    .filter(isTimed)
    .flatMap(({ facts }) => facts.duration ?? [])
    .sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1];
};

/** What stands in the two columns; blank for rows that have no such time by nature, a dash for what is unknown. */
export const secondsTexts = (
  row: TraceRow,
  style: Style,
): { readonly total: string; readonly self: string } => {
  if (row.content.kind === 'missing-parent') return { total: '', self: '' };
  const { total, self } = rowSeconds(row);
  return {
    total: durationText(total, style),
    self: row.content.kind === 'gap' ? '' : durationText(self, style),
  };
};
