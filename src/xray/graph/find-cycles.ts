/** For each node, the nodes it leads to. */
type Successors = ReadonlyMap<number, readonly number[]>;

interface Visit {
  readonly node: number;
  nextSuccessor: number;
}

interface Search {
  readonly order: Map<number, number>;
  readonly lowest: Map<number, number>;
  readonly open: number[];
  readonly isOpen: Set<number>;
  readonly component: Map<number, number>;
}

const enter = (search: Search, node: number): Visit => {
  const number = search.order.size;
  search.order.set(node, number);
  search.lowest.set(node, number);
  search.open.push(node);
  search.isOpen.add(node);
  return { node, nextSuccessor: 0 };
};

const lower = (search: Search, node: number, to: number | undefined): void => {
  const lowest = search.lowest.get(node) as number;
  if (to !== undefined && to < lowest) search.lowest.set(node, to);
};

const close = (search: Search, node: number): void => {
  if (search.lowest.get(node) !== search.order.get(node)) return;
  let member: number | undefined;
  do {
    member = search.open.pop();
    if (member === undefined) return;
    search.isOpen.delete(member);
    search.component.set(member, node);
  } while (member !== node);
};

const explore = (search: Search, successors: Successors, start: number): void => {
  const visits = [enter(search, start)];
  for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
    const next = successors.get(visit.node)?.[visit.nextSuccessor];
    visit.nextSuccessor += 1;
    if (next === undefined) {
      close(search, visit.node);
      visits.pop();
      const above = visits.at(-1);
      if (above !== undefined) lower(search, above.node, search.lowest.get(visit.node));
    } else if (!search.order.has(next)) {
      visits.push(enter(search, next));
    } else if (search.isOpen.has(next)) {
      lower(search, visit.node, search.order.get(next));
    }
  }
};

/** Tarjan's strongly connected components, without recursion: nodes that lead to one another get the same number. */
const findComponents = (successors: Successors): ReadonlyMap<number, number> => {
  const search: Search = {
    order: new Map(),
    lowest: new Map(),
    open: [],
    isOpen: new Set(),
    component: new Map(),
  };
  for (const node of successors.keys()) {
    if (!search.order.has(node)) explore(search, successors, node);
  }
  return search.component;
};

/** The shortest way from a node back to itself, inside its component; undefined when there is none. */
const findShortestCycle = (
  start: number,
  successors: Successors,
  components: ReadonlyMap<number, number>,
): readonly number[] | undefined => {
  const component = components.get(start);
  const before = new Map<number, number>();
  const pending = [start];
  for (let at = 0; at < pending.length; at += 1) {
    const node = pending[at] as number;
    for (const next of successors.get(node) ?? []) {
      if (next === start) return walkBack(node, start, before);
      if (before.has(next) || components.get(next) !== component) continue;
      before.set(next, node);
      pending.push(next);
    }
  }
  return undefined;
};

const walkBack = (
  last: number,
  start: number,
  before: ReadonlyMap<number, number>,
): readonly number[] => {
  const way = [last];
  for (let node = last; node !== start; ) {
    node = before.get(node) as number;
    way.push(node);
  }
  return way.reverse();
};

const turnTo = (cycle: readonly number[], first: number): readonly number[] => {
  const at = cycle.indexOf(first);
  return [...cycle.slice(at), ...cycle.slice(0, at)];
};

/**
 * Circles in a graph, each a list of nodes along the edges that begins with its lowest node: as many as it takes for every
 * node of a circle to be in one, each the shortest through some node. That shows every circular dependency without listing
 * every way round, of which a dense graph has more than can be counted.
 */
export const findCycles = (successors: Successors): readonly (readonly number[])[] => {
  const components = findComponents(successors);
  const covered = new Set<number>();
  const cycles: (readonly number[])[] = [];
  for (const node of successors.keys()) {
    if (covered.has(node)) continue;
    const cycle = findShortestCycle(node, successors, components);
    if (cycle === undefined) continue;
    for (const member of cycle) covered.add(member);
    cycles.push(turnTo(cycle, Math.min(...cycle)));
  }
  return cycles;
};
