import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import AWSXRay from 'aws-xray-sdk-core';

/** What a demo service answers. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** Answers one request; runs inside the request's segment. */
export type Handler = (method: string, path: string, body: string) => Promise<Reply>;

/** Longest body a demo service reads; longer ones are refused with 413. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * Until the SDK has fetched X-Ray's own rules over TCP it records nothing: so every trace of the demo proves that
 * the sampling poll works.
 */
const NOTHING_BEFORE_THE_POLL = { version: 2, rules: [], default: { fixed_target: 0, rate: 0 } };

const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const replyTo = async (handle: Handler, request: IncomingMessage): Promise<Reply> => {
  const body = await readBody(request);
  if (body === undefined)
    return { status: 413, body: { error: `more than ${MAX_BODY_BYTES} bytes` } };
  const path = new URL(request.url ?? '/', 'http://demo').pathname;
  try {
    return await handle(request.method ?? 'GET', path, body);
  } catch (error) {
    return { status: 500, body: { error: error instanceof Error ? error.message : String(error) } };
  }
};

const answer = (response: ServerResponse, reply: Reply): void => {
  response.writeHead(reply.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(reply.body));
};

/** Opens a segment for each request, as the SDK's Express middleware does, and runs the handler inside it. */
const tracedListener = (handle: Handler): RequestListener => {
  return (request, response) => {
    const namespace = AWSXRay.getNamespace();
    namespace.bindEmitter(request);
    namespace.bindEmitter(response);
    namespace.run(() => {
      AWSXRay.setSegment(AWSXRay.middleware.traceRequestResponseCycle(request, response));
      replyTo(handle, request).then(
        (reply) => answer(response, reply),
        (error) => response.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    });
  };
};

/** The parent holds our standard input open: when it ends, for whatever reason, so do we. */
const stopWithParent = (server: Server): void => {
  process.stdin.resume();
  process.stdin.on('end', () => {
    server.close();
    server.closeAllConnections();
  });
};

/**
 * Serves HTTP on a free loopback port, traced with the official SDK, and prints one line when ready:
 * `{"ready":true,"url":"http://127.0.0.1:PORT"}`. Ends when standard input ends.
 */
export const serveTraced = (name: string, handle: Handler): void => {
  AWSXRay.middleware.setDefaultName(name);
  AWSXRay.middleware.setSamplingRules(NOTHING_BEFORE_THE_POLL);
  const server = createServer(tracedListener(handle));
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${port}` })}\n`);
  });
  stopWithParent(server);
};
