import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Http, HttpRequest, HttpResponse } from '../../ports/http.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';

/** Of an answer's body this much is kept; the rest is read and let go. */
const KEPT_BODY_BYTES = 4096;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const exchange = (request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> => {
  return new Promise((resolve, reject) => {
    const url = new URL(request.url);
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const { method, headers } = request;
    const outgoing = open(url, { method, headers, signal }, (response) => {
      const kept: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        if (bytes < KEPT_BODY_BYTES) kept.push(chunk.subarray(0, KEPT_BODY_BYTES - bytes));
        bytes += chunk.length;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(kept).toString('utf8') }),
      );
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(request.body);
  });
};

/** HTTP by node:http; follows no redirect and knows no proxy, so that a request goes where it was meant to. */
export const nodeHttp: Http = {
  async send(request, signal) {
    const deadline = AbortSignal.timeout(request.timeoutMs);
    try {
      return await exchange(request, AbortSignal.any(signal ? [signal, deadline] : [deadline]));
    } catch (error) {
      signal?.throwIfAborted();
      const why = deadline.aborted ? `no answer in ${request.timeoutMs} ms` : messageOf(error);
      throw new XrayctlError('remote', `${request.method} ${request.url}: ${why}`, {
        cause: error,
      });
    }
  },
};
