import type { TraceSummary } from '../../../../src/xray/api/traces.ts';
import type {
  Call,
  GraphEdge,
  GraphNode,
  Outcome,
  TraceFacts,
} from '../../../../src/xray/trace-facts.ts';

export const call = (outcome: Outcome, duration?: number): Call => ({ outcome, duration });

export const node = (name: string, members: Partial<GraphNode> = {}): GraphNode => ({
  name,
  names: [name],
  type: null,
  accountId: null,
  root: false,
  inferred: false,
  state: 'active',
  start: 0,
  end: 1,
  calls: [call('ok', 1)],
  ...members,
});

export const edge = (from: number, to: number, ...calls: readonly Call[]): GraphEdge => ({
  from,
  to,
  aliases: [],
  edgeType: undefined,
  start: 0,
  end: 1,
  calls,
  eventAges: [],
});

/** Facts of a trace: a finished, successful one unless told otherwise. */
export const makeFacts = (
  summary: TraceSummary = {},
  nodes: readonly GraphNode[] = [],
  edges: readonly GraphEdge[] = [],
): TraceFacts => ({
  summary: {
    HasFault: false,
    HasError: false,
    HasThrottle: false,
    IsPartial: false,
    Duration: 1,
    ResponseTime: 1,
    ...summary,
  },
  graph: { nodes, edges },
});
