import type { InputOf, OperationName, OutputOf } from '../xray/api/operations.ts';
import type { RetrievalOperationName, RetrievalOperations } from '../xray/api/retrieval.ts';

/**
 * The X-Ray service, one method an operation, one page a call. Requests and answers have the wire's shape with
 * times in epoch seconds. Implemented by clients/aws (AWS, or any endpoint) and by local/ (this machine), and held
 * equal by test/contract. Rejects with an ApiError (in process) or an XrayctlError (over the network).
 */
export type XRayApi = {
  readonly [O in OperationName as Uncapitalize<O>]: (
    input: InputOf<O>,
    signal?: AbortSignal,
  ) => Promise<OutputOf<O>>;
};

/** Traces out of the log group of Transaction Search: what only AWS has. Implemented by clients/aws alone. */
export type TraceRetrievalApi = {
  readonly [O in RetrievalOperationName as Uncapitalize<O>]: (
    input: RetrievalOperations[O]['input'],
    signal?: AbortSignal,
  ) => Promise<RetrievalOperations[O]['output']>;
};

/** All that can be asked over the network; an X-Ray that is not AWS refuses the retrieval as an unknown operation. */
export type RemoteXRayApi = XRayApi & TraceRetrievalApi;
