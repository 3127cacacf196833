import type { Context } from '../../cli/context.ts';
import { printDuration } from '../../cli/flags/duration.ts';
import { printSize } from '../../cli/flags/size.ts';
import type { LocalEvent } from '../../local/local-event.ts';
import { explainSegmentProblem } from '../../xray/segment-problem.ts';

/** Of events of one sort one line is told at once, and one more for the sum of all that came within this. */
const PAUSE_MS = 10_000;

export interface TellerOptions {
  readonly retentionMs: number;
  readonly maxBytes: number;
}

export interface EventTeller {
  readonly report: (event: LocalEvent) => void;
  /** Tells what is still held back. */
  readonly finish: () => void;
}

/** Why a datagram is no packet, in words. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['empty', 'empty datagrams'],
  ['missing-segment', 'no document after the header line'],
  ['missing-header', 'no header line'],
  ['invalid-header', 'a header line that is not {"format":"json","version":1}'],
]);

/** The codes of refused documents are X-Ray's own; what each means stands behind it. */
const explainRejection = (reason: string): string => {
  const meaning = explainSegmentProblem(reason);
  return meaning === undefined ? (REASONS.get(reason) ?? reason) : `${reason}, ${meaning}`;
};

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** How many of what an event is about: in all, or since the last line about it. */
interface Amount {
  readonly count: number;
  readonly more: boolean;
}

const counted = ({ count, more }: Amount, noun: string): string =>
  `${count}${more ? ' more' : ''} ${noun}${count === 1 ? '' : 's'}`;

const amountOf = (event: LocalEvent): number => {
  if ('count' in event) return event.count;
  return 'traces' in event ? event.traces : 1;
};

const keyOf = (event: LocalEvent): string =>
  'reason' in event ? `${event.kind} ${event.reason}` : event.kind;

const wordsFor = (event: LocalEvent, amount: Amount, options: TellerOptions): string => {
  const times = amount.more ? ` (${counted(amount, 'time')})` : '';
  switch (event.kind) {
    case 'traces-removed':
      return event.reason === 'retention'
        ? `removed ${counted(amount, 'trace')} older than ${printDuration(options.retentionMs)} (--retention)`
        : `removed ${counted(amount, 'trace')}, the oldest, to stay under ${printSize(options.maxBytes)} (--max-size)`;
    case 'traces-recovered':
      return `recovered ${counted(amount, 'trace')} that a killed process had stored and not summarised`;
    case 'packets-rejected':
      return `rejected ${counted(amount, 'UDP packet')}: ${explainRejection(event.reason)}`;
    case 'packets-lost':
      return `lost ${counted(amount, 'UDP packet')} that could not be stored: ${wordsOf(event.error)}`;
    case 'upkeep-failed':
      return `upkeep of the store failed and will be tried again${times}: ${wordsOf(event.error)}`;
    case 'request-failed':
      return `${event.operation} was answered with 500${times}: ${wordsOf(event.error)}`;
    case 'udp-failed':
      return `the UDP socket reported an error${times}: ${wordsOf(event.error)}`;
    case 'folder-shared':
      return `others have files in ${event.path}, so it was left open to them`;
  }
};

const isGoodNews = ({ kind }: LocalEvent): boolean =>
  kind === 'traces-recovered' || kind === 'traces-removed';

/** Turns what happens in a local X-Ray into lines on stderr, few of them however much happens. */
export const createEventTeller = (
  context: Pick<Context, 'clock' | 'info' | 'warn'>,
  options: TellerOptions,
): EventTeller => {
  const held = new Map<string, { last: LocalEvent; amount: number; cancel: () => void }>();
  const tell = (event: LocalEvent, amount: Amount): void => {
    const say = isGoodNews(event) ? context.info : context.warn;
    void say(wordsFor(event, amount, options));
  };
  const release = (key: string): void => {
    const one = held.get(key);
    held.delete(key);
    one?.cancel();
    if (one !== undefined && one.amount > 0) tell(one.last, { count: one.amount, more: true });
  };
  return {
    report: (event) => {
      const key = keyOf(event);
      const one = held.get(key);
      if (one !== undefined) {
        one.last = event;
        one.amount += amountOf(event);
        return;
      }
      tell(event, { count: amountOf(event), more: false });
      const cancel = context.clock.after(PAUSE_MS, () => release(key));
      held.set(key, { last: event, amount: 0, cancel });
    },
    finish: () => {
      for (const key of [...held.keys()]) release(key);
    },
  };
};
