import type { TraceId } from '../../xray/ids.ts';
import { LIMITS } from '../../xray/limits.ts';
import type { ReadWindow } from '../reading/split-window.ts';
import { timeInId } from './time-in-id.ts';

/** One retrieval: ids that are looked for in one window. */
export interface PlannedRetrieval extends ReadWindow {
  /** At most as many as one call takes. */
  readonly ids: readonly TraceId[];
}

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;
/** How far the clock that wrote an id may differ from those that wrote its spans. [ours] */
const BEFORE_SECONDS = HOUR_SECONDS;
/** Spans of one trace that lie further apart are refused by X-Ray's OTLP endpoint. [AWS docs] */
const AFTER_SECONDS = DAY_SECONDS;

/**
 * Where the spans of a trace may be, likeliest first. Around the time in its id, where there is one; otherwise in the
 * days X-Ray keeps. A time before those days may be chance (one W3C id in fourteen looks so), so both are looked into.
 */
const windowsOf = (id: TraceId, nowSeconds: number): readonly ReadWindow[] => {
  const kept = {
    start: Math.floor(nowSeconds) - LIMITS.retentionSeconds,
    end: Math.ceil(nowSeconds),
  };
  const epoch = timeInId(id);
  if (epoch === undefined || epoch >= nowSeconds + BEFORE_SECONDS) return [kept];
  const around = {
    start: epoch - BEFORE_SECONDS,
    end: Math.min(epoch + AFTER_SECONDS, kept.end),
  };
  return epoch < kept.start ? [around, kept] : [around];
};

/** Windows that begin on the same day (UTC) share a retrieval: few calls, and no long range for a few ids. */
const dayOf = ({ start }: ReadWindow): number => Math.floor(start / DAY_SECONDS);

const chunksOf = (ids: readonly TraceId[]): readonly (readonly TraceId[])[] =>
  Array.from({ length: Math.ceil(ids.length / LIMITS.tracesPerRetrieval) }, (_, index) =>
    ids.slice(index * LIMITS.tracesPerRetrieval, (index + 1) * LIMITS.tracesPerRetrieval),
  );

/**
 * The retrievals of one round: round 0 looks where each trace most likely is, round 1 where those may be that were not
 * found there. Empty when there is nowhere left to look.
 */
export const planRetrievals = (
  ids: readonly TraceId[],
  round: number,
  nowSeconds: number,
): readonly PlannedRetrieval[] => {
  const days = new Map<number, PlannedRetrieval>();
  for (const id of ids) {
    const window = windowsOf(id, nowSeconds)[round];
    if (window === undefined) continue;
    const day = dayOf(window);
    const { start, end, ids: others } = days.get(day) ?? { ...window, ids: [] };
    days.set(day, {
      start: Math.min(start, window.start),
      end: Math.max(end, window.end),
      ids: [...others, id],
    });
  }
  return [...days.values()].flatMap((all) =>
    chunksOf(all.ids).map((part) => ({ ...all, ids: part })),
  );
};
