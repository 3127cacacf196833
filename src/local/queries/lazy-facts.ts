import type { TraceSummary } from '../../xray/api/traces.ts';
import { printServiceId } from '../../xray/graph/node-identity.ts';
import type { TraceFacts, TraceGraph } from '../../xray/trace-facts.ts';
import { parseTraceGraph } from '../store/pack-trace-graph.ts';
import type { TraceRow } from '../store/trace-table.ts';

/** The services of a trace are the nodes of its graph, and are read from there when somebody looks. */
const readSummary = (row: TraceRow, readGraph: () => TraceGraph): TraceSummary =>
  Object.defineProperty(JSON.parse(row.summary) as TraceSummary, 'ServiceIds', {
    enumerable: true,
    get: () => readGraph().nodes.map(printServiceId),
  });

/** A trace's facts, each half read from its text when it is first asked for: most filters need one of them alone. */
export const lazyFacts = (row: TraceRow): TraceFacts => {
  let summary: TraceSummary | undefined;
  let graph: TraceGraph | undefined;
  const readGraph = (): TraceGraph => {
    graph ??= parseTraceGraph(row.graph);
    return graph;
  };
  return {
    get summary() {
      summary ??= readSummary(row, readGraph);
      return summary;
    },
    get graph() {
      return readGraph();
    },
  };
};
