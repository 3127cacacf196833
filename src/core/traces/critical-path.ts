import type { Trace, TraceNode } from '../../xray/trace.ts';
import { type Extent, findExtents } from './known-extent.ts';
import type { CriticalStep } from './trace-analysis.ts';

/**
 * Seconds by which what followed one another may seem to overlap: some SDKs cut times to milliseconds and others keep
 * microseconds, which makes 1 ms and the rounding of the rest.
 */
const CLOCK_ROUNDING_SECONDS = 0.001001;

/** A child as something its parent may have waited for: since `start`, until `end`. */
interface Wait {
  readonly node: TraceNode;
  readonly start: number;
  readonly end: number;
  /** The child's end by its own clock; later than `end` where that was cut. */
  readonly uncutEnd: number;
}

/** A node whose stretch of the path, from `from` to `cursor`, is being handed out from its end backwards. */
interface Frame {
  readonly node: TraceNode;
  readonly from: number;
  cursor: number;
  /** When a child must have ended to have been waited for; later than the cursor where the stretch was cut. */
  bound: number;
  /** What the node may have waited for, last to end first. */
  readonly waits: readonly Wait[];
  /** Index of the first wait not looked at. */
  next: number;
}

/** Last to end first; of two that end together the longer one, which explains more. */
const compareWaits = (a: Wait, b: Wait): number => b.end - a.end || a.start - b.start;

/**
 * How a child may have been waited for by the time `bound`: until all below it ended, or where that came later, until
 * it ended itself. A segment that outlasts its caller is cut, for it keeps another clock; a subsegment that does was
 * not waited for. Neither was what has not ended.
 */
const findWaitsFor = (node: TraceNode, { start, end }: Extent, bound: number): readonly Wait[] => {
  if (end === undefined) return [];
  const limit = bound + CLOCK_ROUNDING_SECONDS;
  const ends = node.end === undefined || node.end === end ? [end] : [end, node.end];
  const inTime = ends.filter((candidate) => candidate <= limit);
  if (inTime.length === 0 && node.kind === 'segment') {
    return [{ node, start, end: bound, uncutEnd: node.end ?? end }];
  }
  return inTime.map((candidate) => ({ node, start, end: candidate, uncutEnd: candidate }));
};

const findWaits = (
  children: readonly TraceNode[],
  extents: ReadonlyMap<TraceNode, Extent>,
  bound: number,
): Wait[] => {
  const waits: Wait[] = [];
  for (const child of children) {
    const extent = extents.get(child);
    if (extent !== undefined) waits.push(...findWaitsFor(child, extent, bound));
  }
  return waits.sort(compareWaits);
};

/** The next wait that had ended when what follows began, cut to the frame; undefined when none is left. */
const takeWait = (frame: Frame): Wait | undefined => {
  for (; frame.next < frame.waits.length; frame.next += 1) {
    const wait = frame.waits[frame.next];
    if (wait === undefined || wait.end > frame.bound + CLOCK_ROUNDING_SECONDS) continue;
    const start = Math.max(wait.start, frame.from);
    const end = Math.min(wait.end, frame.cursor);
    if (start < end) return { ...wait, start, end };
  }
  return undefined;
};

const pushStep = (steps: CriticalStep[], { id, name }: TraceNode, start: number, end: number) => {
  if (start >= end) return;
  const last = steps.at(-1);
  // Walking backwards, the step before this one is the one that follows it in time.
  if (last?.id === id && last.start === end) {
    steps[steps.length - 1] = { id, name, start, end: last.end, contribution: last.end - start };
  } else steps.push({ id, name, start, end, contribution: end - start });
};

/**
 * What held the request up, from its start to its end without a gap: walks back from the end, each time to the child
 * that ended last before the point reached, and down into it. Time that no child accounts for belongs to the
 * enclosing node; between several roots, to the first. In order of time; contributions add up to the trace's duration.
 * Empty for a trace of no known duration.
 */
export const findCriticalPath = (trace: Trace): readonly CriticalStep[] => {
  const top = trace.roots[0];
  if (top === undefined) return [];
  const extents = findExtents(trace);
  const frameOf = (wait: Wait, children: readonly TraceNode[]): Frame => ({
    node: wait.node,
    from: wait.start,
    cursor: wait.end,
    bound: wait.uncutEnd,
    waits: findWaits(children, extents, wait.uncutEnd),
    next: 0,
  });

  const steps: CriticalStep[] = [];
  const { start, end, roots } = trace;
  const frames = [frameOf({ node: top, start, end, uncutEnd: end }, roots)];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const wait = takeWait(frame);
    if (wait === undefined) {
      pushStep(steps, frame.node, frame.from, frame.cursor);
      frames.pop();
      continue;
    }
    pushStep(steps, frame.node, wait.end, frame.cursor);
    frame.cursor = wait.start;
    frame.bound = wait.start;
    frames.push(frameOf(wait, wait.node.children));
  }
  return steps.reverse();
};
