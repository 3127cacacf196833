import type { Clock } from '../../ports/clock.ts';
import type { Http } from '../../ports/http.ts';
import type { Random } from '../../ports/random.ts';
import { makeTraceId } from '../../xray/ids.ts';
import type { SentRequest } from '../arrivals/arrival.ts';
import type { PlannedRequest } from './tutorial-traffic.ts';

export interface DrivePorts {
  readonly http: Http;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly random: Random;
}

/** How long the demo's services may take to answer, milliseconds; they take tens. */
const REQUEST_TIMEOUT_MS = 10_000;

async function sendOne(
  ports: DrivePorts,
  baseUrl: string,
  planned: PlannedRequest,
): Promise<SentRequest> {
  const traceId = makeTraceId(Math.floor(ports.clock.now() / 1000), (bytes) =>
    ports.random.hex(bytes),
  );
  const { status } = await ports.http.send({
    method: planned.method,
    url: baseUrl + planned.path,
    // As a load balancer does it: an id, and no sampling decision. The service decides by X-Ray's rules.
    headers: {
      'x-amzn-trace-id': `Root=${traceId}`,
      'content-type': 'application/json',
      'user-agent': 'xrayctl-demo',
    },
    body: planned.body === undefined ? undefined : JSON.stringify(planned.body),
    timeoutMs: REQUEST_TIMEOUT_MS,
  });
  const { method, path, services } = planned;
  return { traceId, method, path, status, services, answeredAt: ports.clock.now() };
}

/**
 * Sends the planned requests one after the other, each with a trace id of its own, and reports each as it is answered.
 * Rejects when a service does not answer: then the demo itself is broken.
 */
export async function driveTraffic(
  ports: DrivePorts,
  baseUrl: string,
  plan: readonly PlannedRequest[],
  onAnswer: (sent: number, request: SentRequest) => void,
): Promise<readonly SentRequest[]> {
  const requests: SentRequest[] = [];
  for (const planned of plan) {
    const request = await sendOne(ports, baseUrl, planned);
    requests.push(request);
    onAnswer(requests.length, request);
    if (planned.pauseMs > 0) await ports.clock.sleep(planned.pauseMs);
  }
  return requests;
}
