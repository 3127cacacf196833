import AWSXRay from 'aws-xray-sdk-core';
import type { Reply } from './traced-server.ts';

/**
 * `GET /health`: up, and whether the SDK records requests yet, which it does once it has X-Ray's sampling rules. The
 * health check itself is not worth a trace: it would add a caller that no user knows to the map.
 */
export const reportHealth = (): Reply => {
  const segment = AWSXRay.getSegment();
  const recording = segment !== undefined && segment.notTraced !== true;
  if (segment !== undefined) segment.notTraced = true;
  return { status: 200, body: { status: 'UP', recording } };
};
