import { randomUUID } from 'node:crypto';
import { pause } from './pause.ts';
import { inSubsegment } from './subsegment.ts';

/** What SES answers for an address it may not send to. */
class MessageRejected extends Error {
  override readonly name = 'MessageRejected';
}

/** Sends a mail as SES would, reported as the SDK reports an AWS call (namespace `aws`, operation, request id). */
export const sendMail = (to: string): Promise<string> => {
  return inSubsegment('SES', async (subsegment) => {
    const requestId = randomUUID();
    subsegment.namespace = 'aws';
    subsegment.addAttribute('aws', {
      operation: 'SendEmail',
      region: 'us-east-1',
      request_id: requestId,
      retries: 0,
    });
    await pause(18);
    if (to.endsWith('@bounce.example')) {
      subsegment.addAttribute('http', { response: { status: 400 } });
      throw new MessageRejected('Email address is on the suppression list for your account');
    }
    subsegment.addAttribute('http', { response: { status: 200 } });
    return requestId;
  });
};
