import type { TraceSummary } from '../../xray/api/traces.ts';
import type { TraceFacts, TraceGraph } from '../../xray/trace-facts.ts';
import { parseTraceGraph } from '../store/pack-trace-graph.ts';
import type { TraceRow } from '../store/trace-table.ts';

/** A trace's facts, each half read from its text when it is first asked for: most filters need one of them alone. */
export const lazyFacts = (row: TraceRow): TraceFacts => {
  let summary: TraceSummary | undefined;
  let graph: TraceGraph | undefined;
  return {
    get summary() {
      summary ??= JSON.parse(row.summary) as TraceSummary;
      return summary;
    },
    get graph() {
      graph ??= parseTraceGraph(row.graph);
      return graph;
    },
  };
};
