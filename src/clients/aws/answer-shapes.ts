import type { Edge, HistogramEntry, Service, SummaryStatistics } from '../../xray/api/graph.ts';
import type { XRayOperations } from '../../xray/api/operations.ts';
import type { RetrievalOperations } from '../../xray/api/retrieval.ts';
import type {
  Alias,
  FailureRootCause,
  ResponseTimeRootCause,
  ServiceId,
  TraceSummary,
  TraceWithSegments,
} from '../../xray/api/traces.ts';

/** What a member may be: a primitive, a list of one shape, a map of the user's own keys, or an object with these members. */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | readonly [Shape]
  | readonly ['map', Shape]
  | { readonly [member: string]: Shape };

/** The shape a type has at run time; every member must be there, so that the two cannot drift apart. */
type ShapeOf<T> = T extends string
  ? 'string'
  : T extends number
    ? 'number'
    : T extends boolean
      ? 'boolean'
      : T extends readonly (infer Element)[]
        ? readonly [ShapeOf<Element>]
        : string extends keyof T
          ? readonly ['map', ShapeOf<T[keyof T]>]
          : { readonly [Name in keyof Required<T>]: ShapeOf<NonNullable<T[Name]>> };

const SERVICE_ID: ShapeOf<ServiceId> = {
  Name: 'string',
  Names: ['string'],
  AccountId: 'string',
  Type: 'string',
};

const ROOT_CAUSE_SERVICE = { ...SERVICE_ID, Inferred: 'boolean' } as const;

const FAILURE: ShapeOf<FailureRootCause> = {
  Services: [
    {
      ...ROOT_CAUSE_SERVICE,
      EntityPath: [
        { Name: 'string', Exceptions: [{ Name: 'string', Message: 'string' }], Remote: 'boolean' },
      ],
    },
  ],
  ClientImpacting: 'boolean',
};

const RESPONSE_TIME: ShapeOf<ResponseTimeRootCause> = {
  Services: [
    {
      ...ROOT_CAUSE_SERVICE,
      EntityPath: [{ Name: 'string', Coverage: 'number', Remote: 'boolean' }],
    },
  ],
  ClientImpacting: 'boolean',
};

const SUMMARY: ShapeOf<TraceSummary> = {
  Id: 'string',
  StartTime: 'number',
  Duration: 'number',
  ResponseTime: 'number',
  HasFault: 'boolean',
  HasError: 'boolean',
  HasThrottle: 'boolean',
  IsPartial: 'boolean',
  Http: {
    HttpURL: 'string',
    HttpStatus: 'number',
    HttpMethod: 'string',
    UserAgent: 'string',
    ClientIp: 'string',
  },
  Annotations: [
    'map',
    [
      {
        AnnotationValue: {
          NumberValue: 'number',
          BooleanValue: 'boolean',
          StringValue: 'string',
        },
        ServiceIds: [SERVICE_ID],
      },
    ],
  ],
  Users: [{ UserName: 'string', ServiceIds: [SERVICE_ID] }],
  ServiceIds: [SERVICE_ID],
  ResourceARNs: [{ ARN: 'string' }],
  InstanceIds: [{ Id: 'string' }],
  AvailabilityZones: [{ Name: 'string' }],
  EntryPoint: SERVICE_ID,
  FaultRootCauses: [FAILURE],
  ErrorRootCauses: [FAILURE],
  ResponseTimeRootCauses: [RESPONSE_TIME],
  Revision: 'number',
  MatchedEventTime: 'number',
};

const TRACE: ShapeOf<TraceWithSegments> = {
  Id: 'string',
  Duration: 'number',
  LimitExceeded: 'boolean',
  Segments: [{ Id: 'string', Document: 'string' }],
};

const STATISTICS: ShapeOf<SummaryStatistics> = {
  OkCount: 'number',
  ErrorStatistics: { ThrottleCount: 'number', OtherCount: 'number', TotalCount: 'number' },
  FaultStatistics: { OtherCount: 'number', TotalCount: 'number' },
  TotalCount: 'number',
  TotalResponseTime: 'number',
};

const HISTOGRAM: readonly [ShapeOf<HistogramEntry>] = [{ Value: 'number', Count: 'number' }];

const ALIAS: ShapeOf<Alias> = { Name: 'string', Names: ['string'], Type: 'string' };

const EDGE: ShapeOf<Edge> = {
  ReferenceId: 'number',
  StartTime: 'number',
  EndTime: 'number',
  SummaryStatistics: STATISTICS,
  ResponseTimeHistogram: HISTOGRAM,
  Aliases: [ALIAS],
  EdgeType: 'string',
  ReceivedEventAgeHistogram: HISTOGRAM,
};

const SERVICE: ShapeOf<Service> = {
  ReferenceId: 'number',
  Name: 'string',
  Names: ['string'],
  Root: 'boolean',
  AccountId: 'string',
  Type: 'string',
  State: 'string',
  StartTime: 'number',
  EndTime: 'number',
  Edges: [EDGE],
  SummaryStatistics: STATISTICS,
  DurationHistogram: HISTOGRAM,
  ResponseTimeHistogram: HISTOGRAM,
};

/** How the answer of an operation looks. */
export interface AnswerShape {
  /** The member X-Ray never leaves out, empty as it may be. */
  readonly always: string | undefined;
  readonly members: { readonly [member: string]: Shape };
}

type Operations = XRayOperations & RetrievalOperations;

const shapeOf = <O extends keyof Operations>(
  always: (keyof Operations[O]['output'] & string) | undefined,
  members: ShapeOf<Operations[O]['output']> & AnswerShape['members'],
): AnswerShape => ({ always, members });

/** The answers readers take apart. Those of other operations are written out as they come. */
export const ANSWER_SHAPES: ReadonlyMap<string, AnswerShape> = new Map([
  [
    'PutTraceSegments',
    shapeOf<'PutTraceSegments'>(undefined, {
      UnprocessedTraceSegments: [{ Id: 'string', ErrorCode: 'string', Message: 'string' }],
    }),
  ],
  [
    'GetTraceSummaries',
    shapeOf<'GetTraceSummaries'>('TraceSummaries', {
      TraceSummaries: [SUMMARY],
      ApproximateTime: 'number',
      TracesProcessedCount: 'number',
      NextToken: 'string',
    }),
  ],
  [
    'BatchGetTraces',
    shapeOf<'BatchGetTraces'>('Traces', {
      Traces: [TRACE],
      UnprocessedTraceIds: ['string'],
      NextToken: 'string',
    }),
  ],
  [
    'GetServiceGraph',
    shapeOf<'GetServiceGraph'>('Services', {
      StartTime: 'number',
      EndTime: 'number',
      Services: [SERVICE],
      ContainsOldGroupVersions: 'boolean',
      NextToken: 'string',
    }),
  ],
  [
    'GetTraceGraph',
    shapeOf<'GetTraceGraph'>('Services', { Services: [SERVICE], NextToken: 'string' }),
  ],
  [
    'StartTraceRetrieval',
    shapeOf<'StartTraceRetrieval'>('RetrievalToken', { RetrievalToken: 'string' }),
  ],
  [
    'ListRetrievedTraces',
    // Nothing is always there: the answer is documented to be empty until the retrieval is complete.
    shapeOf<'ListRetrievedTraces'>(undefined, {
      RetrievalStatus: 'string',
      TraceFormat: 'string',
      Traces: [{ Id: 'string', Duration: 'number', Spans: [{ Id: 'string', Document: 'string' }] }],
      NextToken: 'string',
    }),
  ],
]);
