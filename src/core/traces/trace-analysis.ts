import type { TraceProblem } from '../../xray/trace.ts';

/** The letters of a node's state, in words. */
export type NodeFlag =
  | 'error'
  | 'fault'
  | 'throttle'
  | 'in-progress'
  | 'orphan'
  | 'skew'
  | 'inferred';

/** A stretch of the critical path: the node that held the request up from `start` to `end`. */
export interface CriticalStep {
  readonly id: string;
  readonly name: string;
  /** Epoch seconds. */
  readonly start: number;
  readonly end: number;
  /** Seconds; all contributions add up to the trace's duration. */
  readonly contribution: number;
}

export interface AnalyzedNode {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly kind: 'segment' | 'subsegment';
  readonly service: string;
  /** Epoch seconds. */
  readonly start: number;
  /** Null while in progress. */
  readonly end: number | null;
  /** Seconds; null while in progress. */
  readonly duration: number | null;
  /** Seconds not covered by any child: never negative; null while in progress. */
  readonly selfTime: number | null;
  readonly depth: number;
  readonly onCriticalPath: boolean;
  readonly flags: readonly NodeFlag[];
}

/** What xrayctl computes of a trace and X-Ray does not: `trace -o analysis`, and what the waterfall draws. */
export interface TraceAnalysis {
  readonly schema: 'xrayctl/trace/v1';
  readonly id: string;
  /** Seconds, earliest start to latest end. */
  readonly duration: number;
  readonly criticalPath: readonly CriticalStep[];
  /** In the order of Trace.nodes. */
  readonly nodes: readonly AnalyzedNode[];
  readonly problems: readonly TraceProblem[];
}
