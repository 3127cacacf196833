/** X-Ray's own codes for refusing a document, with what each means to its sender. */
const EXPLANATIONS = {
  ParseError: 'it is not a JSON object, or is nested too deeply',
  MissingId: 'it has no "id" that is a string',
  InvalidId: 'its "id" is not 16 hex digits',
  MissingName: 'it has no "name" that is a string',
  InvalidName: 'its "name" has characters X-Ray does not allow',
  MissingTraceId: 'it has no "trace_id" that is a string',
  InvalidTraceId: 'its "trace_id" is not 1-<8 hex digits>-<24 hex digits>',
  MissingStartTime: 'it has no "start_time" that is a number of epoch seconds',
  MissingEndTime: 'it has neither a number "end_time" nor "in_progress": true',
  MissingParentId: 'it is a subsegment on its own and has no "parent_id"',
  InvalidParentId: 'its "parent_id" is not 16 hex digits',
  InProgressSegmentHasEndTime: 'it has "in_progress": true and an "end_time" as well',
  InProgressSubsegmentHasEndTime: 'it has "in_progress": true and an "end_time" as well',
  UnknownType: 'its "type" is neither absent nor "subsegment"',
  InvalidSegment: 'it is larger than 64 KB',
} as const satisfies Readonly<Record<string, string>>;

export type SegmentProblemCode = keyof typeof EXPLANATIONS;

/** What a refusal calls the document: `entity` where it cannot be told which of the two it is. */
export type RefusedKind = 'segment' | 'subsegment' | 'entity';

/** A document X-Ray refuses, in the words of an unprocessed segment of PutTraceSegments. */
export interface SegmentProblem {
  /** The document's own id, where it has one that is a string. */
  readonly id: string | null;
  readonly code: SegmentProblemCode;
  readonly message: string;
}

/** A refusal in X-Ray's exact words, which differ by kind. */
export const makeSegmentProblem = (
  id: string | null,
  kind: RefusedKind,
  code: SegmentProblemCode,
): SegmentProblem => ({
  id,
  code,
  message: `Invalid ${kind}. ErrorCode: ${code}${kind === 'subsegment' ? ', Cause: null' : ''}`,
});

/** What a code, ours or one AWS answered, means: a clause for people. Undefined for a code we do not know. */
export const explainSegmentProblem = (code: string): string | undefined =>
  Object.hasOwn(EXPLANATIONS, code) ? EXPLANATIONS[code as SegmentProblemCode] : undefined;
