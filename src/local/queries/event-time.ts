import type { TimeRangeType } from '../../xray/api/traces.ts';
import type { FilterExpression, NodeSelector } from '../../xray/filter/ast.ts';
import { matchesService } from '../../xray/filter/matches-service.ts';
import type { GraphNode, TraceFacts } from '../../xray/trace-facts.ts';
import type { Window } from '../check-window.ts';
import type { TraceListing } from '../store/walk-traces.ts';

/** How a listing finds its traces by time. */
export interface TimeRange {
  readonly listing: TraceListing;
  /** Bounds in the unit of the listing. */
  readonly from: number;
  readonly to: number;
  /** Whether a trace of the listing is part of the window. */
  readonly includes: (facts: TraceFacts) => boolean;
}

/** The services an expression asks for; those it excludes are not among them. */
const selectorsOf = (expression: FilterExpression): readonly NodeSelector[] => {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.terms.flatMap(selectorsOf);
    case 'service':
      return [expression.node];
    default:
      return [];
  }
};

/** A trace is in the window when a segment of a service the filter asks for (of any, if it asks for none) ended in it. */
const byService = (
  { StartTime: from, EndTime: to }: Window,
  expression: FilterExpression | undefined,
): TimeRange => {
  const selectors = expression === undefined ? [] : selectorsOf(expression);
  const isSelected = (node: GraphNode): boolean =>
    node.type !== 'client' &&
    (selectors.length === 0 || selectors.some((selector) => matchesService(selector, node)));
  const includes = ({ graph }: TraceFacts): boolean =>
    graph.nodes.some((node) => node.end >= from && node.end < to && isSelected(node));
  return { listing: 'active', from, to, includes };
};

const MS = 1_000;

const everyTrace = (): boolean => true;

/** How a window is meant: by start of the trace, by receipt of its last change, or by the end of a service's work. */
export const readTimeRange = (
  window: Window,
  type: TimeRangeType,
  expression: FilterExpression | undefined,
): TimeRange => {
  const { StartTime: from, EndTime: to } = window;
  switch (type) {
    case 'TraceId':
      return { listing: 'byStart', from, to, includes: everyTrace };
    case 'Event':
      return { listing: 'byReceipt', from: from * MS, to: to * MS, includes: everyTrace };
    case 'Service':
      return byService(window, expression);
  }
};
