import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { type HostPort, printHostPort } from '../std/host-port.ts';
import { XrayctlError } from '../std/xrayctl-error.ts';
import { createControl } from './control/create-control.ts';
import { isLoopbackAddress } from './http/judge-origin.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import type { ReportEvent } from './local-event.ts';
import { createLocalXRay, LOCAL_ACCOUNT_ID, type LocalXRay } from './local-xray.ts';
import { explainStoreError } from './store/explain-store-error.ts';
import { openStore, type Store } from './store/store.ts';
import { logBytesOf } from './upkeep/retention.ts';

export interface LocalOptions {
  /** Port 0 lets the kernel pick. */
  readonly udp: HostPort;
  /** With both ports 0, both get the same number. */
  readonly http: HostPort;
  /** Without it, only addresses of this machine alone may be bound. */
  readonly allowRemote: boolean;
  /** Undefined keeps everything in memory, and nothing of it. */
  readonly dataDir: string | undefined;
  readonly retentionMs: number;
  /** What the data folder may take. */
  readonly maxBytes: number;
  /** Part of every ARN. */
  readonly region: string;
}

/** A datagram read as a packet of the daemon's protocol. */
export type Packet =
  | { readonly kind: 'document'; readonly text: string }
  | { readonly kind: 'rejected'; readonly reason: string };

/** A bound UDP socket. */
export interface UdpListener {
  readonly address: HostPort;
  /** Bytes of receive buffer the kernel granted. */
  readonly receiveBufferBytes: number;
  stop(): Promise<void>;
}

export interface LocalPorts {
  readonly clock: Clock;
  readonly random: Random;
  /** The daemon's receiver: rejects with an XrayctlError whose cause has the system's error code. */
  readonly startUdp: (
    options: HostPort & {
      readonly onDatagram: (datagram: Uint8Array) => void;
      readonly onError: (error: Error) => void;
    },
  ) => Promise<UdpListener>;
  /** The daemon's reader of packets. */
  readonly parsePacket: (datagram: Uint8Array) => Packet;
  /** Is told what happens from before `startLocal` resolves until after `stop` does. */
  readonly report: ReportEvent;
}

export interface RunningLocal {
  /** `127.0.0.1:2000` */
  readonly udp: string;
  /** `http://127.0.0.1:2000` */
  readonly http: string;
  /** Absolute; undefined in memory. */
  readonly dataDir: string | undefined;
  readonly receiveBufferBytes: number;
  /** Answers what is in hand, stores what arrived, and lets everything go. */
  stop(): Promise<void>;
}

interface Listeners {
  readonly udp: UdpListener;
  readonly http: HttpServer;
}

/** How often a number is tried that UDP got and TCP may not have. */
const SAME_PORT_ATTEMPTS = 20;

const checkAddresses = ({ udp, http, allowRemote }: LocalOptions): void => {
  for (const { host } of allowRemote ? [] : [udp, http]) {
    if (isLoopbackAddress(host)) continue;
    throw new XrayctlError(
      'usage',
      `${host} can be reached from other machines, which could read and write every trace`,
      { remedy: 'Bind 127.0.0.1, or add --allow-remote if that is what you want.' },
    );
  }
};

const isPortTaken = (error: unknown): boolean =>
  error instanceof XrayctlError &&
  (error.cause as { code?: unknown } | undefined)?.code === 'EADDRINUSE';

const startUdp = (
  { parsePacket, report, startUdp: start }: LocalPorts,
  xray: LocalXRay,
  address: HostPort,
): Promise<UdpListener> =>
  start({
    ...address,
    onDatagram: (datagram) => {
      const packet = parsePacket(datagram);
      if (packet.kind === 'document') xray.offerDocument(packet.text);
      else report({ kind: 'packets-rejected', reason: packet.reason, count: 1 });
    },
    onError: (error) => report({ kind: 'udp-failed', error }),
  });

const listenOnce = async (
  options: LocalOptions,
  ports: LocalPorts,
  xray: LocalXRay,
): Promise<Listeners> => {
  const udp = await startUdp(ports, xray, options.udp);
  const wantsSame = options.udp.port === 0 && options.http.port === 0;
  const address = wantsSame ? { ...options.http, port: udp.address.port } : options.http;
  try {
    return { udp, http: await startHttpServer({ ...ports, api: xray.api }, address) };
  } catch (error) {
    await udp.stop();
    throw error;
  }
};

/** Binds both; where one number is wanted for both and TCP refuses the one UDP got, another is tried. */
const listen = async (
  options: LocalOptions,
  ports: LocalPorts,
  xray: LocalXRay,
): Promise<Listeners> => {
  const mayRetry = options.udp.port === 0 && options.http.port === 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await listenOnce(options, ports, xray);
    } catch (error) {
      if (!mayRetry || attempt === SAME_PORT_ATTEMPTS || !isPortTaken(error)) throw error;
    }
  }
};

const createXRay = (store: Store, options: LocalOptions, ports: LocalPorts): LocalXRay => {
  const { clock, random, report } = ports;
  const { region } = options;
  const { settings } = store;
  const control = createControl({ settings, clock, random, region, accountId: LOCAL_ACCOUNT_ID });
  if (store.dataDir !== undefined && store.sharedFolder) {
    report({ kind: 'folder-shared', path: store.dataDir });
  }
  return createLocalXRay({ store, control, clock, report }, options);
};

/** Where the log cannot be written into the database it stays beside it, for the next start to find. */
const closeStore = (store: Store, report: LocalPorts['report']): void => {
  try {
    store.close();
  } catch (error) {
    report({ kind: 'upkeep-failed', error });
  }
};

/**
 * Starts X-Ray on this machine: the store, the API by HTTP, and the daemon's UDP port. Rejects with a `usage`
 * XrayctlError when the folder or an address cannot be had; nothing stays open then.
 */
export const startLocal = async (
  options: LocalOptions,
  ports: LocalPorts,
): Promise<RunningLocal> => {
  checkAddresses(options);
  const store = openStore(options.dataDir, logBytesOf(options));
  try {
    const xray = createXRay(store, options, ports);
    const { udp, http } = await listen(options, ports, xray).catch((error: unknown) => {
      xray.stop();
      throw error;
    });
    return {
      udp: printHostPort(udp.address),
      http: `http://${printHostPort(http.address)}`,
      dataDir: store.dataDir,
      receiveBufferBytes: udp.receiveBufferBytes,
      stop: async () => {
        await Promise.all([http.stop(), udp.stop()]);
        xray.stop();
        closeStore(store, ports.report);
      },
    };
  } catch (error) {
    // What led here is told: that a damaged store does not close well either adds nothing.
    closeStore(store, () => undefined);
    throw explainStoreError(error, store.dataDir ?? ':memory:');
  }
};
