import type { XRayApi } from '../../ports/xray-api.ts';

/**
 * Where an account's segments go: `logs` with Transaction Search on, which hides traces from BatchGetTraces; `unknown`
 * where that cannot be found out, and why.
 */
export type SegmentDestination =
  | { readonly kind: 'xray' | 'logs' | 'switching' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Asks whether Transaction Search is on. Not being allowed to ask is an answer too; only `signal` makes it throw. */
export const readSegmentDestination = async (
  xray: Pick<XRayApi, 'getTraceSegmentDestination'>,
  signal: AbortSignal | undefined,
): Promise<SegmentDestination> => {
  try {
    const { Destination, Status } = await xray.getTraceSegmentDestination({}, signal);
    if (Destination === 'CloudWatchLogs') return { kind: 'logs' };
    return { kind: Status === 'PENDING' ? 'switching' : 'xray' };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    return { kind: 'unknown', reason: error instanceof Error ? error.message : String(error) };
  }
};
