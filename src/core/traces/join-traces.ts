import type { TraceWithSegments } from '../../xray/api/traces.ts';

/** Traces by lowercase id: segments of one trace may come on several pages, or in a first and a second attempt. */
export const joinTraces = (
  pieces: readonly TraceWithSegments[],
): ReadonlyMap<string, TraceWithSegments> => {
  const joined = new Map<string, TraceWithSegments>();
  for (const piece of pieces) {
    const id = piece.Id?.toLowerCase() ?? '';
    const before = joined.get(id);
    const known = new Set(before?.Segments?.map((segment) => segment.Id));
    const added = (piece.Segments ?? []).filter((segment) => !known.has(segment.Id));
    joined.set(
      id,
      before === undefined
        ? piece
        : { ...before, Segments: [...(before.Segments ?? []), ...added] },
    );
  }
  return joined;
};
