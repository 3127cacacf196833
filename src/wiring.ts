import type { World } from './cli/world.ts';
import { systemClock } from './clients/node/clock.ts';
import { onCrash } from './clients/node/crash.ts';
import { systemFiles } from './clients/node/files.ts';
import { createIo } from './clients/node/io.ts';
import { systemRandom } from './clients/node/random.ts';
import { onStopSignal } from './clients/node/stop-signals.ts';

/** The world of a process. What costs time to load (an SDK, sockets) is imported when it is first asked for. */
export const createWorld = (process: NodeJS.Process): World => ({
  io: createIo(process),
  clock: systemClock,
  random: systemRandom,
  env: process.env,
  runtime: {
    nodeVersion: process.versions.node,
    platform: process.platform,
    architecture: process.arch,
  },
  files: systemFiles,
  datagrams: async () => (await import('./clients/node/datagrams.ts')).createUdpDatagrams(),
  http: async () => (await import('./clients/node/http.ts')).nodeHttp,
  programs: async () => {
    const { createPrograms } = await import('./clients/node/programs.ts');
    return createPrograms(new URL('./demo/', import.meta.url));
  },
  connectXRay: async (target, signal) => {
    const [{ connectXRay }, { keepHeapSmall }] = await Promise.all([
      import('./clients/aws/connect-xray.ts'),
      import('./clients/node/keep-heap-small.ts'),
    ]);
    keepHeapSmall();
    return connectXRay(target, signal);
  },
  onCrash: (explain) => onCrash(process, explain),
  onStopSignal: (listener) => onStopSignal(process, listener),
});
