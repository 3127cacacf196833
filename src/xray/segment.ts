/**
 * The segment document, member for member as SDKs write it and X-Ray documents it: the names are the
 * schema's own (snake_case), times are epoch seconds. Unknown members are kept but never interpreted.
 */

export interface HttpRequest {
  readonly method?: string;
  readonly url?: string;
  readonly user_agent?: string;
  readonly client_ip?: string;
  readonly x_forwarded_for?: boolean;
  readonly traced?: boolean;
}

export interface HttpResponse {
  readonly status?: number;
  /** Some emitters send a string; the parser makes it a number. */
  readonly content_length?: number;
}

export interface HttpBlock {
  readonly request?: HttpRequest;
  readonly response?: HttpResponse;
}

export interface StackFrame {
  readonly path?: string;
  readonly line?: number;
  readonly label?: string;
}

export interface ExceptionBlock {
  readonly id: string;
  readonly message?: string;
  readonly type?: string;
  readonly remote?: boolean;
  readonly truncated?: number;
  readonly skipped?: number;
  /** Id of the exception that caused this one. */
  readonly cause?: string;
  readonly stack?: readonly StackFrame[];
}

export interface CauseBlock {
  readonly working_directory?: string;
  readonly paths?: readonly string[];
  readonly exceptions?: readonly ExceptionBlock[];
}

export interface SqlBlock {
  readonly connection_string?: string;
  readonly url?: string;
  readonly sanitized_query?: string;
  readonly database_type?: string;
  readonly database_version?: string;
  readonly driver_version?: string;
  readonly user?: string;
  readonly preparation?: string;
}

/** Annotation values are indexed: a string, a number or a boolean, nothing else. */
export type AnnotationValue = string | number | boolean;

/** What a segment and a subsegment share. */
interface EntityBase {
  readonly id: string;
  readonly name: string;
  readonly start_time: number;
  readonly end_time?: number;
  readonly in_progress?: boolean;
  readonly error?: boolean;
  readonly throttle?: boolean;
  readonly fault?: boolean;
  /** Either the exceptions, or the 16-digit id of an exception recorded elsewhere in the trace. */
  readonly cause?: CauseBlock | string;
  readonly http?: HttpBlock;
  readonly aws?: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, AnnotationValue>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly subsegments?: readonly Subsegment[];
}

/** A nested subsegment. Sent on its own it is an {@link IndependentSubsegment}. */
export interface Subsegment extends EntityBase {
  /** `aws` for AWS SDK calls, `remote` for other downstream calls; absent means local work. */
  readonly namespace?: string;
  readonly precursor_ids?: readonly string[];
  readonly sql?: SqlBlock;
}

/** A subsegment sent in a document of its own, to be nested under `parent_id` when the trace is read. */
export interface IndependentSubsegment extends Subsegment {
  readonly type: 'subsegment';
  readonly trace_id: string;
  readonly parent_id: string;
}

/** One service's work on one request. */
export interface Segment extends EntityBase {
  readonly type?: undefined;
  readonly trace_id: string;
  /** The caller's subsegment (or segment); absent on the root. */
  readonly parent_id?: string;
  readonly service?: Readonly<Record<string, unknown>>;
  readonly user?: string;
  readonly origin?: string;
  readonly resource_arn?: string;
  /** Set by X-Ray on the segments it synthesises for calls to what does not report itself. */
  readonly inferred?: boolean;
  readonly links?: readonly { readonly trace_id: string; readonly id: string }[];
}

/** What one document of PutTraceSegments holds. */
export type SegmentDocument = Segment | IndependentSubsegment;

/** Any entity of a trace, wherever it is nested. */
export type TraceEntity = Segment | Subsegment | IndependentSubsegment;
