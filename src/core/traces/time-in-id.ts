import type { TraceId } from '../../xray/ids.ts';
import { summaryStart } from '../../xray/summary-start.ts';

/** 2016-12-01, when X-Ray began: an earlier time in an id is chance, as in W3C ids, which carry none. */
const FIRST_EPOCH = 1_480_550_400;

/** The time written in an id, epoch seconds; undefined when it lies before X-Ray began, and so is none. */
export const timeInId = (id: TraceId): number | undefined => {
  const epoch = summaryStart({ Id: id });
  return epoch === undefined || epoch < FIRST_EPOCH ? undefined : epoch;
};
