import { describe, expect, it } from 'vitest';
import { mapAwsShape } from '../../../../src/render/json/aws-shape.ts';

describe('mapAwsShape', () => {
  it('prints times of every read operation as ISO 8601 and leaves durations numbers', () => {
    expect(
      mapAwsShape({
        TraceSummaries: [{ Id: '1-a', StartTime: 1480615200, Duration: 2, MatchedEventTime: 0.25 }],
        ApproximateTime: 1480615200.5,
        Services: [{ StartTime: 0, EndTime: 1, Edges: [{ StartTime: 0, EndTime: 1 }] }],
      }),
    ).toEqual({
      TraceSummaries: [
        {
          Id: '1-a',
          StartTime: '2016-12-01T18:00:00+00:00',
          Duration: 2,
          MatchedEventTime: '1970-01-01T00:00:00.250000+00:00',
        },
      ],
      ApproximateTime: '2016-12-01T18:00:00.500000+00:00',
      Services: [
        {
          StartTime: '1970-01-01T00:00:00+00:00',
          EndTime: '1970-01-01T00:00:01+00:00',
          Edges: [{ StartTime: '1970-01-01T00:00:00+00:00', EndTime: '1970-01-01T00:00:01+00:00' }],
        },
      ],
    });
  });

  it('leaves absent and null members out, wherever they are', () => {
    expect(
      mapAwsShape({
        NextToken: null,
        Http: { HttpStatus: 200, HttpURL: null },
        Users: [],
        A: undefined,
      }),
    ).toEqual({ Http: { HttpStatus: 200 }, Users: [] });
  });

  it('keeps members newer than our types', () => {
    expect(mapAwsShape({ Id: 'x', Novelty: { Deep: [1, true, 'a'] } })).toEqual({
      Id: 'x',
      Novelty: { Deep: [1, true, 'a'] },
    });
  });

  it('never takes an annotation for a member, whatever its key', () => {
    const annotations = {
      StartTime: [{ AnnotationValue: { NumberValue: 5, StringValue: null } }],
      __proto__x: [],
    };
    expect(mapAwsShape({ Annotations: annotations })).toEqual({
      Annotations: { StartTime: [{ AnnotationValue: { NumberValue: 5 } }], __proto__x: [] },
    });
  });
});
