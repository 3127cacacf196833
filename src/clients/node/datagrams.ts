import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Datagrams } from '../../ports/datagram.ts';

/** "Nobody listens here" comes back as ICMP, on loopback well within this. */
const REFUSAL_MS = 20;

interface Channel {
  readonly socket: Socket;
  /** What the socket said since it was last asked; a refusal of an earlier datagram. */
  trouble: Error | undefined;
}

const openChannel = (host: string, port: number): Promise<Channel> =>
  new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4').unref();
    socket.once('error', reject);
    // Connected, so that a closed port on this machine is an ECONNREFUSED and not a silent loss.
    const onConnect = (error?: Error): void => {
      if (error !== undefined) {
        socket.close();
        reject(error);
        return;
      }
      socket.off('error', reject);
      const channel: Channel = { socket, trouble: undefined };
      socket.on('error', (error) => {
        channel.trouble = error;
      });
      resolve(channel);
    };
    // A name that cannot be looked up is told to the callback, and not as an 'error'.
    socket.connect(port, host, onConnect);
  });

const transmit = ({ socket }: Channel, payload: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.send(payload, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });

/** UDP, one socket an address. The first datagram to an address waits for a refusal; later ones do not. */
export const createUdpDatagrams = (): Datagrams => {
  const channels = new Map<string, Promise<Channel>>();
  return {
    send: async (host, port, payload) => {
      const key = `${host} ${port}`;
      const known = channels.get(key);
      const opening = known ?? openChannel(host, port);
      channels.set(key, opening);
      const channel = await opening;
      await transmit(channel, payload);
      if (known === undefined) await delay(REFUSAL_MS);
      if (channel.trouble !== undefined) throw channel.trouble;
    },
  };
};
