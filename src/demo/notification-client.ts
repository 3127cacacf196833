import http from 'node:http';
import AWSXRay from 'aws-xray-sdk-core';

/** The name the service has in the tutorial's cluster; here its address is a loopback port. */
const DNS_NAME = 'notification-clusterip-service';

const tracedHttp = AWSXRay.captureHTTPs(http, true, (subsegment) => {
  subsegment.name = DNS_NAME;
});

/** Asks the Notification service to send a mail; resolves to its status. The SDK adds the trace header. */
export const notify = (baseUrl: string, email: string, template: string): Promise<number> => {
  return new Promise((resolve, reject) => {
    const url = new URL('/notification/send', baseUrl);
    const headers = { 'content-type': 'application/json' };
    const options = {
      host: url.hostname,
      port: url.port,
      path: url.pathname,
      method: 'POST',
      headers,
    };
    const request = tracedHttp.request(options, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', reject);
    request.end(JSON.stringify({ email, template }));
  });
};
