import type { Context } from '../../cli/context.ts';
import { sendByApi } from '../../core/send/send-by-api.ts';
import { sendByUdp } from '../../core/send/send-by-udp.ts';
import { type HostPort, printHostPort } from '../../std/host-port.ts';
import type { SegmentDocument } from '../../xray/segment.ts';
import { daemonFor } from './destination.ts';
import { type Delivery, explainUnprocessed } from './send-result.ts';

/** How to send: by the API, or to a daemon (the usual one unless named). */
export interface Route {
  readonly direct: boolean;
  readonly to: HostPort | undefined;
}

const counted = (documents: number): string =>
  documents === 1 ? '1 document' : `${documents} documents`;

const send = async (
  context: Context,
  route: Route,
  documents: readonly SegmentDocument[],
): Promise<Delivery> => {
  if (route.direct) {
    const { api, description } = await context.connection();
    return { via: 'api', to: description, outcome: await sendByApi(api, documents) };
  }
  const to = daemonFor(context, route.to);
  const outcome = await sendByUdp(await context.datagrams(), to, documents);
  return { via: 'udp', to: printHostPort(to), outcome };
};

/** Sends the documents and says on stderr where they went, and which did not get through. */
export const deliver = async (
  context: Context,
  route: Route,
  documents: readonly SegmentDocument[],
): Promise<Delivery> => {
  const delivery = await send(context, route, documents);
  const { via, to, outcome } = delivery;
  const how = via === 'udp' ? `by UDP to ${to}, which acknowledges nothing` : `to ${to}`;
  await context.info(`sent ${counted(outcome.sent.length)} ${how}`);
  for (const one of outcome.unprocessed) await context.warn(explainUnprocessed(one));
  return delivery;
};
