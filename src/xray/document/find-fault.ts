import { isSegmentId, isTraceId } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import type { SegmentProblemCode } from '../segment-problem.ts';
import type { JsonObject } from './json-object.ts';

/** Whether a value is a time X-Ray and the rest of this program can work with: epoch seconds within the calendar. */
const isTime = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= LIMITS.epochSeconds;

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

const findTimeFault = (
  entity: JsonObject,
  kind: 'segment' | 'subsegment',
): SegmentProblemCode | undefined => {
  if (!isTime(entity['start_time'])) return 'MissingStartTime';
  const end = entity['end_time'];
  if (entity['in_progress'] !== true) return isTime(end) ? undefined : 'MissingEndTime';
  if (typeof end !== 'number') return undefined;
  return kind === 'segment' ? 'InProgressSegmentHasEndTime' : 'InProgressSubsegmentHasEndTime';
};

const findIdentityFault = (entity: JsonObject): SegmentProblemCode | undefined => {
  const { id, name } = entity;
  if (typeof id !== 'string' || id === '') return 'MissingId';
  if (!isSegmentId(id)) return 'InvalidId';
  return typeof name !== 'string' || name === '' ? 'MissingName' : undefined;
};

const findTraceIdFault = ({ trace_id }: JsonObject): SegmentProblemCode | undefined => {
  if (typeof trace_id !== 'string' || trace_id === '') return 'MissingTraceId';
  return isTraceId(trace_id) ? undefined : 'InvalidTraceId';
};

const findParentFault = (
  { parent_id }: JsonObject,
  kind: 'segment' | 'subsegment',
): SegmentProblemCode | undefined => {
  if (isAbsent(parent_id)) return kind === 'subsegment' ? 'MissingParentId' : undefined;
  return typeof parent_id === 'string' && isSegmentId(parent_id) ? undefined : 'InvalidParentId';
};

/** The first thing X-Ray would refuse a document's own (sub)segment for, in the order it looks. */
export const findDocumentFault = (
  entity: JsonObject,
  kind: 'segment' | 'subsegment',
): SegmentProblemCode | undefined =>
  findIdentityFault(entity) ??
  findTraceIdFault(entity) ??
  findTimeFault(entity, kind) ??
  findParentFault(entity, kind);

/** The same for a nested subsegment, which takes its trace and its parent from where it stands. */
export const findNestedFault = (entity: JsonObject): SegmentProblemCode | undefined =>
  findIdentityFault(entity) ?? findTimeFault(entity, 'subsegment');
