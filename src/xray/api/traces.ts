/** Shapes of the trace operations, as on the wire: PascalCase members, times in epoch seconds, absent members omitted. */

/** Seconds since 1970, with a fraction. */
export type EpochSeconds = number;

export interface ServiceId {
  readonly Name?: string;
  readonly Names?: readonly string[];
  readonly AccountId?: string;
  readonly Type?: string;
}

export interface Alias {
  readonly Name?: string;
  readonly Names?: readonly string[];
  readonly Type?: string;
}

export interface RootCauseException {
  readonly Name?: string;
  readonly Message?: string;
}

/** One entity on the path of a fault or error root cause. */
export interface FailureRootCauseEntity {
  readonly Name?: string;
  readonly Exceptions?: readonly RootCauseException[];
  readonly Remote?: boolean;
}

export interface ResponseTimeRootCauseEntity {
  readonly Name?: string;
  /** Share of the root's response time, 0 to 1. */
  readonly Coverage?: number;
  readonly Remote?: boolean;
}

interface RootCauseServiceOf<Entity> extends ServiceId {
  readonly EntityPath?: readonly Entity[];
  readonly Inferred?: boolean;
}

interface RootCauseOf<Entity> {
  readonly Services?: readonly RootCauseServiceOf<Entity>[];
  readonly ClientImpacting?: boolean;
}

/** A fault or an error followed from the entry service down to the deepest failing entity. */
export type FailureRootCause = RootCauseOf<FailureRootCauseEntity>;
export type ResponseTimeRootCause = RootCauseOf<ResponseTimeRootCauseEntity>;

export interface HttpSummary {
  readonly HttpURL?: string;
  readonly HttpStatus?: number;
  readonly HttpMethod?: string;
  readonly UserAgent?: string;
  readonly ClientIp?: string;
}

/** Exactly one member is set. */
export interface SummaryAnnotationValue {
  readonly NumberValue?: number;
  readonly BooleanValue?: boolean;
  readonly StringValue?: string;
}

export interface ValueWithServiceIds {
  readonly AnnotationValue?: SummaryAnnotationValue;
  readonly ServiceIds?: readonly ServiceId[];
}

export interface TraceUser {
  readonly UserName?: string;
  readonly ServiceIds?: readonly ServiceId[];
}

export interface TraceSummary {
  readonly Id?: string;
  readonly StartTime?: EpochSeconds;
  /** Seconds, whole trace; absent while anything is unfinished. */
  readonly Duration?: number;
  /** Seconds, root segment; absent while it is in progress. */
  readonly ResponseTime?: number;
  readonly HasFault?: boolean;
  readonly HasError?: boolean;
  readonly HasThrottle?: boolean;
  readonly IsPartial?: boolean;
  readonly Http?: HttpSummary;
  readonly Annotations?: Readonly<Record<string, readonly ValueWithServiceIds[]>>;
  readonly Users?: readonly TraceUser[];
  readonly ServiceIds?: readonly ServiceId[];
  readonly ResourceARNs?: readonly { readonly ARN?: string }[];
  readonly InstanceIds?: readonly { readonly Id?: string }[];
  readonly AvailabilityZones?: readonly { readonly Name?: string }[];
  readonly EntryPoint?: ServiceId;
  readonly FaultRootCauses?: readonly FailureRootCause[];
  readonly ErrorRootCauses?: readonly FailureRootCause[];
  readonly ResponseTimeRootCauses?: readonly ResponseTimeRootCause[];
  readonly Revision?: number;
  readonly MatchedEventTime?: EpochSeconds;
}

export type TimeRangeType = 'TraceId' | 'Event' | 'Service';

export interface GetTraceSummariesInput {
  readonly StartTime: EpochSeconds;
  readonly EndTime: EpochSeconds;
  readonly TimeRangeType?: TimeRangeType;
  readonly Sampling?: boolean;
  readonly SamplingStrategy?: {
    readonly Name?: 'PartialScan' | 'FixedRate';
    readonly Value?: number;
  };
  readonly FilterExpression?: string;
  readonly NextToken?: string;
}

export interface GetTraceSummariesOutput {
  readonly TraceSummaries?: readonly TraceSummary[];
  /** Start of the oldest time scanned for this page. */
  readonly ApproximateTime?: EpochSeconds;
  /** Traces examined, matching or not: what is billed as scanned. */
  readonly TracesProcessedCount?: number;
  readonly NextToken?: string;
}

/** A (sub)segment document as stored: `Document` is JSON text. */
export interface TraceSegment {
  readonly Id?: string;
  readonly Document?: string;
}

export interface TraceWithSegments {
  readonly Id?: string;
  readonly Duration?: number;
  readonly LimitExceeded?: boolean;
  readonly Segments?: readonly TraceSegment[];
}

export interface BatchGetTracesInput {
  readonly TraceIds: readonly string[];
  readonly NextToken?: string;
}

export interface BatchGetTracesOutput {
  readonly Traces?: readonly TraceWithSegments[];
  readonly UnprocessedTraceIds?: readonly string[];
  readonly NextToken?: string;
}

export interface PutTraceSegmentsInput {
  /** Each element is one document, as JSON text; at most 50 a call. */
  readonly TraceSegmentDocuments: readonly string[];
}

export interface UnprocessedTraceSegment {
  readonly Id?: string;
  readonly ErrorCode?: string;
  readonly Message?: string;
}

export interface PutTraceSegmentsOutput {
  readonly UnprocessedTraceSegments?: readonly UnprocessedTraceSegment[];
}

export interface TelemetryRecord {
  readonly Timestamp: EpochSeconds;
  readonly SegmentsReceivedCount?: number;
  readonly SegmentsSentCount?: number;
  readonly SegmentsSpilloverCount?: number;
  readonly SegmentsRejectedCount?: number;
  readonly BackendConnectionErrors?: Readonly<Record<string, number>>;
}

export interface PutTelemetryRecordsInput {
  readonly TelemetryRecords: readonly TelemetryRecord[];
  readonly EC2InstanceId?: string;
  readonly Hostname?: string;
  readonly ResourceARN?: string;
}
