import type { Alias } from '../../xray/api/traces.ts';
import type { Call, GraphEdge, GraphNode, TraceGraph } from '../../xray/trace-facts.ts';

/*
 * A trace's graph is written for every trace and read for many a query: a third as long without its member names, and
 * twice as fast with whole numbers. To the bit, all the same: what is taken out of a rollup must be what went in.
 */

const OUTCOMES = ['ok', 'error', 'throttle', 'fault'] as const;
const STATES = ['active', 'passive', 'unknown'] as const;

/** A time in ticks after the graph's own; what is no whole number of them, as it is printed. */
type PackedTime = number | string;

/** A double between the years 2004 and 2038 is a whole number of these: 2^-22 of a second, its last bit. */
const TICKS = 2 ** 22;

/** Seconds in whole microseconds; what is no whole number of them, as it is printed. -1 while in progress. */
type PackedSeconds = number | string;
const MICROS = 1_000_000;
const IN_PROGRESS = -1;

/** Outcome's place, or that and 4 when a span follows; the duration; the span. And so on, flat. */
type PackedCalls = readonly PackedSeconds[];
const WITH_SPAN = 4;

const ROOT = 1;
const INFERRED = 2;
const STATE_SHIFT = 2;
const LINK = 1;

type PackedNode = readonly [
  name: string,
  type: string | null,
  accountId: string | null,
  flags: number,
  start: PackedTime,
  end: PackedTime,
  calls: PackedCalls,
  names?: readonly string[],
];

type PackedEdge = readonly [
  from: number,
  to: number,
  flags: number,
  start: PackedTime,
  end: PackedTime,
  calls: PackedCalls,
  aliases?: readonly PackedAlias[],
  eventAges?: readonly number[],
];

/** Name and type, where the one is the only name; else the alias as it is. */
type PackedAlias = readonly [name: string, type: string | null] | Alias;

type PackedGraph = readonly [
  origin: number,
  nodes: readonly PackedNode[],
  edges: readonly PackedEdge[],
];

/** Ticks of a time that is a whole number of them. */
const ticksOf = (seconds: number): number | undefined => {
  const ticks = seconds * TICKS;
  return Number.isSafeInteger(ticks) ? ticks : undefined;
};

const packTime = (seconds: number, origin: number): PackedTime => {
  const ticks = ticksOf(seconds);
  return ticks === undefined ? String(seconds) : ticks - origin;
};

const unpackTime = (packed: PackedTime, origin: number): number =>
  typeof packed === 'string' ? Number(packed) : (packed + origin) / TICKS;

const packSeconds = (seconds: number): PackedSeconds => {
  const micros = Math.round(seconds * MICROS);
  return micros >= 0 && micros / MICROS === seconds ? micros : String(seconds);
};

const unpackSeconds = (packed: PackedSeconds | undefined): number =>
  typeof packed === 'number' ? packed / MICROS : Number(packed);

const packCalls = (calls: readonly Call[]): PackedCalls => {
  const packed: PackedSeconds[] = [];
  for (const { outcome, duration, span } of calls) {
    const place = OUTCOMES.indexOf(outcome);
    packed.push(span === undefined ? place : place + WITH_SPAN);
    packed.push(duration === undefined ? IN_PROGRESS : packSeconds(duration));
    if (span !== undefined) packed.push(packSeconds(span));
  }
  return packed;
};

const unpackCalls = (packed: PackedCalls): readonly Call[] => {
  const calls: Call[] = [];
  let at = 0;
  while (at < packed.length) {
    const place = packed[at] as number;
    const outcome = OUTCOMES[place % WITH_SPAN] ?? 'ok';
    const given = packed[at + 1];
    const duration = given === IN_PROGRESS ? undefined : unpackSeconds(given);
    if (place < WITH_SPAN) calls.push({ outcome, duration });
    else calls.push({ outcome, duration, span: unpackSeconds(packed[at + 2]) });
    at += place < WITH_SPAN ? 2 : 3;
  }
  return calls;
};

const isOwnNameAlone = ({ name, names }: GraphNode): boolean =>
  names.length === 1 && names[0] === name;

const packNode = (node: GraphNode, origin: number): PackedNode => {
  const { name, type, accountId } = node;
  const start = packTime(node.start, origin);
  const end = packTime(node.end, origin);
  const state = STATES.indexOf(node.state) << STATE_SHIFT;
  const flags = (node.root ? ROOT : 0) | (node.inferred ? INFERRED : 0) | state;
  const calls = packCalls(node.calls);
  return isOwnNameAlone(node)
    ? [name, type, accountId, flags, start, end, calls]
    : [name, type, accountId, flags, start, end, calls, node.names];
};

const unpackNode = (packed: PackedNode, origin: number): GraphNode => {
  const [name, type, accountId, flags, start, end, calls, names] = packed;
  return {
    name,
    names: names ?? [name],
    type,
    accountId,
    root: (flags & ROOT) !== 0,
    inferred: (flags & INFERRED) !== 0,
    state: STATES[flags >> STATE_SHIFT] ?? 'unknown',
    start: unpackTime(start, origin),
    end: unpackTime(end, origin),
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

const packEdge = (edge: GraphEdge, origin: number): PackedEdge => {
  const { from, to, aliases, eventAges } = edge;
  const start = packTime(edge.start, origin);
  const end = packTime(edge.end, origin);
  const flags = edge.edgeType === 'link' ? LINK : 0;
  const calls = packCalls(edge.calls);
  if (eventAges.length > 0) {
    return [from, to, flags, start, end, calls, aliases.map(packAlias), eventAges];
  }
  return aliases.length > 0
    ? [from, to, flags, start, end, calls, aliases.map(packAlias)]
    : [from, to, flags, start, end, calls];
};

const unpackEdge = (packed: PackedEdge, origin: number): GraphEdge => {
  const [from, to, flags, start, end, calls, aliases = [], eventAges = []] = packed;
  return {
    from,
    to,
    aliases: aliases.map(unpackAlias),
    edgeType: flags === LINK ? 'link' : undefined,
    start: unpackTime(start, origin),
    end: unpackTime(end, origin),
    calls: unpackCalls(calls),
    eventAges,
  };
};

/** The graph as the text that is stored. */
export const printTraceGraph = ({ nodes, edges }: TraceGraph): string => {
  const origin = ticksOf(nodes[0]?.start ?? 0) ?? 0;
  const packed: PackedGraph = [
    origin,
    nodes.map((node) => packNode(node, origin)),
    edges.map((edge) => packEdge(edge, origin)),
  ];
  return JSON.stringify(packed);
};

/** The graph back from {@link printTraceGraph}, equal to what it was. */
export const parseTraceGraph = (text: string): TraceGraph => {
  const [origin, nodes, edges] = JSON.parse(text) as PackedGraph;
  return {
    nodes: nodes.map((node) => unpackNode(node, origin)),
    edges: edges.map((edge) => unpackEdge(edge, origin)),
  };
};
