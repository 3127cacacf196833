import { describe, expect, it } from 'vitest';
import { explainSegmentProblem, makeSegmentProblem } from '../../../src/xray/segment-problem.ts';

describe('makeSegmentProblem', () => {
  it.each([
    ['segment', 'Invalid segment. ErrorCode: MissingId'],
    ['subsegment', 'Invalid subsegment. ErrorCode: MissingId, Cause: null'],
    ['entity', 'Invalid entity. ErrorCode: MissingId'],
  ] as const)('words the refusal of a %s as X-Ray does', (kind, message) => {
    expect(makeSegmentProblem(null, kind, 'MissingId')).toEqual({
      id: null,
      code: 'MissingId',
      message,
    });
  });
});

describe('explainSegmentProblem', () => {
  it('explains a code to people', () => {
    expect(explainSegmentProblem('InvalidId')).toBe('its "id" is not 16 hex digits');
  });

  it.each(['SomethingNew', 'toString', ''])('knows nothing of %j', (code) => {
    expect(explainSegmentProblem(code)).toBeUndefined();
  });
});
