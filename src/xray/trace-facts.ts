import type { Alias, TraceSummary } from './api/traces.ts';

/** How a call ended; exclusive, in X-Ray's order of precedence: throttle, fault, error, ok. */
export type Outcome = 'ok' | 'error' | 'throttle' | 'fault';

/** One call as statistics count it. */
export interface Call {
  readonly outcome: Outcome;
  /** Seconds; undefined while in progress. */
  readonly duration: number | undefined;
  /**
   * Seconds until everything this call set off had ended too: set only where asynchronous work downstream outlived
   * the call itself. What X-Ray's DurationHistogram counts; its ResponseTimeHistogram counts `duration`.
   */
  readonly span?: number;
}

/** A node of one trace's service graph. Identity is (name, type, account). */
export interface GraphNode {
  readonly name: string;
  readonly names: readonly string[];
  /** `client`, `remote`, `AWS::DynamoDB::Table`, a segment's origin; null for a service that names none. */
  readonly type: string | null;
  readonly accountId: string | null;
  /** The entry node of the trace. */
  readonly root: boolean;
  /** True when no segment reported this node: it is known from its callers' subsegments alone. */
  readonly inferred: boolean;
  /** X-Ray's `State`: `active` for reported services, `passive` for remote ones, `unknown` otherwise. */
  readonly state: 'active' | 'passive' | 'unknown';
  /** Epoch seconds. */
  readonly start: number;
  readonly end: number;
  readonly calls: readonly Call[];
}

/** An edge of one trace's service graph: what the caller saw of the callee. */
export interface GraphEdge {
  /** Index into {@link TraceGraph.nodes}. */
  readonly from: number;
  readonly to: number;
  /** The callee's identity as the caller knew it, where that differs. */
  readonly aliases: readonly Alias[];
  readonly edgeType: 'link' | undefined;
  readonly start: number;
  readonly end: number;
  readonly calls: readonly Call[];
  /** Seconds a message waited, for `link` edges. */
  readonly eventAges: readonly number[];
}

/** One trace's contribution to the service graph. */
export interface TraceGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/**
 * All that a listing, a filter expression or a service graph asks of a trace, computed once when the trace
 * changes, so that no query has to read documents again. Plain JSON: it is stored as it stands.
 */
export interface TraceFacts {
  readonly summary: TraceSummary;
  readonly graph: TraceGraph;
}
