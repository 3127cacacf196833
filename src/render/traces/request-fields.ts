import type { TraceSummary } from '../../xray/api/traces.ts';
import type { Cell, Column } from '../layout/columns.ts';
import { durationText } from '../layout/duration-text.ts';
import { nameText } from '../layout/name-text.ts';
import type { Style } from '../style.ts';
import { shortenUrl } from './shorten-url.ts';
import { flagLetters } from './summary-texts.ts';
import type { TracesPaint } from './traces-paint.ts';

/** A column with what stands in it. */
export interface Field {
  readonly column: Column;
  readonly cell: (summary: TraceSummary) => Cell;
}

/** What a cell without a value holds, so that every line has as many words. */
export const NONE = '-';

/** How far columns may shrink: not at all, comfortably, closely, and at worst. */
export const ROOM = {
  whole: {
    url: Number.POSITIVE_INFINITY,
    service: Number.POSITIVE_INFINITY,
    method: Number.POSITIVE_INFINITY,
  },
  comfortable: { url: 24, service: 14, method: 6 },
  close: { url: 14, service: 10, method: 6 },
  tight: { url: 10, service: 8, method: 6 },
} as const;

/** How the columns of the request are drawn. */
export interface RequestLayout {
  readonly room: (typeof ROOM)[keyof typeof ROOM];
  /** `short` leaves more of a line to what stands beneath them. */
  readonly headers: 'long' | 'short';
  /** What all URLs begin with, left out; empty to show them whole. */
  readonly origin: string;
}

const HEADERS = {
  long: { duration: 'DURATION', status: 'STATUS', method: 'METHOD', flags: 'FLAGS' },
  short: { duration: 'TOOK', status: 'CODE', method: 'VERB', flags: 'FLG' },
} as const;

/** What a summary says of its request and how that went, column by column. */
export const requestFields = (
  style: Style,
  paint: TracesPaint,
  { room, headers, origin }: RequestLayout,
): readonly Field[] => {
  const header = HEADERS[headers];
  const text = (value: string | number | null | undefined): string =>
    value === undefined || value === null ? NONE : nameText(String(value), style.unicode) || NONE;
  return [
    {
      column: { header: header.duration, align: 'right' },
      cell: (summary) => ({ text: durationText(summary.Duration, style) }),
    },
    {
      column: { header: header.status, align: 'right' },
      cell: (summary) => ({
        text: text(summary.Http?.HttpStatus),
        paint: paint.outcome(summary),
      }),
    },
    {
      column: { header: header.method, minWidth: room.method, shrinkOrder: 2 },
      cell: (summary) => ({ text: text(summary.Http?.HttpMethod) }),
    },
    {
      column: { header: 'URL', minWidth: room.url, shorten: shortenUrl },
      cell: (summary) => ({ text: text(summary.Http?.HttpURL?.slice(origin.length)) }),
    },
    {
      column: { header: 'SERVICE', minWidth: room.service, shrinkOrder: 1 },
      cell: (summary) => ({ text: text(summary.EntryPoint?.Name) }),
    },
    {
      column: { header: header.flags },
      cell: (summary) => ({ text: flagLetters(summary), paint: paint.outcome(summary) }),
    },
  ];
};
