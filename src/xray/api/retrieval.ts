import type { EpochSeconds, TraceSegment } from './traces.ts';

/**
 * Shapes of the operations that fetch traces from the CloudWatch log group of Transaction Search, as on the wire. Apart
 * from XRayOperations: only AWS has that log group, and the local X-Ray answers these as operations it does not know.
 */

export interface StartTraceRetrievalInput {
  /** At most 100. */
  readonly TraceIds: readonly string[];
  /** The range is inclusive at both ends, and is that of the spans. */
  readonly StartTime: EpochSeconds;
  readonly EndTime: EpochSeconds;
}

export interface StartTraceRetrievalOutput {
  readonly RetrievalToken?: string;
}

/** How far a retrieval is; AWS gives it up after 60 minutes (`TIMEOUT`). */
export type RetrievalStatus =
  | 'SCHEDULED'
  | 'RUNNING'
  | 'COMPLETE'
  | 'FAILED'
  | 'CANCELLED'
  | 'TIMEOUT';

export interface ListRetrievedTracesInput {
  readonly RetrievalToken: string;
  /** `XRAY`: documents are segments; `OTEL`: they are spans. */
  readonly TraceFormat?: 'XRAY' | 'OTEL';
  readonly NextToken?: string;
}

export interface RetrievedTrace {
  readonly Id?: string;
  /** Seconds. */
  readonly Duration?: number;
  /** At most 100 a page; under `TraceFormat` XRAY each document is a segment. */
  readonly Spans?: readonly TraceSegment[];
}

/** Empty, but for the status at most, until the retrieval is complete. */
export interface ListRetrievedTracesOutput {
  readonly RetrievalStatus?: RetrievalStatus;
  readonly TraceFormat?: 'XRAY' | 'OTEL';
  readonly Traces?: readonly RetrievedTrace[];
  readonly NextToken?: string;
}

/** The operations of a retrieval, with the shape of their requests and answers. */
export interface RetrievalOperations {
  StartTraceRetrieval: {
    readonly input: StartTraceRetrievalInput;
    readonly output: StartTraceRetrievalOutput;
  };
  ListRetrievedTraces: {
    readonly input: ListRetrievedTracesInput;
    readonly output: ListRetrievedTracesOutput;
  };
}

export type RetrievalOperationName = keyof RetrievalOperations;

/** Path of each operation; both are a POST with a JSON body. [botocore 2016-04-12] */
export const RETRIEVAL_PATHS: Readonly<Record<RetrievalOperationName, string>> = {
  StartTraceRetrieval: '/StartTraceRetrieval',
  ListRetrievedTraces: '/ListRetrievedTraces',
};
