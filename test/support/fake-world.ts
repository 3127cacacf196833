import type { ExitCode } from '../../src/cli/exit-code.ts';
import type { StopSignal, World } from '../../src/cli/world.ts';
import { runXrayctl } from '../../src/main.ts';
import type { Http } from '../../src/ports/http.ts';
import type { Output } from '../../src/ports/io.ts';
import type { Programs } from '../../src/ports/programs.ts';
import type { RemoteXRayApi } from '../../src/ports/xray-api.ts';
import type { XRayTarget } from '../../src/ports/xray-connection.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createSeededRandom } from './seeded-random.ts';

/** What a test says of the world; everything left out is empty, absent or silent. */
export interface FakeWorldOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Path to text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly stdoutIsTTY?: boolean;
  readonly stderrIsTTY?: boolean;
  readonly columns?: number;
  /** Writes to stdout fail with EPIPE after this many. */
  readonly stdoutClosesAfter?: number;
  /** The operations that are asked for; any other one is a failure of the test. */
  readonly xray?: Partial<RemoteXRayApi>;
  /** What a datagram meets; nothing unless given. */
  readonly datagramError?: Error;
  /** The service under test; asking one that is not given is a failure of the test. */
  readonly http?: Http;
  readonly programs?: Programs;
}

export interface Datagram {
  readonly host: string;
  readonly port: number;
  readonly text: string;
}

export interface FakeWorld extends World {
  readonly clock: FakeClock;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly sentDatagrams: Datagram[];
  /** Where X-Ray was connected to, one entry a connection. */
  readonly targets: XRayTarget[];
  /** Sends a signal to the program. */
  readonly stop: (signal: StopSignal) => void;
}

const brokenPipe = () => Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });

const memoryOutput = (isTTY: boolean, columns: number | undefined, closesAfter?: number) => {
  const written: string[] = [];
  const output: Output = {
    isTTY,
    columns: isTTY ? (columns ?? 80) : undefined,
    write: async (text) => {
      if (written.length >= (closesAfter ?? Number.POSITIVE_INFINITY)) throw brokenPipe();
      written.push(text);
    },
  };
  return { output, text: () => written.join('') };
};

const missingFile = (path: string) =>
  Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: 'ENOENT' });

const bounded = (name: string, text: string, maxBytes: number): string => {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  throw Object.assign(new Error(`${name} holds more than ${maxBytes} bytes`), { code: 'EFBIG' });
};

const refusingApi = (given: Partial<RemoteXRayApi>): RemoteXRayApi =>
  new Proxy(given as RemoteXRayApi, {
    get: (api, operation: string | symbol) => {
      const method: unknown = Reflect.get(api, operation);
      // `then` is looked up when a promise resolves to this object.
      if (method !== undefined || operation === 'then') return method;
      throw new Error(`the test did not expect ${String(operation)}`);
    },
  });

const expected = async <Port>(name: string, port: Port | undefined): Promise<Port> => {
  if (port === undefined) throw new Error(`the test did not expect ${name}`);
  return port;
};

/** A world in memory: time stands still, chance is seeded, files and X-Ray are what the test gives. */
export const createFakeWorld = (options: FakeWorldOptions = {}): FakeWorld => {
  const stdout = memoryOutput(
    options.stdoutIsTTY ?? false,
    options.columns,
    options.stdoutClosesAfter,
  );
  const stderr = memoryOutput(options.stderrIsTTY ?? false, options.columns);
  const sentDatagrams: Datagram[] = [];
  const targets: XRayTarget[] = [];
  const listeners = new Set<(signal: StopSignal) => void>();
  return {
    stdout: stdout.text,
    stderr: stderr.text,
    sentDatagrams,
    targets,
    stop: (signal) => {
      for (const listener of listeners) listener(signal);
    },
    io: {
      stdout: stdout.output,
      stderr: stderr.output,
      readStdin: async (maxBytes) => bounded('standard input', options.stdin ?? '', maxBytes),
    },
    clock: createFakeClock(),
    random: createSeededRandom(),
    env: options.env ?? {},
    runtime: { nodeVersion: '20.18.0', platform: 'linux', architecture: 'x64' },
    files: {
      readText: async (path, maxBytes) => {
        const text = options.files?.[path];
        if (text === undefined) throw missingFile(path);
        return bounded(path, text, maxBytes);
      },
    },
    datagrams: async () => ({
      send: async (host, port, payload) => {
        if (options.datagramError !== undefined) throw options.datagramError;
        sentDatagrams.push({ host, port, text: Buffer.from(payload).toString('utf8') });
      },
    }),
    http: () => expected('http', options.http),
    programs: () => expected('programs', options.programs),
    connectXRay: async (target) => {
      targets.push(target);
      return {
        api: refusingApi(options.xray ?? {}),
        region: target.region ?? 'us-east-1',
        description: target.endpoint ?? 'AWS X-Ray in us-east-1',
      };
    },
    onCrash: () => undefined,
    onStopSignal: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export interface RunResult {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  readonly world: FakeWorld;
}

/** Runs one command line to its end in a fake world: `runInFakeWorld(['traces', '--since', '30m'], { xray })`. */
export const runInFakeWorld = async (
  argv: readonly string[],
  options: FakeWorldOptions = {},
): Promise<RunResult> => {
  const world = createFakeWorld(options);
  const code = await runXrayctl(argv, world);
  return { code, stdout: world.stdout(), stderr: world.stderr(), world };
};
