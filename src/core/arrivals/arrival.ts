import type { TraceId } from '../../xray/ids.ts';

/** A request that was sent with a trace id, and what its trace must hold. */
export interface SentRequest {
  readonly traceId: TraceId;
  readonly method: string;
  readonly path: string;
  /** Status the client saw; undefined when no answer came. */
  readonly status: number | undefined;
  readonly services: readonly string[];
}

/**
 * What became of a request's trace. `whole`: every expected service is there, nothing open, no parent missing, and
 * the root tells the status the client saw.
 */
export type ArrivalState = 'whole' | 'partial' | 'missing';

export interface Arrival {
  readonly request: SentRequest;
  readonly state: ArrivalState;
  /** Why it is not whole, in words; empty when it is. */
  readonly reasons: readonly string[];
}

/** The proof, or what is missing from it. */
export interface ArrivalReport {
  readonly sent: number;
  readonly whole: number;
  readonly arrivals: readonly Arrival[];
  /** Milliseconds from the first look until the last. */
  readonly waitedMs: number;
}
