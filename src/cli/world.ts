import type { Clock } from '../ports/clock.ts';
import type { Datagrams } from '../ports/datagram.ts';
import type { Files } from '../ports/files.ts';
import type { Http } from '../ports/http.ts';
import type { Io } from '../ports/io.ts';
import type { Programs } from '../ports/programs.ts';
import type { Random } from '../ports/random.ts';
import type { XRayConnection, XRayTarget } from '../ports/xray-connection.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type StopSignal = 'SIGINT' | 'SIGTERM';

/** What the program runs on, for bug reports. */
export interface Runtime {
  readonly nodeVersion: string;
  /** `linux`, `darwin`, `win32`. */
  readonly platform: string;
  readonly architecture: string;
}

/** Everything the program touches outside itself; built by wiring.ts, or by a test. */
export interface World {
  readonly io: Io;
  readonly clock: Clock;
  readonly random: Random;
  readonly env: Environment;
  readonly runtime: Runtime;
  readonly files: Files;
  readonly datagrams: () => Promise<Datagrams>;
  readonly http: () => Promise<Http>;
  readonly programs: () => Promise<Programs>;
  /** `signal` ends whatever request is under way. */
  readonly connectXRay: (target: XRayTarget, signal: AbortSignal) => Promise<XRayConnection>;
  /** An error thrown where nobody awaits it is told in these words and ends the process with 70. */
  readonly onCrash: (explain: (error: unknown) => Promise<string>) => void;
  /** Calls back on the first signal; a second one ends the process at once. Returns how to stop listening. */
  readonly onStopSignal: (listener: (signal: StopSignal) => void) => () => void;
}
