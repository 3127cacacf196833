import type { Random } from '../../ports/random.ts';
import { makeSegmentId, makeTraceId, type TraceId } from '../../xray/ids.ts';
import type { AnnotationValue, HttpBlock, Segment } from '../../xray/segment.ts';

/** What the segment should say; all that is left out is made up so that it is valid. */
export interface SegmentRequest {
  readonly name: string;
  readonly durationMs: number;
  /** Joins this trace instead of beginning one. */
  readonly traceId: TraceId | undefined;
  /** The caller's segment or subsegment. */
  readonly parentId: string | undefined;
  readonly method: string | undefined;
  readonly url: string | undefined;
  /** Sets fault (5xx), error (4xx) and throttle (429) as SDKs do. */
  readonly status: number | undefined;
  readonly fault: boolean;
  readonly error: boolean;
  readonly throttle: boolean;
  readonly user: string | undefined;
  readonly annotations: Readonly<Record<string, AnnotationValue>>;
}

const httpOf = ({ method, url, status }: SegmentRequest): HttpBlock | undefined => {
  const request = { ...(method && { method }), ...(url && { url }) };
  const asked = method !== undefined || url !== undefined;
  if (!asked && status === undefined) return undefined;
  return { ...(asked && { request }), ...(status !== undefined && { response: { status } }) };
};

/** Which flags hold; throttle goes with error, by the SDKs' convention. */
const flagsOf = (request: SegmentRequest) => {
  const status = request.status ?? 0;
  const throttle = request.throttle || status === 429;
  return {
    ...((request.fault || status >= 500) && { fault: true }),
    ...((request.error || throttle || (status >= 400 && status < 500)) && { error: true }),
    ...(throttle && { throttle: true }),
  };
};

/** A complete segment that ended at `nowMs` (epoch milliseconds), with ids of its own. */
export const makeSegment = (
  request: SegmentRequest,
  nowMs: number,
  random: Pick<Random, 'hex'>,
): Segment => {
  const startMs = nowMs - request.durationMs;
  const http = httpOf(request);
  return {
    trace_id: request.traceId ?? makeTraceId(startMs / 1000, random.hex),
    id: makeSegmentId(random.hex),
    ...(request.parentId && { parent_id: request.parentId }),
    name: request.name,
    start_time: startMs / 1000,
    end_time: nowMs / 1000,
    ...flagsOf(request),
    ...(http && { http }),
    ...(request.user && { user: request.user }),
    ...(Object.keys(request.annotations).length > 0 && { annotations: request.annotations }),
  };
};
