import type { Clock } from '../../ports/clock.ts';
import type { TraceRetrievalApi } from '../../ports/xray-api.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import type { ListRetrievedTracesOutput, RetrievedTrace } from '../../xray/api/retrieval.ts';
import type { TraceWithSegments } from '../../xray/api/traces.ts';
import { parseTraceId } from '../../xray/ids.ts';
import { readPages } from '../reading/read-pages.ts';
import { type BackOffPorts, withBackOff } from '../reading/with-back-off.ts';
import type { PlannedRetrieval } from './plan-retrievals.ts';

/** What one retrieval takes. */
export interface RetrievalPorts extends BackOffPorts {
  readonly xray: TraceRetrievalApi;
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
}

export interface RetrievalOptions {
  /** Reading of the monotonic clock after which no retrieval is waited for. */
  readonly untilMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Told the status at each look; `SCHEDULED` where X-Ray does not say. */
  readonly onStatus?: ((status: string) => Promise<void>) | undefined;
}

/** All retrievals of one command together are waited for no longer than this: 5 minutes. AWS gives up after 60. [ours] */
export const RETRIEVAL_PATIENCE_MS = 300_000;

/** The first look comes soon; looks then come further and further apart: a search in logs takes seconds to minutes. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

const ENDED_BADLY: ReadonlySet<string> = new Set(['FAILED', 'CANCELLED', 'TIMEOUT']);

const nameOf = ({ ids }: PlannedRetrieval): string =>
  ids.length === 1 ? `trace ${ids[0]}` : `${ids.length} traces`;

const endedBadly = (planned: PlannedRetrieval, status: string): XrayctlError =>
  new XrayctlError(
    'remote',
    `the retrieval of ${nameOf(planned)} from CloudWatch Logs ended with the status ${status}`,
    { remedy: 'Ask again in a moment.' },
  );

const tooLate = (planned: PlannedRetrieval, status: string): XrayctlError =>
  new XrayctlError(
    'timeout',
    `the retrieval of ${nameOf(planned)} from CloudWatch Logs was not complete within ${RETRIEVAL_PATIENCE_MS / 60_000} minutes: its status is ${status}`,
    { remedy: 'Ask again later, or for fewer traces at a time.' },
  );

/** A trace without documents is one that was not found. */
const toTraces = (retrieved: readonly RetrievedTrace[]): readonly TraceWithSegments[] =>
  retrieved.flatMap(({ Id = '', Duration, Spans = [] }) => {
    const id = parseTraceId(Id);
    if (!id.ok || Spans.length === 0) return [];
    return [{ Id: id.value, ...(Duration === undefined ? {} : { Duration }), Segments: Spans }];
  });

/**
 * Starts one retrieval from the log group of Transaction Search, waits until it is complete, and reads all its pages;
 * a trace may come in several pieces. Throws an error of kind `remote` when X-Ray gives the retrieval up, and one of
 * kind `timeout` when it is not complete at `untilMs`.
 */
export const runRetrieval = async (
  ports: RetrievalPorts,
  planned: PlannedRetrieval,
  options: RetrievalOptions,
): Promise<readonly TraceWithSegments[]> => {
  const { xray, clock } = ports;
  const { untilMs, signal, onStatus } = options;
  const { ids: TraceIds, start: StartTime, end: EndTime } = planned;
  const { RetrievalToken = '' } = await withBackOff(
    ports,
    () => xray.startTraceRetrieval({ TraceIds, StartTime, EndTime }, signal),
    signal,
  );
  const list = async (token: string | undefined): Promise<ListRetrievedTracesOutput> => {
    const from = token === undefined ? {} : { NextToken: token };
    const input = { RetrievalToken, TraceFormat: 'XRAY', ...from } as const;
    const page = await withBackOff(ports, () => xray.listRetrievedTraces(input, signal), signal);
    const { RetrievalStatus: status = 'SCHEDULED' } = page;
    if (ENDED_BADLY.has(status)) throw endedBadly(planned, status);
    return page;
  };
  const waitForFirst = async (): Promise<ListRetrievedTracesOutput> => {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const page = await list(undefined);
      const status = page.RetrievalStatus ?? 'SCHEDULED';
      if (status === 'COMPLETE') return page;
      await onStatus?.(status);
      const leftMs = untilMs - clock.monotonic();
      if (leftMs <= 0) throw tooLate(planned, status);
      await clock.sleep(Math.min(pauseMs, leftMs), signal);
    }
  };
  const traces: TraceWithSegments[] = [];
  const fetchPage = (token: string | undefined) =>
    token === undefined ? waitForFirst() : list(token);
  for await (const page of readPages(fetchPage)) traces.push(...toTraces(page.Traces ?? []));
  return traces;
};
