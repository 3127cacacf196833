import type { AnalyzedNode } from '../../../core/traces/trace-analysis.ts';
import type { TraceNode } from '../../../xray/trace.ts';

/** A node of the trace with what the analysis found out about it. */
export interface Member {
  readonly node: TraceNode;
  readonly facts: AnalyzedNode;
  /** It held the request up, or waited for what did: the path is drawn without a break from the root down. */
  readonly onPath: boolean;
}

/** One node, or several identical siblings folded into one line (in order of start). */
export interface NodeContent {
  readonly kind: 'node';
  readonly first: Member;
  readonly members: readonly Member[];
  /** `E F T ~ ? !`, the letters all members share. */
  readonly letters: string;
  /** How many members are on the critical path, as {@link Member.onPath} has it. */
  readonly critical: number;
}

/** Stands in for a parent that never arrived; its orphans hang beneath. */
interface MissingParent {
  readonly kind: 'missing-parent';
  readonly id: string;
}

/** A long stretch of a node in which no subsegment says what it did, in epoch seconds. */
export interface Gap {
  readonly kind: 'gap';
  readonly start: number;
  readonly end: number;
}

/** One line of the tree, before it has a place on the screen. */
export interface TraceRow {
  readonly content: NodeContent | MissingParent | Gap;
  readonly parent: TraceRow | undefined;
  readonly depth: number;
  readonly children: readonly TraceRow[];
}

/** True when the row, or a node folded into it, is on the critical path. */
export const isCritical = (row: TraceRow): boolean =>
  row.content.kind === 'node' && row.content.critical > 0;
