import type { TraceAnalysis } from '../../core/traces/trace-analysis.ts';
import type { Trace, TraceNode } from '../../xray/trace.ts';
import type { Style } from '../style.ts';
import { createExceptionFinder, type NodeExceptions } from './details/find-exceptions.ts';
import { buildRows } from './rows/build-rows.ts';
import { calledServices } from './rows/called-service.ts';
import { chooseRows, type RowChoice } from './rows/choose-rows.ts';
import { membersOf } from './rows/members.ts';
import { type PlacedRow, placeRows } from './rows/place-rows.ts';
import type { Member } from './rows/trace-row.ts';
import { createTracePaint, type TracePaint } from './trace-paint.ts';
import type { WaterfallOptions } from './waterfall-options.ts';

/** All that is drawn of a trace, worked out once; waterfall and tree only differ in the lines they make of it. */
export interface TraceView {
  readonly trace: Trace;
  readonly analysis: TraceAnalysis;
  readonly options: WaterfallOptions;
  readonly style: Style;
  readonly paint: TracePaint;
  readonly members: ReadonlyMap<TraceNode, Member>;
  /** Every service the trace shows, callers before what they call. */
  readonly services: readonly string[];
  /** The service whose time a node shows. */
  readonly serviceOf: (node: TraceNode) => string;
  readonly rows: readonly PlacedRow[];
  readonly choice: RowChoice;
  readonly exceptionsOf: (node: TraceNode) => NodeExceptions;
}

/** What is asked for: how much of the trace, and how to draw it. */
export interface TraceViewRequest {
  readonly trace: Trace;
  readonly analysis: TraceAnalysis;
  readonly options: WaterfallOptions;
  readonly style: Style;
}

/** Folds, chooses and places the rows of a trace and looks up what they tell. */
export const createTraceView = (request: TraceViewRequest): TraceView => {
  const { trace, analysis, options, style } = request;
  const members = membersOf(trace, analysis);
  const called = calledServices(trace);
  const services = [...new Set(called.values())];
  const roots = buildRows(trace, members, options.expand === true);
  const choice = chooseRows(roots, options.maxRows);
  return {
    ...request,
    members,
    services,
    serviceOf: (node) => called.get(node) ?? node.service,
    paint: createTracePaint(services, style),
    rows: placeRows(roots, choice),
    choice,
    exceptionsOf: createExceptionFinder(trace),
  };
};
