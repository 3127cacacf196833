import type { ValueType } from '../../cli/flags/flag.ts';
import { failure, success } from '../../std/result.ts';
import { isSegmentId, lowercase, parseTraceId, type TraceId } from '../../xray/ids.ts';

/** A trace id in either form, as the value of a flag. */
export const traceIdType: ValueType<TraceId> = {
  placeholder: 'ID',
  example: '1-58406520-a006649127e371903a2de979',
  parse: (given) => {
    const id = parseTraceId(given);
    return id.ok
      ? id
      : failure('is not a trace id; expected 1-<8 hex digits>-<24 hex digits> or 32 hex digits');
  },
};

/** The id of a segment or subsegment, as the value of a flag. */
export const segmentIdType: ValueType<string> = {
  placeholder: 'ID',
  example: '53995c3f42cd8ad8',
  parse: (given) =>
    isSegmentId(given)
      ? success(lowercase(given))
      : failure('is not a segment id; expected 16 hex digits'),
};
