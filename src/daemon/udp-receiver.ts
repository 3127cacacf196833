import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { explainListenError } from '../std/explain-listen-error.ts';

/**
 * Receive buffer asked of the kernel. 4 MB rides out a stall of about 130 ms at 50,000 datagrams a second; with Linux's
 * default of 208 KB datagrams are lost at 30,000 a second.
 */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

export interface UdpReceiverOptions {
  /** Address to bind: IPv4, IPv6 or a name. */
  readonly host: string;
  /** 0 lets the kernel pick. */
  readonly port: number;
  /** Takes each datagram as a buffer of its own, synchronously, in the order of arrival. */
  readonly onDatagram: (datagram: Uint8Array) => void;
  /** The socket failed after it was bound; it still listens unless `stop` is called. */
  readonly onError: (error: Error) => void;
}

export interface UdpReceiver {
  /** What was bound, as the kernel tells it. */
  readonly address: { readonly host: string; readonly port: number };
  /** Bytes of receive buffer the kernel granted, by its own count: Linux doubles what it grants. */
  readonly receiveBufferBytes: number;
  /** Closes the socket; resolves when no datagram can come any more. A second call resolves as well. */
  stop(): Promise<void>;
}

/** A refused size is no failure: the kernel's own then stands, and is reported. */
const growReceiveBuffer = (socket: Socket): number => {
  const before = socket.getRecvBufferSize();
  try {
    socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
  } catch {
    return before;
  }
  return socket.getRecvBufferSize();
};

const bind = (socket: Socket, options: UdpReceiverOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      socket.close();
      reject(explainListenError(error, 'UDP', options));
    };
    socket.once('error', refuse);
    socket.bind({ address: options.host, port: options.port, exclusive: true }, () => {
      socket.off('error', refuse);
      resolve();
    });
  });

/**
 * Listens for datagrams. Knows nothing of what is in them.
 * Rejects with a `usage` XrayctlError when the address cannot be bound; its cause keeps the system's error code.
 */
export const startUdpReceiver = async (options: UdpReceiverOptions): Promise<UdpReceiver> => {
  const socket = createSocket(isIPv6(options.host) ? 'udp6' : 'udp4');
  socket.on('message', options.onDatagram);
  await bind(socket, options);
  socket.on('error', options.onError);
  const bound = socket.address();
  let stopped: Promise<void> | undefined;
  return {
    address: { host: bound.address, port: bound.port },
    receiveBufferBytes: growReceiveBuffer(socket),
    stop: () => {
      stopped ??= new Promise((resolve) => {
        socket.close(() => {
          resolve();
        });
      });
      return stopped;
    },
  };
};
