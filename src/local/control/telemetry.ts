import type { PutTelemetryRecordsInput, TelemetryRecord } from '../../xray/api/traces.ts';
import { type Handlers, invalidRequest } from './handlers.ts';

/** Records remembered: what a daemon sends in half an hour, one a minute. */
const MAX_RECORDS = 30;

/** One daemon's minute, and which daemon. */
interface ReceivedTelemetry extends Omit<PutTelemetryRecordsInput, 'TelemetryRecords'> {
  readonly record: TelemetryRecord;
}

/** What daemons said of themselves lately, and the operation that takes it. */
export interface Telemetry extends Handlers<'PutTelemetryRecords'> {
  /** The last 30 records, oldest first. */
  lastTelemetry(): readonly ReceivedTelemetry[];
}

/** Takes daemons' records and remembers the last ones, in memory. */
export const createTelemetry = (): Telemetry => {
  let last: readonly ReceivedTelemetry[] = [];
  return {
    PutTelemetryRecords: ({ TelemetryRecords, ...daemon }) => {
      if (TelemetryRecords.length === 0) throw invalidRequest('Telemetry records cannot be empty');
      const received = TelemetryRecords.slice(-MAX_RECORDS).map((record) => ({
        ...daemon,
        record,
      }));
      last = [...last, ...received].slice(-MAX_RECORDS);
      return {};
    },
    lastTelemetry: () => last,
  };
};
