import AWSXRay from 'aws-xray-sdk-core';
import { reportHealth } from './health.ts';
import { sendMail } from './mail.ts';
import { serveTraced } from './traced-server.ts';

/** The tutorial's Notification service: `POST /notification/send` sends a mail by SES. */
serveTraced('notification', async (method, path, body) => {
  if (path === '/health') return reportHealth();
  if (method !== 'POST' || path !== '/notification/send')
    return { status: 404, body: { error: 'no such route' } };
  const segment = AWSXRay.getSegment();
  const { email, template } = JSON.parse(body) as { email: string; template: string };
  segment?.addAnnotation('template', template);
  const messageId = await sendMail(email);
  segment?.addMetadata('message', { messageId, provider: 'ses' });
  return { status: 202, body: { messageId } };
});
