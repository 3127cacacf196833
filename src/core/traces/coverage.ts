import type { MissingPart } from '../reading/read-windows.ts';

/** What a listing looked at, so that nobody takes a part for the whole. */
export interface Coverage {
  /** The window asked for, epoch seconds. */
  readonly start: number;
  readonly end: number;
  readonly windows: {
    /** Read to their end. */
    readonly read: number;
    /** Left at the limit. */
    readonly partly: number;
    readonly total: number;
  };
  /** Traces X-Ray examined, matching or not; undefined when it did not say. */
  readonly scanned: number | undefined;
  /** Traces that matched, before any limit. */
  readonly matched: number;
  /** What the scan costs by the list price, US dollars; undefined when X-Ray did not say how much it scanned. */
  readonly listPriceUsd: number | undefined;
  /** Newest first; empty when all was read. */
  readonly missing: readonly MissingPart[];
  /** True when reading stopped at the limit: older traces were not looked for, or those sorted last were cut. */
  readonly cutAtLimit: boolean;
}
