import type { Context } from '../../cli/context.ts';
import { explainMissing } from '../../core/traces/explain-missing.ts';
import { type GottenTraces, getTraces } from '../../core/traces/get-traces.ts';
import { type RetrievedTraces, retrieveTraces } from '../../core/traces/retrieve-traces.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import type { TraceWithSegments } from '../../xray/api/traces.ts';
import type { TraceId } from '../../xray/ids.ts';

/** What was read, and how to end: the error to throw once all that was found has been written. */
export interface Reading {
  readonly traces: readonly TraceWithSegments[];
  readonly unprocessed: readonly string[];
  readonly ending: XrayctlError | undefined;
}

const unreadError = ({ unread, unprocessed }: GottenTraces): XrayctlError | undefined => {
  const lines = [
    ...unread.map(({ ids, reason }) => `${ids.join(', ')}: ${reason}`),
    ...(unprocessed.length === 0
      ? []
      : [`${unprocessed.join(', ')}: X-Ray gave the id back unprocessed`]),
  ];
  return lines.length === 0
    ? undefined
    : new XrayctlError('remote', `some traces could not be read:\n${lines.join('\n')}`, {
        remedy: 'Ask again in a moment.',
      });
};

const retrieve = async (context: Context, ids: readonly TraceId[]): Promise<RetrievedTraces> => {
  const { clock, random, signal } = context;
  const { api } = await context.connection();
  const what = ids.length === 1 ? '1 trace' : `${ids.length} traces`;
  const doing = `Transaction Search is on: retrieving ${what} from CloudWatch Logs`;
  const retrieved = await retrieveTraces(
    { xray: api, clock, random },
    {
      ids,
      signal,
      onStart: () => context.info(doing),
      onStatus: (status) => context.progress(`${doing}: ${status.toLowerCase()}`),
    },
  );
  await context.clearProgress();
  return retrieved;
};

/** Which ids are missing and why they could not be looked for in the logs. */
const notRetrieved = (ids: readonly TraceId[], failure: XrayctlError): XrayctlError => {
  const { kind, message, remedy } = failure;
  const which = `not found in X-Ray, and not retrieved from CloudWatch Logs: ${ids.join(', ')}`;
  return new XrayctlError(kind, `${which}\n${message}`, {
    ...(remedy === undefined ? {} : { remedy }),
    cause: failure,
  });
};

/** How to end when ids are missing; rights that are missing leave it open whether a trace exists: it is not found. */
const missingError = async (
  context: Context,
  retrieved: RetrievedTraces,
): Promise<XrayctlError | undefined> => {
  const { missing: ids, failure } = retrieved;
  if (ids.length === 0) return undefined;
  if (failure !== undefined && failure.kind !== 'access') return notRetrieved(ids, failure);
  const { api, description } = await context.connection();
  const { clock, signal, target } = context;
  return explainMissing(
    { xray: api, clock },
    { ids, description, local: target.local, retrieved, signal },
  );
};

/**
 * Whole traces by their ids, in this order: from X-Ray, and those it does not know from the logs of Transaction Search,
 * where that is on. An id that is in neither is the ending.
 */
export const readByIds = async (context: Context, ids: readonly TraceId[]): Promise<Reading> => {
  const { clock, random, signal } = context;
  const { api } = await context.connection();
  const gotten = await getTraces({ xray: api, clock, random }, { ids, signal });
  const { traces, unprocessed, missing } = gotten;
  const unread = unreadError(gotten);
  if (missing.length === 0) return { traces, unprocessed, ending: unread };
  const retrieved = await retrieve(context, missing);
  const known = new Map(traces.map((trace) => [trace.Id?.toLowerCase(), trace]));
  const inOrder = [...new Set(ids)].flatMap(
    (id) => known.get(id) ?? retrieved.traces.get(id) ?? [],
  );
  const ending = unread ?? (await missingError(context, retrieved));
  return { traces: inOrder, unprocessed, ending };
};
