import type { Clock } from '../../ports/clock.ts';
import { type GetTracesPorts, getTraces } from '../traces/get-traces.ts';
import { readTrace } from '../traces/read-trace.ts';
import type { Arrival, ArrivalReport, SentRequest } from './arrival.ts';
import { judgeArrival } from './judge-arrival.ts';

export interface ArrivalPorts extends GetTracesPorts {
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
  ports: ArrivalPorts,
  requests: readonly SentRequest[],
  signal: AbortSignal,
): Promise<readonly Arrival[]> => {
  const { traces } = await getTraces(ports, {
    ids: requests.map(({ traceId }) => traceId),
    signal,
  });
  const read = new Map(traces.map((trace) => [trace.Id, readTrace(trace)]));
  return requests.map((request) => judgeArrival(request, read.get(request.traceId)));
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
    for (const arrival of await look(ports, open, signal))
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
