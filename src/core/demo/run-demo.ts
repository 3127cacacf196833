import type { Clock } from '../../ports/clock.ts';
import type { Http } from '../../ports/http.ts';
import type { Random } from '../../ports/random.ts';
import type { XRayApi } from '../../ports/xray-api.ts';
import type { Service } from '../../xray/api/graph.ts';
import type { TraceSummary } from '../../xray/api/traces.ts';
import { parseTraceId } from '../../xray/ids.ts';
import type { Trace } from '../../xray/trace.ts';
import type { ArrivalReport } from '../arrivals/arrival.ts';
import { verifyArrivals } from '../arrivals/verify-arrivals.ts';
import { readServiceMap } from '../map/service-map.ts';
import { analyzeTrace } from '../traces/analyze-trace.ts';
import { findTraces } from '../traces/find-traces.ts';
import { getTraces } from '../traces/get-traces.ts';
import { readTrace } from '../traces/read-trace.ts';
import { sortSummaries } from '../traces/sort-summaries.ts';
import type { TraceAnalysis } from '../traces/trace-analysis.ts';
import { driveTraffic } from './drive-traffic.ts';
import { planTutorialTraffic } from './tutorial-traffic.ts';

export interface DemoPorts {
  readonly xray: XRayApi;
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
}

export interface DemoRequest {
  /** Of the User Management service. */
  readonly baseUrl: string;
  /** Between rounds, milliseconds. */
  readonly pauseMs: number;
  /** How long traces may take to arrive once the last request was answered, milliseconds. */
  readonly arriveWithinMs: number;
  readonly signal: AbortSignal;
  /** Told after each answer: requests answered, and planned. */
  readonly onAnswer: (answered: number, planned: number) => void;
}

/** The tutorial, run: what was recorded of it, and the proof. */
export interface DemoResult {
  readonly arrivals: ArrivalReport;
  /** Newest first: every trace of the window. */
  readonly summaries: readonly TraceSummary[];
  /** The longest of the requests sent. */
  readonly slowest: { readonly trace: Trace; readonly analysis: TraceAnalysis } | undefined;
  readonly services: readonly Service[];
  /** The window the figures are of, seconds. */
  readonly windowSeconds: number;
}

const readSlowest = async (
  ports: DemoPorts,
  summaries: readonly TraceSummary[],
  signal: AbortSignal,
): Promise<DemoResult['slowest']> => {
  const [longest] = sortSummaries(summaries, [{ field: 'duration', descending: true }]);
  const id = parseTraceId(longest?.Id ?? '');
  if (!id.ok) return undefined;
  const { traces } = await getTraces(ports, { ids: [id.value], signal });
  const [found] = traces;
  if (found === undefined) return undefined;
  const { trace } = readTrace(found);
  return { trace, analysis: analyzeTrace(trace) };
};

/** Drives the tutorial's traffic, waits until every trace has arrived whole, and reads back what was recorded. */
export const runDemo = async (ports: DemoPorts, request: DemoRequest): Promise<DemoResult> => {
  const { baseUrl, pauseMs, arriveWithinMs, signal, onAnswer } = request;
  const plan = planTutorialTraffic(pauseMs);
  // X-Ray counts a trace to the second it began in.
  const start = Math.floor(ports.clock.now() / 1000);
  const sent = await driveTraffic(ports, { baseUrl, plan, signal, onAnswer });
  const arrivals = await verifyArrivals(ports, sent, { deadlineMs: arriveWithinMs, signal });
  const window = { start, end: Math.floor(ports.clock.now() / 1000) + 1 };
  const { summaries } = await findTraces(ports, { window, signal });
  const { services } = await readServiceMap(ports, { window, signal });
  const slowest = await readSlowest(ports, summaries, signal);
  return { arrivals, summaries, slowest, services, windowSeconds: window.end - window.start };
};
