import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Datagrams } from '../../ports/datagram.ts';

const transmit = (socket: Socket, payload: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.send(payload, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });

const connect = (socket: Socket, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, host, () => {
      socket.off('error', reject);
      resolve();
    });
  });

/** The answer "nobody listens here" comes as ICMP, within this on loopback: wait for it before calling it sent. */
const REFUSAL_MS = 20;

const refusalOf = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, REFUSAL_MS);
    socket.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });

/** UDP. The socket is connected, so that a closed port on this machine is an ECONNREFUSED and not a silent loss. */
export const udpDatagrams: Datagrams = {
  send: async (host, port, payload) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    try {
      await connect(socket, host, port);
      await transmit(socket, payload);
      await refusalOf(socket);
    } finally {
      socket.close();
    }
  },
};
