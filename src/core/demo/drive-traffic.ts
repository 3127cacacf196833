import type { Clock } from '../../ports/clock.ts';
import type { Http } from '../../ports/http.ts';
import type { Random } from '../../ports/random.ts';
import { makeTraceId } from '../../xray/ids.ts';
import { printTraceHeader } from '../../xray/trace-header.ts';
import type { SentRequest } from '../arrivals/arrival.ts';
import type { PlannedRequest } from './tutorial-traffic.ts';

export interface DrivePorts {
  readonly http: Http;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly random: Random;
}

/** How long the demo's services may take to answer, milliseconds; they take tens. */
const REQUEST_TIMEOUT_MS = 10_000;

/** What to drive, and whom to tell. */
export interface Drive {
  readonly baseUrl: string;
  readonly plan: readonly PlannedRequest[];
  readonly signal: AbortSignal;
  /** Told after each answer: requests answered, and planned. */
  readonly onAnswer: (answered: number, planned: number) => void;
}

const sendOne = async (
  { http, clock, random }: DrivePorts,
  { baseUrl, signal }: Drive,
  { method, path, body, services }: PlannedRequest,
): Promise<SentRequest> => {
  const traceId = makeTraceId(Math.floor(clock.now() / 1000), (bytes) => random.hex(bytes));
  const { status } = await http.send(
    {
      method,
      url: baseUrl + path,
      // As a load balancer does it: an id, and no sampling decision. The service decides by X-Ray's rules.
      headers: {
        'x-amzn-trace-id': printTraceHeader({ root: traceId }),
        'content-type': 'application/json',
        'user-agent': 'xrayctl-demo',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      timeoutMs: REQUEST_TIMEOUT_MS,
    },
    signal,
  );
  return { traceId, method, path, status, services };
};

/** Sends the planned requests one after the other, each with a trace id of its own. */
export const driveTraffic = async (
  ports: DrivePorts,
  drive: Drive,
): Promise<readonly SentRequest[]> => {
  const requests: SentRequest[] = [];
  for (const planned of drive.plan) {
    requests.push(await sendOne(ports, drive, planned));
    drive.onAnswer(requests.length, drive.plan.length);
    if (planned.pauseMs > 0) await ports.clock.sleep(planned.pauseMs, drive.signal);
  }
  return requests;
};
