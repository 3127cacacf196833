import type { Clock } from '../../ports/clock.ts';
import type { XRayApi } from '../../ports/xray-api.ts';
import { LIMITS } from '../../xray/limits.ts';
import { readTrace } from '../traces/read-trace.ts';
import type { Arrival, ArrivalReport, SentRequest } from './arrival.ts';
import { judgeArrival } from './judge-arrival.ts';

export interface ArrivalPorts {
  readonly xray: Pick<XRayApi, 'batchGetTraces'>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
}

/** Between two looks at what has not arrived whole yet, milliseconds. */
const LOOK_EVERY_MS = 100;

/** How long to look, milliseconds, and what ends it early. */
export interface Patience {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

const look = async (
  xray: ArrivalPorts['xray'],
  requests: readonly SentRequest[],
  signal: AbortSignal,
): Promise<readonly Arrival[]> => {
  const arrivals: Arrival[] = [];
  for (let from = 0; from < requests.length; from += LIMITS.tracesPerBatchGet) {
    const page = requests.slice(from, from + LIMITS.tracesPerBatchGet);
    const { Traces = [] } = await xray.batchGetTraces(
      { TraceIds: page.map((request) => request.traceId) },
      signal,
    );
    const read = new Map(Traces.map((trace) => [trace.Id, readTrace(trace)]));
    arrivals.push(...page.map((request) => judgeArrival(request, read.get(request.traceId))));
  }
  return arrivals;
};

/**
 * Looks up the trace of every request sent until all have arrived whole or `deadlineMs` has passed since the first
 * look. Traces found whole are not read again.
 */
export const verifyArrivals = async (
  ports: ArrivalPorts,
  requests: readonly SentRequest[],
  { deadlineMs, signal }: Patience,
): Promise<ArrivalReport> => {
  const started = ports.clock.now();
  const settled = new Map<string, Arrival>();
  for (;;) {
    const open = requests.filter((request) => settled.get(request.traceId)?.state !== 'whole');
    for (const arrival of await look(ports.xray, open, signal))
      settled.set(arrival.request.traceId, arrival);
    const arrivals = [...settled.values()];
    const whole = arrivals.filter((arrival) => arrival.state === 'whole').length;
    const waitedMs = ports.clock.now() - started;
    if (whole === requests.length || waitedMs >= deadlineMs) {
      return { sent: requests.length, whole, arrivals, waitedMs };
    }
    await ports.clock.sleep(LOOK_EVERY_MS, signal);
  }
};
