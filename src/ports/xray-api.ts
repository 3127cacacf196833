import type { InputOf, OperationName, OutputOf } from '../xray/api/operations.ts';

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
