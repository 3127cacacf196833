import type { Clock } from '../../ports/clock.ts';
import type { XRayApi } from '../../ports/xray-api.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import type { TraceId } from '../../xray/ids.ts';
import { LIMITS } from '../../xray/limits.ts';
import { summaryStart } from '../../xray/summary-start.ts';

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
  readonly signal?: AbortSignal | undefined;
}

const DAY_SECONDS = 86_400;
const RETENTION_DAYS = LIMITS.retentionSeconds / DAY_SECONDS;

/** A sentence on Transaction Search, which hides traces from BatchGetTraces; where it cannot be asked about, that. */
const describeDestination = async (
  { xray }: ExplainMissingPorts,
  signal: AbortSignal | undefined,
): Promise<string> => {
  try {
    const { Destination, Status } = await xray.getTraceSegmentDestination({}, signal);
    if (Destination === 'CloudWatchLogs') {
      return 'Transaction Search is on: traces go to CloudWatch Logs (log group aws/spans), and X-Ray finds only those it indexed.';
    }
    return Status === 'PENDING'
      ? 'Transaction Search is being switched.'
      : 'Transaction Search is off.';
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const why = error instanceof Error ? error.message : String(error);
    return `Whether Transaction Search hides it is not known: ${why}`;
  }
};

/** 2016-12-01, when X-Ray began: an earlier time in an id is chance, as in W3C ids, which carry none. */
const FIRST_EPOCH = 1_480_550_400;

/** A sentence for an id whose own time lies beyond what X-Ray keeps. */
const describeAge = (id: TraceId, nowSeconds: number): readonly string[] => {
  const epoch = summaryStart({ Id: id }) ?? nowSeconds;
  if (epoch < FIRST_EPOCH || nowSeconds - epoch <= LIMITS.retentionSeconds) return [];
  const date = new Date(epoch * 1000).toISOString().slice(0, 10);
  return [
    `By the time in its id, ${id} is of ${date}, longer ago than that (a W3C id has no time).`,
  ];
};

/** The error for traces X-Ray does not know, with what was looked at. Asks about Transaction Search if it can. */
export const explainMissing = async (
  ports: ExplainMissingPorts,
  missing: MissingTraces,
): Promise<XrayctlError> => {
  const { ids, description, local, signal } = missing;
  const destination = await describeDestination(ports, signal);
  const nowSeconds = ports.clock.now() / 1000;
  const found =
    ids.length === 1
      ? `trace ${ids[0]} was not found`
      : `${ids.length} traces were not found: ${ids.join(', ')}`;
  const lines = [
    found,
    `Looked in ${description}, which keeps traces for ${RETENTION_DAYS} days${local ? ' unless its --retention says otherwise' : ''}.`,
    ...ids.flatMap((id) => describeAge(id, nowSeconds)),
    destination,
  ];
  return new XrayctlError('finding', lines.join('\n'), {
    remedy: `Check the id${local ? ' and --local=URL' : ', --region, --profile and --endpoint'}; a trace of the last seconds may still be on its way: ask again.`,
  });
};
