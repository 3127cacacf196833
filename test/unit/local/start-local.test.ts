import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clients/node/clock.ts';
import { systemRandom } from '../../../src/clients/node/random.ts';
import { parsePacket } from '../../../src/daemon/packet.ts';
import { startUdpReceiver } from '../../../src/daemon/udp-receiver.ts';
import type { LocalEvent } from '../../../src/local/local-event.ts';
import { type LocalOptions, type LocalPorts, startLocal } from '../../../src/local/start-local.ts';
import { XrayctlError } from '../../../src/std/xrayctl-error.ts';
import { rootOf, traceIdOf } from './make-local.ts';

const FREE = { host: '127.0.0.1', port: 0 };
const OPTIONS: LocalOptions = {
  udp: FREE,
  http: FREE,
  allowRemote: false,
  dataDir: undefined,
  retentionMs: 86_400_000,
  maxBytes: 1e9,
  region: 'eu-west-1',
};

let events: LocalEvent[];
let ports: LocalPorts;
let folder: string;

beforeEach(() => {
  events = [];
  const report = (event: LocalEvent) => events.push(event);
  ports = {
    clock: systemClock,
    random: systemRandom,
    startUdp: startUdpReceiver,
    parsePacket,
    report,
  };
  folder = mkdtempSync(join(tmpdir(), 'xrayctl-start-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const refusalOf = async (options: Partial<LocalOptions>): Promise<XrayctlError> => {
  const outcome: unknown = await startLocal({ ...OPTIONS, ...options }, ports).catch(
    (error: unknown) => error,
  );
  if (outcome instanceof XrayctlError) return outcome;
  throw new Error('it started');
};

const sendDatagram = (address: string, payload: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const port = Number(address.split(':')[1]);
    socket.send(payload, port, '127.0.0.1', (error) => {
      socket.close();
      if (error) reject(error);
      else resolve();
    });
  });

interface Answer {
  readonly Traces: readonly unknown[];
  readonly Group: { readonly GroupARN: string };
}

const ask = async (base: string, path: string, body: unknown): Promise<Answer> => {
  const response = await fetch(base + path, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as Answer;
};

/** Asks until the answer is as wanted; the test's own time limit ends it. */
const askUntil = async (attempt: () => Promise<boolean>): Promise<void> => {
  while (!(await attempt())) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('a local X-Ray', () => {
  it('listens on one number for both when both are free to choose', async () => {
    const running = await startLocal(OPTIONS, ports);
    const port = running.udp.split(':')[1];
    expect(running).toMatchObject({
      udp: `127.0.0.1:${port}`,
      http: `http://127.0.0.1:${port}`,
      dataDir: undefined,
    });
    expect(running.receiveBufferBytes).toBeGreaterThan(0);
    await running.stop();
  });

  it('tries another number when TCP has the one UDP got', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const tried: number[] = [];
    const startUdp: LocalPorts['startUdp'] = (options) => {
      tried.push(options.port);
      return startUdpReceiver({ ...options, port: tried.length === 1 ? port : options.port });
    };
    const running = await startLocal(OPTIONS, { ...ports, startUdp });
    expect(tried).toEqual([0, 0]);
    expect(running.udp).not.toContain(`:${port}`);
    await running.stop();
    await new Promise((resolve) => taken.close(resolve));
  });

  it('takes documents by UDP and gives them back by HTTP', async () => {
    const running = await startLocal(OPTIONS, ports);
    const document = JSON.stringify(rootOf(1, 1_000));
    await sendDatagram(running.udp, `{"format":"json","version":1}\n${document}`);
    await askUntil(async () => {
      const { Traces } = await ask(running.http, '/Traces', { TraceIds: [traceIdOf(1)] });
      return Traces.length === 1;
    });
    await sendDatagram(running.udp, 'no packet');
    await askUntil(async () => events.length > 0);
    expect(events).toEqual([{ kind: 'packets-rejected', reason: 'missing-segment', count: 1 }]);
    await running.stop();
  });

  it('speaks of its region, and keeps what it was told', async () => {
    const first = await startLocal({ ...OPTIONS, dataDir: folder }, ports);
    expect(first.dataDir).toBe(folder);
    const { Group } = await ask(first.http, '/CreateGroup', {
      GroupName: 'g',
      FilterExpression: 'fault',
    });
    expect(Group.GroupARN).toMatch(/^arn:aws:xray:eu-west-1:000000000000:group\/g\//);
    await first.stop();
    const second = await startLocal({ ...OPTIONS, dataDir: folder }, ports);
    const again = await ask(second.http, '/GetGroup', { GroupName: 'g' });
    expect(again.Group).toEqual(Group);
    await second.stop();
  });

  it('says when others have files in its folder', async () => {
    writeFileSync(join(folder, 'notes.txt'), '');
    const running = await startLocal({ ...OPTIONS, dataDir: folder }, ports);
    expect(events).toEqual([{ kind: 'folder-shared', path: folder }]);
    await running.stop();
  });
});

describe('a local X-Ray that cannot start', () => {
  it.each(['udp', 'http'] as const)(
    'binds %s beyond this machine only when told to',
    async (which) => {
      const address = { host: '0.0.0.0', port: 0 };
      const refusal = await refusalOf({ [which]: address });
      expect(refusal).toMatchObject({
        kind: 'usage',
        remedy: expect.stringContaining('--allow-remote'),
      });
      const running = await startLocal({ ...OPTIONS, [which]: address, allowRemote: true }, ports);
      expect(running[which]).toContain('0.0.0.0');
      await running.stop();
    },
  );

  it('lets the folder go, and frees what it bound', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const http = { host: '127.0.0.1', port };
    const refusal = await refusalOf({ dataDir: folder, http });
    expect(refusal).toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('the port is in use'),
    });
    const running = await startLocal({ ...OPTIONS, dataDir: folder }, ports);
    await running.stop();
    await new Promise((resolve) => taken.close(resolve));
  });

  it('leaves a folder alone that another one uses', async () => {
    const first = await startLocal({ ...OPTIONS, dataDir: folder }, ports);
    const refusal = await refusalOf({ dataDir: folder });
    expect(refusal.message).toContain('is in use by another xrayctl local');
    await first.stop();
  });
});
