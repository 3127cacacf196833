import { createSocket } from 'node:dgram';
import { describe, expect, it } from 'vitest';
import { startUdpReceiver, type UdpReceiver } from '../../../src/daemon/udp-receiver.ts';
import { XrayctlError } from '../../../src/std/xrayctl-error.ts';

const nothing = (): void => undefined;

const send = (port: number, payloads: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    let left = payloads.length;
    for (const payload of payloads) {
      socket.send(payload, port, '127.0.0.1', (error) => {
        if (error) reject(error);
        left -= 1;
        if (left === 0) socket.close(() => resolve());
      });
    }
  });

const listen = (onDatagram: (datagram: Uint8Array) => void): Promise<UdpReceiver> =>
  startUdpReceiver({ host: '127.0.0.1', port: 0, onDatagram, onError: nothing });

describe('the UDP receiver', () => {
  it('hands over each datagram as a buffer of its own', async () => {
    const received: Uint8Array[] = [];
    let whole: () => void = nothing;
    const arrived = new Promise<void>((resolve) => {
      whole = resolve;
    });
    const receiver = await listen((datagram) => {
      received.push(datagram);
      if (received.length === 3) whole();
    });
    await send(receiver.address.port, ['one', 'two', '']);
    await arrived;
    await receiver.stop();
    expect(received.map((datagram) => Buffer.from(datagram).toString()).sort()).toEqual([
      '',
      'one',
      'two',
    ]);
    expect(new Set(received.map((datagram) => datagram.buffer)).size).toBe(3);
  });

  it('tells the port the kernel picked and the buffer it granted', async () => {
    const receiver = await listen(nothing);
    expect(receiver.address).toEqual({ host: '127.0.0.1', port: expect.any(Number) });
    expect(receiver.address.port).toBeGreaterThan(0);
    expect(receiver.receiveBufferBytes).toBeGreaterThan(0);
    await receiver.stop();
    await receiver.stop();
  });

  it('says what to do when the port is in use', async () => {
    const first = await listen(nothing);
    const second = startUdpReceiver({
      host: '127.0.0.1',
      port: first.address.port,
      onDatagram: nothing,
      onError: nothing,
    });
    const error: unknown = await second.catch((thrown: unknown) => thrown);
    await first.stop();
    expect(error).toBeInstanceOf(XrayctlError);
    expect(error).toMatchObject({
      kind: 'usage',
      message: `cannot listen on UDP 127.0.0.1:${first.address.port}: the port is in use`,
      remedy: expect.stringContaining('another port'),
      cause: { code: 'EADDRINUSE' },
    });
  });

  it('frees the port when it stops', async () => {
    const first = await listen(nothing);
    await first.stop();
    const second = await startUdpReceiver({
      host: '127.0.0.1',
      port: first.address.port,
      onDatagram: nothing,
      onError: nothing,
    });
    expect(second.address.port).toBe(first.address.port);
    await second.stop();
  });
});
