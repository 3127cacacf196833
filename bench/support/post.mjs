import { Agent, request } from 'node:http';

/** A connection that is kept: `post(path, body)` resolves to the text of the answer, or rejects for another status. */
export function connect(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(url);
  const headers = { 'content-type': 'application/json' };
  // moto answers signed requests alone; the local X-Ray does not look.
  headers.authorization = 'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/xray/aws4_request';
  const post = (path, body) =>
    new Promise((resolve, reject) => {
      const options = { agent, hostname, port, path, method: 'POST' };
      options.headers = { ...headers, 'content-length': Buffer.byteLength(body) };
      const sent = request(options, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${path}: ${response.statusCode} ${text.slice(0, 200)}`));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return { post, close: () => agent.destroy() };
}
