import type { Alias } from '../api/traces.ts';
import { type CallTally, createCallTally, tallyCall } from '../statistics/call-tally.ts';
import {
  addToBucket,
  addToHistogram,
  addToMap,
  bucketOf,
  createHistogram,
  type Histogram,
} from '../statistics/histogram.ts';
import { addToSecond, createSecondCounts, type SecondCounts } from '../statistics/second-counts.ts';
import type { Call, GraphEdge, GraphNode } from '../trace-facts.ts';

/** What a node or edge of many traces has in common: counts only, so that whatever was added can be taken away. */
export interface Sum {
  /** How many traces it is part of; it is there while this is above 0. */
  traces: number;
  /**
   * Whole epoch seconds in which it started, and (where that is another) in which it ended, and how often: so its
   * extent is known however it shrinks.
   */
  readonly seconds: SecondCounts;
  readonly tally: CallTally;
  readonly times: Histogram;
}

export interface NodeSum extends Sum {
  readonly name: string;
  readonly type: string | null;
  readonly accountId: string | null;
  entries: number;
  active: number;
  passive: number;
  /** Names beside its own, and in how many traces. */
  readonly otherNames: Map<string, number>;
  /** Where calls outlived by their work were: -1 under the call's own time, +1 under the whole time. */
  readonly spans: Map<number, number>;
}

export interface CountedAlias {
  readonly alias: Alias;
  /** In how many traces. */
  count: number;
}

export interface EdgeSum extends Sum {
  readonly from: NodeSum;
  readonly to: NodeSum;
  readonly isLink: boolean;
  readonly aliases: CountedAlias[];
  readonly ages: Histogram;
}

type Identity = Pick<NodeSum, 'name' | 'type' | 'accountId'>;
type Ends = Pick<EdgeSum, 'from' | 'to' | 'isLink'>;

const createSum = (): Sum => ({
  traces: 0,
  seconds: createSecondCounts(),
  tally: createCallTally(),
  times: createHistogram(),
});

export const createNodeSum = ({ name, type, accountId }: Identity): NodeSum => ({
  ...createSum(),
  name,
  type,
  accountId,
  entries: 0,
  active: 0,
  passive: 0,
  otherNames: new Map(),
  spans: new Map(),
});

export const createEdgeSum = ({ from, to, isLink }: Ends): EdgeSum => ({
  ...createSum(),
  from,
  to,
  isLink,
  aliases: [],
  ages: createHistogram(),
});

/** Part of a trace's node or edge that every sum takes. */
interface Contribution {
  readonly start: number;
  readonly end: number;
  readonly calls: readonly Call[];
}

const addCommon = (sum: Sum, { start, end, calls }: Contribution, sign: 1 | -1): void => {
  sum.traces += sign;
  const first = Math.floor(start);
  const last = Math.ceil(end) - 1;
  addToSecond(sum.seconds, first, sign);
  if (last > first) addToSecond(sum.seconds, last, sign);
  for (const call of calls) {
    if (call.duration === undefined) continue;
    tallyCall(sum.tally, call, sign);
    addToHistogram(sum.times, call.duration, sign);
  }
};

/** Adds one trace's node, or takes it away again with -1. */
export const addNode = (sum: NodeSum, node: GraphNode, sign: 1 | -1): void => {
  addCommon(sum, node, sign);
  if (node.root) sum.entries += sign;
  if (node.state === 'active') sum.active += sign;
  else if (node.state === 'passive') sum.passive += sign;
  for (const name of node.names) {
    if (name !== node.name) addToNames(sum.otherNames, name, sign);
  }
  for (const { duration, span } of node.calls) {
    if (duration === undefined || span === undefined) continue;
    addToMap(sum.spans, bucketOf(duration), -sign);
    addToMap(sum.spans, bucketOf(span), sign);
  }
};

/** Adds one trace's edge, or takes it away again with -1. */
export const addEdge = (sum: EdgeSum, edge: GraphEdge, sign: 1 | -1): void => {
  addCommon(sum, edge, sign);
  for (const alias of edge.aliases) addAlias(sum, alias, sign);
  for (const age of edge.eventAges) addToHistogram(sum.ages, age, sign);
};

/** Adds to the count of a name; what comes to nothing is forgotten. */
export const addToNames = (names: Map<string, number>, name: string, count: number): void => {
  const sum = (names.get(name) ?? 0) + count;
  if (sum === 0) names.delete(name);
  else names.set(name, sum);
};

/** Adds to the count of an alias (a name and a type); what comes to nothing is forgotten. */
export const addAlias = ({ aliases }: EdgeSum, alias: Alias, count: number): void => {
  for (const [position, known] of aliases.entries()) {
    if (known.alias.Name !== alias.Name || known.alias.Type !== alias.Type) continue;
    known.count += count;
    if (known.count === 0) aliases.splice(position, 1);
    return;
  }
  aliases.push({ alias, count });
};

/** For sorting: by name, then type. */
export const compareAliases = (
  { alias: one }: CountedAlias,
  { alias: other }: CountedAlias,
): number => {
  const key = `${one.Name}\n${one.Type}`;
  const otherKey = `${other.Name}\n${other.Type}`;
  return key < otherKey ? -1 : Number(key > otherKey);
};

/** The histogram of whole durations: as the calls' own, but for those outlived by their work. */
export const addSpans = (histogram: Histogram, spans: ReadonlyMap<number, number>): void => {
  for (const [bucket, count] of spans) addToBucket(histogram, bucket, count);
};
