import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeHttp } from '../../../../src/clients/node/http.ts';

const servers: Server[] = [];

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`;
};

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const get = (url: string) => ({
  method: 'GET',
  url,
  headers: { 'x-asked': 'yes' },
  body: undefined,
  timeoutMs: 10_000,
});

describe('nodeHttp', () => {
  it('sends a request as it is given', async () => {
    const url = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method, headers } = request;
      response.writeHead(202).end(`${method} ${headers['x-asked']} ${Buffer.concat(chunks)}`);
    });
    const answer = await nodeHttp.send({ ...get(url), method: 'POST', body: 'text' });
    expect(answer).toEqual({ status: 202, body: 'POST yes text' });
  });

  it('follows no redirect', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(302, { location: 'http://elsewhere/' }).end();
    });
    expect(await nodeHttp.send(get(url))).toMatchObject({ status: 302 });
  });

  it('keeps the beginning of a long answer, and reads the rest', async () => {
    const url = await serve((_request, response) => {
      response.end('x'.repeat(1_000_000));
    });
    expect(await nodeHttp.send(get(url))).toEqual({ status: 200, body: 'x'.repeat(4_096) });
  });

  it('gives up at the deadline of the request, and says so', async () => {
    const url = await serve(() => undefined);
    await expect(nodeHttp.send({ ...get(url), timeoutMs: 20 })).rejects.toMatchObject({
      kind: 'remote',
      message: `GET ${url}: no answer in 20 ms`,
    });
  });

  it('ends with the reason of its signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const url = await serve(() => controller.abort(reason));
    await expect(nodeHttp.send(get(url), controller.signal)).rejects.toBe(reason);
  });

  it('tells what the network said', async () => {
    const url = await serve((request) => request.socket.destroy());
    await expect(nodeHttp.send(get(url))).rejects.toMatchObject({
      kind: 'remote',
      message: `GET ${url}: socket hang up`,
    });
  });
});
