import { invalidRequest } from '../invalid-request.ts';
import type { Handlers } from './handlers.ts';

/** What daemons say of themselves is taken and let go: no operation of X-Ray tells it to anybody. */
export const TELEMETRY: Handlers<'PutTelemetryRecords'> = {
  PutTelemetryRecords: ({ TelemetryRecords }) => {
    if (TelemetryRecords.length === 0) throw invalidRequest('Telemetry records cannot be empty');
    return {};
  },
};
