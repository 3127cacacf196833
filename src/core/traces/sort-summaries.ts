import type { TraceSummary } from '../../xray/api/traces.ts';
import { summaryStart } from '../../xray/summary-start.ts';

/** What summaries can be sorted by, and how it is read from one. */
const FIELDS = {
  time: summaryStart,
  duration: (summary: TraceSummary) => summary.Duration,
  responsetime: (summary: TraceSummary) => summary.ResponseTime,
  status: (summary: TraceSummary) => summary.Http?.HttpStatus,
  method: (summary: TraceSummary) => summary.Http?.HttpMethod,
  url: (summary: TraceSummary) => summary.Http?.HttpURL,
  service: (summary: TraceSummary) => summary.EntryPoint?.Name,
  id: (summary: TraceSummary) => summary.Id,
} as const;

export type SortField = keyof typeof FIELDS;

export const SORT_FIELDS = Object.keys(FIELDS) as readonly SortField[];

/** One key of an order. */
export interface SortKey {
  readonly field: SortField;
  readonly descending: boolean;
}

type SortValue = string | number | null | undefined;

const compareValues = (one: string | number, other: string | number): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

/** What is not known comes last, whichever way the rest goes. */
const compareBy = (key: SortKey, one: SortValue, other: SortValue): number => {
  const oneKnown = one !== undefined && one !== null;
  const otherKnown = other !== undefined && other !== null;
  if (!oneKnown || !otherKnown) return Number(otherKnown) - Number(oneKnown);
  const order = compareValues(one, other);
  return key.descending ? -order : order;
};

/** Newest first: the order of a listing nobody asked to sort. */
export const NEWEST_FIRST: readonly SortKey[] = [{ field: 'time', descending: true }];

/** Summaries in the order of the keys, the first one weighing most; equal ones stay in the order they came. */
export const sortSummaries = (
  summaries: readonly TraceSummary[],
  keys: readonly SortKey[],
): readonly TraceSummary[] =>
  summaries.toSorted((one, other) => {
    for (const key of keys) {
      const read = FIELDS[key.field];
      const order = compareBy(key, read(one), read(other));
      if (order !== 0) return order;
    }
    return 0;
  });
