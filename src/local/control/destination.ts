import type { Handlers } from './handlers.ts';

/** Segments sent here stay in X-Ray; there is no CloudWatch Logs to send them on to. */
export const DESTINATION: Handlers<'GetTraceSegmentDestination'> = {
  GetTraceSegmentDestination: () => ({ Destination: 'XRay', Status: 'ACTIVE' }),
};
