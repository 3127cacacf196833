import type { SendOutcome, UnsentDocument } from '../../core/send/send-outcome.ts';
import type { ReadBack } from '../../core/send/wait-until-readable.ts';
import { explainSegmentProblem } from '../../xray/segment-problem.ts';

/** `send -o json`. */
export interface SendResult {
  readonly schema: 'xrayctl/send/v1';
  readonly via: 'udp' | 'api';
  /** `HOST:PORT` of the daemon, or the X-Ray that was asked. */
  readonly to: string;
  /** Documents that were sent; by UDP, that have left this machine. */
  readonly sent: number;
  readonly traces: readonly {
    readonly id: string;
    readonly documents: number;
    /** Milliseconds from sending to reading back; null without --wait, and for what did not come in time. */
    readonly readableMs: number | null;
  }[];
  readonly unprocessed: readonly UnsentDocument[];
}

/** What was sent, how, and where to. */
export interface Delivery {
  readonly via: SendResult['via'];
  readonly to: string;
  readonly outcome: SendOutcome;
}

/** The result of a send; traces in the order in which their first document was sent. */
export const describeDelivery = (
  { via, to, outcome }: Delivery,
  readBack: ReadBack | undefined,
): SendResult => {
  const documents = new Map<string, number>();
  for (const { trace_id } of outcome.sent) {
    documents.set(trace_id, (documents.get(trace_id) ?? 0) + 1);
  }
  const traces = Array.from(documents, ([id, sent]) => {
    const ms = readBack?.readableMs.get(id);
    return { id, documents: sent, readableMs: ms === undefined ? null : Math.round(ms) };
  });
  const { unprocessed } = outcome;
  return { schema: 'xrayctl/send/v1', via, to, sent: outcome.sent.length, traces, unprocessed };
};

/** One line on why a document did not get through, without the document. */
export const explainUnprocessed = ({ id, code, message }: UnsentDocument): string => {
  const meaning = explainSegmentProblem(code) ?? message;
  return `document ${id ?? '(without an id)'} was not processed: ${meaning} (${code})`;
};
