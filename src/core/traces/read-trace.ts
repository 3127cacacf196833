import type { TraceWithSegments } from '../../xray/api/traces.ts';
import { buildTrace } from '../../xray/build-trace.ts';
import { exceedsDepth } from '../../xray/document/measure-text.ts';
import { LIMITS } from '../../xray/limits.ts';
import { readDocument } from '../../xray/parse-segment.ts';
import type { SegmentDocument } from '../../xray/segment.ts';
import { explainSegmentProblem } from '../../xray/segment-problem.ts';
import type { Trace } from '../../xray/trace.ts';

/** A document of a trace that could not be made sense of. */
export interface UnreadableDocument {
  /** Id of the segment, as X-Ray filed it. */
  readonly id: string;
  readonly why: string;
}

/** A trace as a tree, and what of it is not in the tree. */
export interface ReadTrace {
  readonly trace: Trace;
  readonly unreadable: readonly UnreadableDocument[];
  /** True when the trace passed X-Ray's quota of size: later segments are not there. */
  readonly limitExceeded: boolean;
}

const parseJson = (text: string): unknown => {
  if (exceedsDepth(text, LIMITS.documentDepth)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Makes the tree of a trace as X-Ray gave it. Its documents are assembled, so X-Ray's 64 KB for one do not apply. */
export const readTrace = (given: TraceWithSegments): ReadTrace => {
  const documents: SegmentDocument[] = [];
  const unreadable: UnreadableDocument[] = [];
  for (const segment of given.Segments ?? []) {
    const read = readDocument(parseJson(segment.Document ?? ''));
    if (read.ok) documents.push(...read.value);
    else {
      const { code, message } = read.problem;
      unreadable.push({
        id: segment.Id ?? 'without id',
        why: explainSegmentProblem(code) ?? message,
      });
    }
  }
  return {
    trace: buildTrace(given.Id ?? '', documents),
    unreadable,
    limitExceeded: given.LimitExceeded === true,
  };
};
