import type { Alias } from '../../xray/api/traces.ts';
import type { Call, GraphEdge, GraphNode, TraceGraph } from '../../xray/trace-facts.ts';

/*
 * A trace's graph is read and written far more often than it is looked at, and a third as long without its member
 * names. Times stay as they are: what is taken out of a rollup must be, to the bit, what went in.
 */

const OUTCOMES = ['ok', 'error', 'throttle', 'fault'] as const;
const STATES = ['active', 'passive', 'unknown'] as const;

/** Outcome's place, or that and 4 when a span follows; seconds, -1 while in progress; the span. And so on, flat. */
type PackedCalls = readonly number[];
const WITH_SPAN = 4;
const IN_PROGRESS = -1;

const ROOT = 1;
const INFERRED = 2;
const STATE_SHIFT = 2;
const LINK = 1;

type PackedNode = readonly [
  name: string,
  type: string | null,
  accountId: string | null,
  flags: number,
  start: number,
  end: number,
  calls: PackedCalls,
  names?: readonly string[],
];

type PackedEdge = readonly [
  from: number,
  to: number,
  flags: number,
  start: number,
  end: number,
  calls: PackedCalls,
  aliases?: readonly PackedAlias[],
  eventAges?: readonly number[],
];

/** Name and type, where the one is the only name; else the alias as it is. */
type PackedAlias = readonly [name: string, type: string | null] | Alias;

type PackedGraph = readonly [nodes: readonly PackedNode[], edges: readonly PackedEdge[]];

const packCalls = (calls: readonly Call[]): PackedCalls => {
  const packed: number[] = [];
  for (const { outcome, duration, span } of calls) {
    const place = OUTCOMES.indexOf(outcome);
    packed.push(span === undefined ? place : place + WITH_SPAN, duration ?? IN_PROGRESS);
    if (span !== undefined) packed.push(span);
  }
  return packed;
};

const unpackCalls = (packed: PackedCalls): readonly Call[] => {
  const calls: Call[] = [];
  let at = 0;
  while (at < packed.length) {
    const place = packed[at] as number;
    const outcome = OUTCOMES[place % WITH_SPAN] ?? 'ok';
    const seconds = packed[at + 1] as number;
    const duration = seconds === IN_PROGRESS ? undefined : seconds;
    if (place < WITH_SPAN) calls.push({ outcome, duration });
    else calls.push({ outcome, duration, span: packed[at + 2] as number });
    at += place < WITH_SPAN ? 2 : 3;
  }
  return calls;
};

const isOwnNameAlone = ({ name, names }: GraphNode): boolean =>
  names.length === 1 && names[0] === name;

const packNode = (node: GraphNode): PackedNode => {
  const { name, type, accountId, start, end } = node;
  const state = STATES.indexOf(node.state) << STATE_SHIFT;
  const flags = (node.root ? ROOT : 0) | (node.inferred ? INFERRED : 0) | state;
  const calls = packCalls(node.calls);
  return isOwnNameAlone(node)
    ? [name, type, accountId, flags, start, end, calls]
    : [name, type, accountId, flags, start, end, calls, node.names];
};

const unpackNode = (packed: PackedNode): GraphNode => {
  const [name, type, accountId, flags, start, end, calls, names] = packed;
  return {
    name,
    names: names ?? [name],
    type,
    accountId,
    root: (flags & ROOT) !== 0,
    inferred: (flags & INFERRED) !== 0,
    state: STATES[flags >> STATE_SHIFT] ?? 'unknown',
    start,
    end,
    calls: unpackCalls(calls),
  };
};

const packAlias = (alias: Alias): PackedAlias => {
  const { Name: name, Names: names, Type: type } = alias;
  const isPlain = name !== undefined && names?.length === 1 && names[0] === name;
  return isPlain ? [name, type ?? null] : alias;
};

const isPlainAlias = (packed: PackedAlias): packed is readonly [string, string | null] =>
  Array.isArray(packed);

const unpackAlias = (packed: PackedAlias): Alias => {
  if (!isPlainAlias(packed)) return packed;
  const [name, type] = packed;
  return { Name: name, Names: [name], ...(type === null ? {} : { Type: type }) };
};

const packEdge = (edge: GraphEdge): PackedEdge => {
  const { from, to, start, end, aliases, eventAges } = edge;
  const flags = edge.edgeType === 'link' ? LINK : 0;
  const calls = packCalls(edge.calls);
  if (eventAges.length > 0) {
    return [from, to, flags, start, end, calls, aliases.map(packAlias), eventAges];
  }
  return aliases.length > 0
    ? [from, to, flags, start, end, calls, aliases.map(packAlias)]
    : [from, to, flags, start, end, calls];
};

const unpackEdge = (packed: PackedEdge): GraphEdge => {
  const [from, to, flags, start, end, calls, aliases = [], eventAges = []] = packed;
  return {
    from,
    to,
    aliases: aliases.map(unpackAlias),
    edgeType: flags === LINK ? 'link' : undefined,
    start,
    end,
    calls: unpackCalls(calls),
    eventAges,
  };
};

/** The graph as the text that is stored. */
export const printTraceGraph = ({ nodes, edges }: TraceGraph): string =>
  JSON.stringify([nodes.map(packNode), edges.map(packEdge)] satisfies PackedGraph);

/** The graph back from {@link printTraceGraph}, equal to what it was. */
export const parseTraceGraph = (text: string): TraceGraph => {
  const [nodes, edges] = JSON.parse(text) as PackedGraph;
  return { nodes: nodes.map(unpackNode), edges: edges.map(unpackEdge) };
};
