import type { Clock } from '../../ports/clock.ts';
import type { XRayApi } from '../../ports/xray-api.ts';
import { LIMITS } from '../../xray/limits.ts';
import { parseDocument } from '../../xray/parse-segment.ts';
import type { SegmentDocument } from '../../xray/segment.ts';
import type { Arrival, ArrivalReport, SentRequest } from './arrival.ts';
import { judgeArrival } from './judge-arrival.ts';

export interface ArrivalPorts {
  readonly xray: Pick<XRayApi, 'batchGetTraces'>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
}

/** Between two looks at what has not arrived whole yet, milliseconds. */
const LOOK_EVERY_MS = 100;

async function readDocuments(
  xray: ArrivalPorts['xray'],
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly SegmentDocument[]>> {
  const { Traces = [] } = await xray.batchGetTraces({ TraceIds: ids });
  return new Map(
    Traces.map((trace) => [
      trace.Id ?? '',
      (trace.Segments ?? []).flatMap((segment) => {
        const parsed = parseDocument(segment.Document ?? '');
        return parsed.ok ? parsed.value : [];
      }),
    ]),
  );
}

async function look(
  xray: ArrivalPorts['xray'],
  requests: readonly SentRequest[],
): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = [];
  for (let from = 0; from < requests.length; from += LIMITS.tracesPerBatchGet) {
    const page = requests.slice(from, from + LIMITS.tracesPerBatchGet);
    const documents = await readDocuments(
      xray,
      page.map((request) => request.traceId),
    );
    arrivals.push(
      ...page.map((request) => judgeArrival(request, documents.get(request.traceId) ?? [])),
    );
  }
  return arrivals;
}

/**
 * Looks up the trace of every request sent until all have arrived whole or `deadlineMs` has passed since the first
 * look. Traces found whole are not read again.
 */
export async function verifyArrivals(
  ports: ArrivalPorts,
  requests: readonly SentRequest[],
  deadlineMs: number,
): Promise<ArrivalReport> {
  const started = ports.clock.now();
  const settled = new Map<string, Arrival>();
  for (;;) {
    const open = requests.filter((request) => settled.get(request.traceId)?.state !== 'whole');
    for (const arrival of await look(ports.xray, open))
      settled.set(arrival.request.traceId, arrival);
    const arrivals = [...settled.values()];
    const whole = arrivals.filter((arrival) => arrival.state === 'whole').length;
    const waitedMs = ports.clock.now() - started;
    if (whole === requests.length || waitedMs >= deadlineMs) {
      return { sent: requests.length, whole, arrivals, waitedMs };
    }
    await ports.clock.sleep(LOOK_EVERY_MS);
  }
}
