import type { Segment, TraceEntity } from './segment.ts';

/** What went wrong in the shape of a trace; words are for people, kinds are for scripts. */
export type TraceProblemKind =
  | 'loop'
  | 'orphan'
  | 'skew'
  | 'end-before-start'
  | 'in-progress'
  | 'duplicate'
  | 'missing-root';

export interface TraceProblem {
  readonly kind: TraceProblemKind;
  /** Id of the segment or subsegment concerned. */
  readonly id: string;
  readonly message: string;
}

/**
 * One row of a trace: a segment or a subsegment in its place in the one tree of the request. Segments hang
 * under the subsegment that called them; an `inferred` twin is folded into the subsegment it mirrors.
 */
export interface TraceNode {
  readonly id: string;
  readonly kind: 'segment' | 'subsegment';
  readonly name: string;
  /** The segment this node belongs to: itself for a segment, the enclosing one for a subsegment. */
  readonly segment: Segment | undefined;
  /** Name of that segment; the entity's own name when the segment is missing. */
  readonly service: string;
  readonly entity: TraceEntity;
  /** The synthesised segment X-Ray added for this call, folded in here. */
  readonly inferred: Segment | undefined;
  readonly parent: TraceNode | undefined;
  /** In order of start, then end, then id. */
  readonly children: readonly TraceNode[];
  readonly depth: number;
  /** Epoch seconds. */
  readonly start: number;
  /** Epoch seconds, never before `start` (an end that is, is reported and read as `start`); undefined while in progress. */
  readonly end: number | undefined;
  /** True when `parent_id` names something that never arrived. */
  readonly orphan: boolean;
  /** True when this node lies outside its parent's time further than clocks may differ. */
  readonly skewed: boolean;
}

/** A trace as a tree. Every accepted document is in it exactly once, whatever is wrong with it. */
export interface Trace {
  readonly id: string;
  /** True roots first (earliest first), then what was cut out of a loop, then orphans. */
  readonly roots: readonly TraceNode[];
  /** The segment without a parent (the earliest of several); undefined when it never arrived. */
  readonly root: TraceNode | undefined;
  /** Every node, parents before children, in the order they are drawn. */
  readonly nodes: readonly TraceNode[];
  /** Earliest start, epoch seconds; 0 for an empty trace. */
  readonly start: number;
  /** Latest end of what has ended, epoch seconds; equal to `start` when nothing has. */
  readonly end: number;
  readonly problems: readonly TraceProblem[];
}
