import type { TraceNode } from '../trace.ts';

/** In order of start, then end (what is in progress last), then id. */
export const compareNodes = (a: TraceNode, b: TraceNode): number => {
  if (a.start !== b.start) return a.start - b.start;
  if (a.end !== b.end) return (a.end ?? Infinity) - (b.end ?? Infinity);
  return a.id < b.id ? -1 : Number(a.id > b.id);
};
