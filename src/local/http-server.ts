import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import type { Clock } from '../ports/clock.ts';
import { explainListenError } from '../std/explain-listen-error.ts';
import { type AnswerPorts, type AnswerRequest, createAnswerer } from './http/answer-request.ts';
import { type ByteBudget, createByteBudget } from './http/byte-budget.ts';

export interface HttpServerOptions {
  /** Address or name to bind. */
  readonly host: string;
  /** 0 lets the kernel pick. */
  readonly port: number;
  /** What the bodies of all requests in hand may take; 128 MB unless given. */
  readonly bodies?: ByteBudget;
}

export interface HttpServer {
  readonly address: { readonly host: string; readonly port: number };
  /** Takes no more requests, lets those in hand be answered for a moment, and closes. */
  stop(): Promise<void>;
}

/** SDKs keep a few connections each; what lies far beyond is a mistake or worse. */
const MAX_CONNECTIONS = 1_024;
/**
 * Bytes the bodies of all requests in hand may take together, else every connection could hold 16 MB: eight of the
 * largest, or 128 KB, more than fifty usual documents, from each connection there may be.
 */
const MAX_BODIES_BYTES = 128 * 1024 * 1024;
/** A client that dribbles its request is let go after these. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const CHECK_EVERY_MS = 5_000;
/** Longer than SDKs keep an idle connection, so that it is they who close it. */
const KEEP_ALIVE_MS = 65_000;

/** How long requests in hand may take once the server stops. */
const STOP_GRACE_MS = 2_000;
const SWEEP_EVERY_MS = 20;

const ANY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

const firstOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value;

const handle = async (
  answer: AnswerRequest,
  bound: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, firstOf(value)]),
  );
  const {
    status,
    headers: given,
    body,
  } = await answer({
    method: request.method ?? '',
    path: (request.url ?? '').split('?', 1)[0] ?? '',
    headers,
    body: request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
    own: { bound, local: request.socket.localAddress },
  });
  response.writeHead(status, given);
  response.end(request.method === 'HEAD' ? undefined : body);
  // What is left of a body that was refused is read and thrown away, so that the client gets to read the answer.
  request.resume();
};

const listen = (server: Server, options: HttpServerOptions): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    const refuse = (error: Error): void => reject(explainListenError(error, 'TCP', options));
    server.once('error', refuse);
    server.listen({ host: options.host, port: options.port, exclusive: true }, () => {
      server.off('error', refuse);
      resolve(server.address() as AddressInfo);
    });
  });

/** A connection that is kept alive is closed as soon as the answer in hand is given, and all are after the grace. */
const closeServer = async (server: Server, clock: Clock): Promise<void> => {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const stopSweeping = clock.every(SWEEP_EVERY_MS, () => server.closeIdleConnections());
  const stopWaiting = clock.after(STOP_GRACE_MS, () => server.closeAllConnections());
  await closed;
  stopSweeping();
  stopWaiting();
};

/**
 * Serves the X-Ray API, and the two paths SDKs ask of the daemon by TCP, which are two of its operations.
 * Rejects with a `usage` XrayctlError when the address cannot be bound; its cause keeps the system's error code.
 */
export const startHttpServer = async (
  ports: Omit<AnswerPorts, 'bodies'> & { readonly clock: Clock },
  options: HttpServerOptions,
): Promise<HttpServer> => {
  const { bodies = createByteBudget(MAX_BODIES_BYTES) } = options;
  const answer = createAnswerer({ ...ports, bodies });
  const bound = [options.host];
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: CHECK_EVERY_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      noDelay: true,
    },
    (request, response) => {
      handle(answer, bound, request, response).catch((error: unknown) => {
        ports.report({ kind: 'request-failed', operation: 'HTTP', error });
        request.destroy();
      });
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  const { address, port } = await listen(server, options);
  bound.push(address);
  if (ANY_ADDRESS.has(address)) bound.push(hostname());
  return {
    address: { host: address, port },
    stop: () => closeServer(server, ports.clock),
  };
};
