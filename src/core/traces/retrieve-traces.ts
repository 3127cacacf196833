import type { Clock } from '../../ports/clock.ts';
import type { TraceRetrievalApi, XRayApi } from '../../ports/xray-api.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import type { TraceWithSegments } from '../../xray/api/traces.ts';
import type { TraceId } from '../../xray/ids.ts';
import { asThrown } from '../reading/read-failure.ts';
import { joinTraces } from './join-traces.ts';
import { type PlannedRetrieval, planRetrievals } from './plan-retrievals.ts';
import { RETRIEVAL_PATIENCE_MS, type RetrievalPorts, runRetrieval } from './run-retrieval.ts';
import { readSegmentDestination, type SegmentDestination } from './segment-destination.ts';

/** What retrieving takes. */
export interface RetrieveTracesPorts extends RetrievalPorts {
  readonly xray: TraceRetrievalApi & Pick<XRayApi, 'getTraceSegmentDestination'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'sleep'>;
}

export interface RetrieveTracesRequest {
  /** Those BatchGetTraces does not know. */
  readonly ids: readonly TraceId[];
  readonly signal?: AbortSignal | undefined;
  /** Told once, before the first retrieval. */
  readonly onStart?: (() => Promise<void>) | undefined;
  /** Told how far a retrieval is, at each look. */
  readonly onStatus?: ((status: string) => Promise<void>) | undefined;
}

/** What came of retrieving; every id asked for is a trace's or missing. */
export interface RetrievedTraces {
  readonly destination: SegmentDestination;
  /** By id. */
  readonly traces: ReadonlyMap<string, TraceWithSegments>;
  readonly missing: readonly TraceId[];
  /** What was looked through to its end, in this order. */
  readonly searched: readonly PlannedRetrieval[];
  /** Why not all was looked through. */
  readonly failure: XrayctlError | undefined;
}

/** The failure of a retrieval as one of ours. Its request is of our making: that X-Ray refuses it is not the user's fault. */
const failureOf = (error: unknown): XrayctlError => {
  const failure = asThrown(error);
  if (!(failure instanceof XrayctlError)) throw failure;
  return failure.kind === 'usage'
    ? new XrayctlError('remote', failure.message, { cause: failure })
    : failure;
};

/** One error that names all that went wrong, of the first one's kind. */
const joinFailures = (first: XrayctlError | undefined, second: XrayctlError): XrayctlError => {
  if (first === undefined) return second;
  const { remedy } = first;
  return new XrayctlError(first.kind, `${first.message}\n${second.message}`, {
    ...(remedy === undefined ? {} : { remedy }),
    cause: first,
  });
};

/** All plans of a round, one after the other; ends early on what would fail again: missing rights, our own deadline. */
const runRound = async (
  plans: readonly PlannedRetrieval[],
  run: (planned: PlannedRetrieval) => Promise<readonly TraceWithSegments[]>,
  signal: AbortSignal | undefined,
) => {
  const pieces: TraceWithSegments[] = [];
  const searched: PlannedRetrieval[] = [];
  let failure: XrayctlError | undefined;
  for (const planned of plans) {
    try {
      pieces.push(...(await run(planned)));
      searched.push(planned);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      const other = failureOf(error);
      failure = joinFailures(failure, other);
      if (other.kind !== 'remote') break;
    }
  }
  return { pieces, searched, failure };
};

/**
 * Looks for traces in the log group of Transaction Search, if that is on; otherwise all of them are missing and nothing
 * more is asked. Waits for at most five minutes altogether, then the failure is of kind `timeout`. A failure is a value:
 * traces found before it are given. Throws only the reason of `signal`, and bugs.
 */
export const retrieveTraces = async (
  ports: RetrieveTracesPorts,
  request: RetrieveTracesRequest,
): Promise<RetrievedTraces> => {
  const { ids, signal, onStart, onStatus } = request;
  const destination = await readSegmentDestination(ports.xray, signal);
  const none = { traces: new Map(), missing: ids, searched: [], failure: undefined };
  if (destination.kind !== 'logs') return { destination, ...none };
  await onStart?.();
  const nowSeconds = ports.clock.now() / 1000;
  const options = { untilMs: ports.clock.monotonic() + RETRIEVAL_PATIENCE_MS, signal, onStatus };
  const run = (planned: PlannedRetrieval) => runRetrieval(ports, planned, options);
  let found: RetrievedTraces = { destination, ...none };
  for (let round = 0; found.failure === undefined; round += 1) {
    const plans = planRetrievals(found.missing, round, nowSeconds);
    if (plans.length === 0) break;
    const { pieces, searched, failure } = await runRound(plans, run, signal);
    const traces = joinTraces([...found.traces.values(), ...pieces]);
    found = {
      destination,
      traces,
      missing: ids.filter((id) => !traces.has(id)),
      searched: [...found.searched, ...searched],
      failure,
    };
  }
  return found;
};
