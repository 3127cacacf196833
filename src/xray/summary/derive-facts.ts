import { deriveGraph } from '../graph/derive-graph.ts';
import type { Account } from '../graph/node-identity.ts';
import type { Trace } from '../trace.ts';
import type { TraceFacts } from '../trace-facts.ts';
import { summarizeTrace } from './summarize-trace.ts';

/**
 * All that queries ask of a trace: its summary, and what it adds to the service graph. Plain JSON in the wire's shapes,
 * absent members left out. Costs a few microseconds a node.
 *
 * @param revision how many times the trace was updated, 1 for a new one
 * @param account whose traces these are: nodes of this account carry no AccountId, as in X-Ray
 */
export const deriveFacts = (trace: Trace, revision: number, account: Account): TraceFacts => {
  const graph = deriveGraph(trace, account);
  return { summary: summarizeTrace(trace, revision, account, graph), graph };
};
