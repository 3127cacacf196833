import type { Trace, TraceNode } from '../../../xray/trace.ts';
import { sameness, type Thrown } from './thrown.ts';

interface Placed {
  readonly thrown: Thrown;
  /** Place of the node in the order of the trace. */
  readonly at: number;
}

/** For each node the place of the last node beneath it. */
const subtreeEnds = (trace: Trace, places: ReadonlyMap<TraceNode, number>): Uint32Array => {
  const ends = Uint32Array.from(trace.nodes.keys());
  for (let at = trace.nodes.length - 1; at >= 0; at -= 1) {
    const parent = trace.nodes[at]?.parent;
    const above = parent === undefined ? undefined : places.get(parent);
    if (above !== undefined) ends[above] = Math.max(ends[above] ?? 0, ends[at] ?? 0);
  }
  return ends;
};

/** Index of the first of `list`, ordered by place, that stands after `at`. */
const firstAfter = (list: readonly Placed[], at: number): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.at ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
};

const groupBySameness = (list: readonly Placed[]): ReadonlyMap<string, readonly Placed[]> => {
  const groups = new Map<string, Placed[]>();
  for (const placed of list) {
    const key = sameness(placed.thrown);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [placed]);
    else group.push(placed);
  }
  return groups;
};

/** One step towards the thrower: the cause that is named, the same exception further down, or what a callee threw. */
const createStep = (trace: Trace, all: readonly Thrown[]) => {
  const places = new Map(trace.nodes.map((node, at) => [node, at]));
  const ends = subtreeEnds(trace, places);
  const list = all.map((thrown) => ({ thrown, at: places.get(thrown.node) ?? 0 }));
  const groups = groupBySameness(list);
  const byId = new Map(all.toReversed().map((thrown) => [thrown.exception.id, thrown]));

  const sameBelow = (thrown: Thrown, at: number): Thrown | undefined => {
    const group = groups.get(sameness(thrown)) ?? [];
    const found = group[firstAfter(group, at)];
    return found !== undefined && found.at <= (ends[at] ?? 0) ? found.thrown : undefined;
  };
  const inCallee = ({ node }: Thrown, at: number): Thrown | undefined => {
    for (let index = firstAfter(list, at); index < list.length; index += 1) {
      const found = list[index];
      if (found === undefined || found.at > (ends[at] ?? 0)) return undefined;
      if (found.thrown.node.segment !== node.segment) return found.thrown;
    }
    return undefined;
  };
  return (thrown: Thrown): Thrown | undefined => {
    const { cause, remote } = thrown.exception;
    const at = places.get(thrown.node) ?? 0;
    const named = cause === undefined ? undefined : byId.get(cause);
    if (named !== undefined && named !== thrown) return named;
    return sameBelow(thrown, at) ?? (remote === true ? inCallee(thrown, at) : undefined);
  };
};

/**
 * Where each exception was first thrown, as far as the trace tells, across segments: through the ids of causes, the same
 * exception recorded again on its way up, and `remote: true` into the called service. Circles end where they began.
 */
export const firstThrowers = (
  trace: Trace,
  all: readonly Thrown[],
): ReadonlyMap<Thrown, Thrown> => {
  const step = createStep(trace, all);
  const throwers = new Map<Thrown, Thrown>();
  for (const thrown of all.toReversed()) {
    const path = new Set<Thrown>();
    let at = thrown;
    let next: Thrown | undefined = thrown;
    while (next !== undefined && !throwers.has(next) && !path.has(next)) {
      path.add(next);
      at = next;
      next = step(next);
    }
    const thrower = (next === undefined ? undefined : throwers.get(next)) ?? at;
    for (const one of path) throwers.set(one, thrower);
  }
  return throwers;
};
