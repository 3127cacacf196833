import { createControl } from '../../../src/local/control/create-control.ts';
import type { LocalEvent } from '../../../src/local/local-event.ts';
import {
  createLocalXRay,
  LOCAL_ACCOUNT_ID,
  type LocalXRay,
} from '../../../src/local/local-xray.ts';
import { openStore, type Store } from '../../../src/local/store/store.ts';
import type { Segment, SegmentDocument } from '../../../src/xray/segment.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

/** A local X-Ray whose time stands still until it is told to go on. */
export interface MadeLocal extends LocalXRay {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly events: LocalEvent[];
  /** Puts documents in one call; rejects when any is refused. */
  readonly put: (...documents: readonly SegmentDocument[]) => Promise<void>;
}

export interface MadeLocalOptions {
  /** In memory unless given. */
  readonly store?: Store;
  readonly clock?: FakeClock;
  readonly retentionMs?: number;
  readonly maxBytes?: number;
}

const DAY_MS = 86_400_000;

export const makeLocal = (options: MadeLocalOptions = {}): MadeLocal => {
  const { retentionMs = 30 * DAY_MS, maxBytes = 1e9 } = options;
  const store = options.store ?? openStore(undefined);
  const clock = options.clock ?? createFakeClock();
  const random = createSeededRandom();
  const { settings } = store;
  const region = 'us-east-1';
  const control = createControl({ settings, clock, random, region, accountId: LOCAL_ACCOUNT_ID });
  const events: LocalEvent[] = [];
  const report = (event: LocalEvent): void => {
    events.push(event);
  };
  const xray = createLocalXRay({ store, control, clock, report }, { retentionMs, maxBytes });
  const put = async (...documents: readonly SegmentDocument[]): Promise<void> => {
    const TraceSegmentDocuments = documents.map((document) => JSON.stringify(document));
    const { UnprocessedTraceSegments = [] } = await xray.api.putTraceSegments({
      TraceSegmentDocuments,
    });
    if (UnprocessedTraceSegments.length > 0)
      throw new Error(JSON.stringify(UnprocessedTraceSegments));
  };
  return { ...xray, store, clock, events, put };
};

const idOf = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

/** The id of trace number so and so; the time in it is 0, as it means nothing here. */
export const traceIdOf = (number: number): string => `1-00000000-${idOf(number, 24)}`;

/** The root of trace number so and so, as its only segment: begins at `start`, epoch seconds, and takes `seconds`. */
export const rootOf = (
  number: number,
  start: number,
  seconds = 1,
  members: Partial<Segment> = {},
): Segment => ({
  trace_id: traceIdOf(number),
  id: idOf(number * 16, 16),
  name: 'root',
  start_time: start,
  end_time: start + seconds,
  ...members,
});
