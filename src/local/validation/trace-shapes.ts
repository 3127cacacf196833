import type { InputOf } from '../../xray/api/operations.ts';
import type { TelemetryRecord } from '../../xray/api/traces.ts';
import { LIMITS } from '../../xray/limits.ts';
import {
  boolean,
  double,
  integer,
  list,
  required,
  type Shape,
  string,
  structure,
  timestamp,
} from './shape.ts';

/** A group named or by ARN. [botocore] */
export const GROUP_NAME = string({ min: 1, max: LIMITS.groupNameCharacters });
export const GROUP_ARN = string({ min: 1, max: 400 });
/** Both ends of a time range. */
export const WINDOW = { StartTime: required(timestamp), EndTime: required(timestamp) };

const TRACE_IDS = required(list(string({ min: 1, max: LIMITS.traceIdCharacters })));

const BACKEND_CONNECTION_ERRORS: Shape = {
  kind: 'structure',
  members: {
    TimeoutCount: integer(),
    ConnectionRefusedCount: integer(),
    HTTPCode4XXCount: integer(),
    HTTPCode5XXCount: integer(),
    UnknownHostCount: integer(),
    OtherCount: integer(),
  },
};

/** Inputs of the operations that write and read traces and graphs. [botocore 2016-04-12] */
export const TRACE_SHAPES = {
  PutTraceSegments: structure<InputOf<'PutTraceSegments'>>({
    TraceSegmentDocuments: required(list(string())),
  }),
  PutTelemetryRecords: structure<InputOf<'PutTelemetryRecords'>>({
    TelemetryRecords: required(
      list(
        structure<TelemetryRecord>({
          Timestamp: required(timestamp),
          SegmentsReceivedCount: integer(),
          SegmentsSentCount: integer(),
          SegmentsSpilloverCount: integer(),
          SegmentsRejectedCount: integer(),
          BackendConnectionErrors: BACKEND_CONNECTION_ERRORS,
        }),
      ),
    ),
    EC2InstanceId: string({ max: 20 }),
    Hostname: string({ max: 255 }),
    ResourceARN: string({ max: 500 }),
  }),
  GetTraceSummaries: structure<InputOf<'GetTraceSummaries'>>({
    ...WINDOW,
    TimeRangeType: string({ oneOf: ['TraceId', 'Event', 'Service'] }),
    Sampling: boolean,
    SamplingStrategy: structure<NonNullable<InputOf<'GetTraceSummaries'>['SamplingStrategy']>>({
      Name: string({ oneOf: ['PartialScan', 'FixedRate'] }),
      Value: double(),
    }),
    FilterExpression: string(),
    NextToken: string(),
  }),
  BatchGetTraces: structure<InputOf<'BatchGetTraces'>>({
    TraceIds: TRACE_IDS,
    NextToken: string(),
  }),
  GetServiceGraph: structure<InputOf<'GetServiceGraph'>>({
    ...WINDOW,
    GroupName: GROUP_NAME,
    GroupARN: GROUP_ARN,
    NextToken: string(),
  }),
  GetTraceGraph: structure<InputOf<'GetTraceGraph'>>({ TraceIds: TRACE_IDS, NextToken: string() }),
  GetTimeSeriesServiceStatistics: structure<InputOf<'GetTimeSeriesServiceStatistics'>>({
    ...WINDOW,
    GroupName: GROUP_NAME,
    GroupARN: GROUP_ARN,
    EntitySelectorExpression: string({ min: 1, max: 500 }),
    Period: integer(),
    ForecastStatistics: boolean,
    NextToken: string(),
  }),
};
