import type { TracePosition, TraceRow, TraceTable } from './trace-table.ts';

/** The listings of table trace. */
export type TraceListing = 'byStart' | 'byReceipt' | 'active';

/** Rows read at once: some five milliseconds' worth of work on them. */
const PAGE_ROWS = 250;

/** Where a row lies in a listing, to go on after it. */
export const positionIn = (listing: TraceListing, row: TraceRow): TracePosition => ({
  at: listing === 'byReceipt' ? row.lastReceivedMs : row.start,
  no: row.no,
});

/** All of a listing, page by page, none of them empty. Nothing stays open between two pages. */
export function* walkTraces(
  traces: TraceTable,
  listing: TraceListing,
  window: { readonly from: number; readonly to: number },
  start?: TracePosition,
): Generator<readonly TraceRow[]> {
  let after = start;
  for (;;) {
    const page = traces[listing]({ ...window, after }, PAGE_ROWS);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < PAGE_ROWS) return;
    after = positionIn(listing, last);
  }
}
