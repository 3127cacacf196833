import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clients/node/clock.ts';
import { type ByteBudget, createByteBudget } from '../../../src/local/http/byte-budget.ts';
import { MAX_BODY_BYTES } from '../../../src/local/http/collect-body.ts';
import { type HttpServer, startHttpServer } from '../../../src/local/http-server.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { type MadeLocal, makeLocal } from './make-local.ts';

const BUDGET_BYTES = 100_000;

/** A budget that tells when so many bytes, or more, are held, and when none are. */
const watchBudget = (maxBytes: number) => {
  const budget = createByteBudget(maxBytes);
  let heldBytes = 0;
  let waiting: { readonly isMet: () => boolean; readonly resolve: () => void }[] = [];
  const note = (bytes: number): void => {
    heldBytes += bytes;
    const met = waiting.filter(({ isMet }) => isMet());
    waiting = waiting.filter((one) => !met.includes(one));
    for (const { resolve } of met) resolve();
  };
  const when = (isMet: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ isMet, resolve });
      note(0);
    });
  const watched: ByteBudget = {
    open: () => {
      const share = budget.open();
      let takenBytes = 0;
      return {
        take: (bytes) => {
          const isTaken = share.take(bytes);
          if (isTaken) {
            takenBytes += bytes;
            note(bytes);
          }
          return isTaken;
        },
        release: () => {
          share.release();
          note(-takenBytes);
          takenBytes = 0;
        },
      };
    },
  };
  return {
    budget: watched,
    whenHeld: (bytes: number) => when(() => heldBytes >= bytes),
    whenFree: () => when(() => heldBytes === 0),
  };
};

let local: MadeLocal;
let server: HttpServer;
let bodies: ReturnType<typeof watchBudget>;

const start = async (maxBytes: number): Promise<void> => {
  bodies = watchBudget(maxBytes);
  const { api, events } = local;
  const report = events.push.bind(events);
  server = await startHttpServer(
    { api, clock: systemClock, random: createSeededRandom(), report },
    { host: '127.0.0.1', port: 0, bodies: bodies.budget },
  );
};

beforeEach(async () => {
  local = makeLocal();
  await start(BUDGET_BYTES);
});

afterEach(async () => {
  await server.stop();
  local.store.close();
});

/** A question of so many bytes. */
const questionOf = (bytes: number): string => `{${' '.repeat(bytes - 2)}}`;

const ask = (body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`http://127.0.0.1:${server.address.port}/GetSamplingRules`, {
    method: 'POST',
    body,
    headers,
  });

/** Begins a request of so many bytes, sends `sent` of them, and resolves when the server holds these. */
const begin = async (bytes: number, sent: number): Promise<Socket> => {
  const socket = connect(server.address.port, '127.0.0.1');
  socket.write(
    `POST /GetSamplingRules HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${bytes}\r\n\r\n`,
  );
  socket.write(questionOf(bytes).slice(0, sent));
  await bodies.whenHeld(sent);
  return socket;
};

const firstData = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    socket.once('data', (data) => resolve(String(data)));
    socket.once('error', reject);
  });

describe('the bodies of all requests', () => {
  it('are refused as too many, in JSON, while others take what there is', async () => {
    const socket = await begin(60_000, 59_999);
    const refused = await ask(questionOf(50_000));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-amzn-errortype')).toBe('ThrottledException');
    expect(await refused.json()).toEqual({ Message: expect.stringContaining('try again') });
    const small = await ask(questionOf(30_000));
    expect(small.status).toBe(200);
    const answer = firstData(socket);
    socket.end('}');
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('let go of what was refused, so that the rest can go on', async () => {
    const socket = await begin(60_000, 59_999);
    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect((await ask(questionOf(90_000))).status).toBe(429);
    }
    socket.destroy();
    await bodies.whenFree();
    expect((await ask(questionOf(BUDGET_BYTES))).status).toBe(200);
  });

  it.each<[string, (socket: Socket) => void]>([
    ['is broken off', (socket) => socket.destroy()],
    ['is reset', (socket) => socket.resetAndDestroy()],
    ['ends before its length', (socket) => socket.end()],
    ['is answered', (socket) => socket.write('}')],
  ])('give back what a request had that %s', async (_name, finish) => {
    const socket = await begin(60_000, 59_999);
    expect((await ask(questionOf(BUDGET_BYTES))).status).toBe(429);
    socket.on('error', () => undefined);
    finish(socket);
    await bodies.whenFree();
    expect((await ask(questionOf(BUDGET_BYTES))).status).toBe(200);
    socket.destroy();
  });

  it.each([
    ['is no JSON', '{'.repeat(60_000), {}, 400],
    ['is no gzip', questionOf(60_000), { 'content-encoding': 'gzip' }, 400],
    ['is of another encoding', questionOf(60_000), { 'content-encoding': 'br' }, 415],
    ['alone is more than all may take', questionOf(BUDGET_BYTES + 1), {}, 429],
    [
      'is too much once it is inflated',
      gzipSync(questionOf(BUDGET_BYTES + 1)),
      { 'content-encoding': 'gzip' },
      429,
    ],
  ])('give back what a request had that %s', async (_name, body, headers, status) => {
    expect((await ask(body, headers)).status).toBe(status);
    await bodies.whenFree();
    expect((await ask(questionOf(BUDGET_BYTES))).status).toBe(200);
  });

  it('give back what a request had that was too large', async () => {
    await server.stop();
    await start(MAX_BODY_BYTES + 1);
    const chunked = new Blob([questionOf(MAX_BODY_BYTES + 1)]).stream();
    const large = await fetch(`http://127.0.0.1:${server.address.port}/GetSamplingRules`, {
      method: 'POST',
      body: chunked,
      duplex: 'half',
    } as RequestInit);
    expect(large.status).toBe(413);
    await bodies.whenFree();
    expect((await ask(questionOf(MAX_BODY_BYTES))).status).toBe(200);
  });

  it('count what they are inflated to while they are inflated', async () => {
    const socket = await begin(60_000, 59_999);
    const body = gzipSync(questionOf(50_000));
    const refused = await ask(body, { 'content-encoding': 'gzip' });
    expect([body.length < 1_000, refused.status]).toEqual([true, 429]);
    socket.destroy();
    await bodies.whenFree();
    expect((await ask(body, { 'content-encoding': 'gzip' })).status).toBe(200);
  });

  it('count for as long as the request is in hand', async () => {
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await server.stop();
    const { api } = local;
    local = {
      ...local,
      api: {
        ...api,
        getSamplingRules: async (input) => {
          await held;
          return api.getSamplingRules(input);
        },
      },
    };
    await start(BUDGET_BYTES);
    const first = ask(questionOf(60_000));
    await bodies.whenHeld(60_000);
    expect((await ask(questionOf(50_000))).status).toBe(429);
    answer();
    expect((await first).status).toBe(200);
    await bodies.whenFree();
  });
});
