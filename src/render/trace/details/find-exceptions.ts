import type { Trace, TraceNode } from '../../../xray/trace.ts';
import { firstThrowers } from './first-throwers.ts';
import { referenceIn, type Thrown, thrownIn } from './thrown.ts';

/** An exception as a node tells it, and the one it all began with (itself, when nothing says more). */
export interface NodeException {
  readonly thrown: Thrown;
  readonly origin: Thrown;
}

/** What a node says went wrong; `unresolved` is the id of an exception that is not in the trace. */
export interface NodeExceptions {
  readonly exceptions: readonly NodeException[];
  readonly unresolved: string | undefined;
}

const NONE: NodeExceptions = { exceptions: [], unresolved: undefined };

/** Answers, for any node of a trace, which exceptions it reports and who threw them first. */
export const createExceptionFinder = (trace: Trace): ((node: TraceNode) => NodeExceptions) => {
  const byNode = new Map<string, readonly Thrown[]>();
  for (const node of trace.nodes) {
    if (node.entity.cause !== undefined) byNode.set(node.id, thrownIn(node));
  }
  const all = [...byNode.values()].flat();
  if (byNode.size === 0) return () => NONE;
  const throwers = firstThrowers(trace, all);
  const byException = new Map(all.toReversed().map((thrown) => [thrown.exception.id, thrown]));

  const withOrigin = (thrown: Thrown): NodeException => ({
    thrown,
    origin: throwers.get(thrown) ?? thrown,
  });
  const referred = (id: string): readonly Thrown[] => {
    const exception = byException.get(id);
    return exception === undefined ? (byNode.get(id) ?? []) : [exception];
  };
  return (node) => {
    const own = byNode.get(node.id) ?? [];
    const reference = referenceIn(node);
    if (own.length > 0 || reference === undefined) {
      return { exceptions: own.map(withOrigin), unresolved: undefined };
    }
    const found = referred(reference).filter((thrown) => !thrown.isCause);
    return {
      exceptions: found.map(withOrigin),
      unresolved: found.length === 0 ? reference : undefined,
    };
  };
};
