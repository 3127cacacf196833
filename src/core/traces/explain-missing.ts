import type { Clock } from '../../ports/clock.ts';
import type { XRayApi } from '../../ports/xray-api.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import type { TraceId } from '../../xray/ids.ts';
import { LIMITS } from '../../xray/limits.ts';
import type { RetrievedTraces } from './retrieve-traces.ts';
import { readSegmentDestination, type SegmentDestination } from './segment-destination.ts';
import { timeInId } from './time-in-id.ts';

/** What explaining takes. */
export interface ExplainMissingPorts {
  readonly xray: Pick<XRayApi, 'getTraceSegmentDestination'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Where was looked, and for what. */
export interface MissingTraces {
  readonly ids: readonly TraceId[];
  /** What the X-Ray that was asked is called. */
  readonly description: string;
  /** Asked under --local: how long that one keeps traces is its own affair. */
  readonly local: boolean;
  /** What came of retrieving them from the logs; absent where that was not tried. */
  readonly retrieved?: Pick<RetrievedTraces, 'destination' | 'searched' | 'failure'> | undefined;
  readonly signal?: AbortSignal | undefined;
}

const DAY_SECONDS = 86_400;
const RETENTION_DAYS = LIMITS.retentionSeconds / DAY_SECONDS;

/** A sentence on Transaction Search, which hides traces from BatchGetTraces. */
const describeDestination = (destination: SegmentDestination): string => {
  switch (destination.kind) {
    case 'logs':
      return 'Transaction Search is on: traces go to CloudWatch Logs (log group aws/spans), and X-Ray finds only those it indexed.';
    case 'switching':
      return 'Transaction Search is being switched.';
    case 'xray':
      return 'Transaction Search is off.';
    case 'unknown':
      return `Whether Transaction Search hides it is not known: ${destination.reason}`;
  }
};

/** `2026-11-22 10:00 UTC`. */
const minuteOf = (epochSeconds: number): string =>
  `${new Date(epochSeconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** What was looked through in the logs, and why not more. */
const describeRetrieval = (ids: readonly TraceId[], retrieved: MissingTraces['retrieved']) => {
  const { searched = [], failure } = retrieved ?? {};
  const windows = searched
    .filter((one) => one.ids.some((id) => ids.includes(id)))
    .map(({ start, end }) => `${minuteOf(start)} to ${minuteOf(end)}`);
  return [
    ...[...new Set(windows)].map(
      (window) => `A retrieval from there, of spans from ${window}, did not find it either.`,
    ),
    ...(failure === undefined
      ? []
      : [
          `A retrieval from there was tried, and failed: ${failure.message}`,
          ...(failure.remedy === undefined ? [] : [failure.remedy]),
        ]),
  ];
};

/** A sentence for an id whose own time lies beyond what X-Ray keeps. */
const describeAge = (id: TraceId, nowSeconds: number): readonly string[] => {
  const epoch = timeInId(id);
  if (epoch === undefined || nowSeconds - epoch <= LIMITS.retentionSeconds) return [];
  const date = new Date(epoch * 1000).toISOString().slice(0, 10);
  return [
    `By the time in its id, ${id} is of ${date}, longer ago than that (a W3C id has no time).`,
  ];
};

/** The error for traces X-Ray does not know, with what was looked at. Asks about Transaction Search if nobody has. */
export const explainMissing = async (
  ports: ExplainMissingPorts,
  missing: MissingTraces,
): Promise<XrayctlError> => {
  const { ids, description, local, retrieved, signal } = missing;
  const destination = retrieved?.destination ?? (await readSegmentDestination(ports.xray, signal));
  const nowSeconds = ports.clock.now() / 1000;
  const found =
    ids.length === 1
      ? `trace ${ids[0]} was not found`
      : `${ids.length} traces were not found: ${ids.join(', ')}`;
  const lines = [
    found,
    `Looked in ${description}, which keeps traces for ${RETENTION_DAYS} days${local ? ' unless its --retention says otherwise' : ''}.`,
    ...ids.flatMap((id) => describeAge(id, nowSeconds)),
    describeDestination(destination),
    ...describeRetrieval(ids, retrieved),
  ];
  return new XrayctlError('finding', lines.join('\n'), {
    remedy: `Check the id${local ? ' and --local=URL' : ', --region, --profile and --endpoint'}; a trace of the last seconds may still be on its way: ask again.`,
  });
};
