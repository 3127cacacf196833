import { defineCommand, type Parsed } from '../cli/command.ts';
import type { Context } from '../cli/context.ts';
import { EXIT } from '../cli/exit-code.ts';
import { duration } from '../cli/flags/duration.ts';
import { switchFlag, valueFlag, valueFlagOr } from '../cli/flags/flag.ts';
import { listenAddress } from '../cli/flags/host-port.ts';
import { printSize, size } from '../cli/flags/size.ts';
import { text } from '../cli/flags/text.ts';
import { untilStopped } from '../cli/until-stopped.ts';
import { parsePacket } from '../daemon/packet.ts';
import { startUdpReceiver } from '../daemon/udp-receiver.ts';
import { type RunningLocal, startLocal } from '../local/start-local.ts';
import { XrayctlError } from '../std/xrayctl-error.ts';
import { defaultDataFolder } from './local/data-folder.ts';
import { nextSteps } from './local/next-steps.ts';
import { createEventTeller } from './options/tell-local-events.ts';

const flags = {
  udp: valueFlagOr(listenAddress, '127.0.0.1:2000', {
    brief: 'where SDKs send to; port 0 picks one',
  }),
  http: valueFlagOr(listenAddress, '127.0.0.1:2000', {
    brief: 'where the X-Ray API is; port 0 picks one',
  }),
  dataDir: valueFlag(text('DIR', './traces'), {
    brief: 'folder to keep traces in',
    shownDefault: '$XDG_DATA_HOME/xrayctl',
  }),
  memory: switchFlag({ brief: 'keep nothing on disk' }),
  retention: valueFlagOr(duration('30d'), '30d', { brief: 'how long traces are kept' }),
  maxSize: valueFlagOr(size, '2GB', {
    brief: 'what the folder may take; the oldest traces leave first',
  }),
  allowRemote: switchFlag({ brief: 'allow addresses that other machines can reach' }),
} as const;

type LocalFlags = Parsed<typeof flags, 'text' | 'json'>;

/** What an X-Ray on this machine says of its region where none is set. */
const DEFAULT_REGION = 'us-east-1';

const dataFolderFor = (context: Context, given: LocalFlags): string | undefined => {
  if (!given.memory) return given.dataDir ?? defaultDataFolder(context.env);
  if (given.dataDir === undefined) return undefined;
  throw new XrayctlError('usage', '--memory keeps nothing, and --data-dir names a folder for it', {
    remedy: 'Give one of them.',
  });
};

/** Elsewhere 0 often means "for ever"; here every trace would be gone at once. */
const checkRetention = ({ retention }: LocalFlags): void => {
  if (retention > 0) return;
  throw new XrayctlError('usage', '--retention: 0 would keep no trace at all', {
    remedy: 'To keep traces for years: --retention 3650d. To keep nothing on disk: --memory.',
  });
};

const start = (
  context: Context,
  given: LocalFlags,
  report: ReturnType<typeof createEventTeller>['report'],
): Promise<RunningLocal> => {
  const { clock, random } = context;
  return startLocal(
    {
      udp: given.udp,
      http: given.http,
      allowRemote: given.allowRemote,
      dataDir: dataFolderFor(context, given),
      retentionMs: given.retention,
      maxBytes: given.maxSize,
      region: context.target.region ?? DEFAULT_REGION,
    },
    { clock, random, startUdp: startUdpReceiver, parsePacket, report },
  );
};

/** One line: for people on a terminal, for whoever waits for it elsewhere. */
const readyLine = (context: Context, given: LocalFlags, running: RunningLocal): string => {
  const { udp, http, dataDir } = running;
  if (given.output === 'json' || !context.io.stdout.isTTY) {
    return `${JSON.stringify({ ready: true, udp, http, dataDir: dataDir ?? null })}\n`;
  }
  const kept = dataDir === undefined ? 'nothing is kept' : `traces in ${dataDir}`;
  return `X-Ray is ready: SDKs send to UDP ${udp}, the API is ${http}, ${kept}. Ctrl-C stops it.\n`;
};

/** `xrayctl local`. */
export const local = defineCommand({
  description:
    'The whole X-Ray API and the daemon on one port, over a store on this machine: for SDKs, for the AWS CLI ' +
    '(--endpoint-url) and for xrayctl --local. When ready it prints one line; where stdout is no terminal, JSON with ' +
    '"ready", "udp", "http" and "dataDir". It runs until a first SIGINT or SIGTERM and then ends with 0; nothing acknowledged is lost.',
  positionals: [],
  flags,
  formats: ['text', 'json'],
  examples: [
    { about: 'then, in another terminal: xrayctl --local send --wait', line: 'xrayctl local' },
    {
      about: 'for a test: free ports, nothing kept, the ready line says which',
      line: 'xrayctl local --udp 127.0.0.1:0 --http 127.0.0.1:0 --memory',
    },
  ],
  async run(context, given) {
    checkRetention(given);
    const teller = createEventTeller(context, {
      retentionMs: given.retention,
      maxBytes: given.maxSize,
    });
    const running = await start(context, given, teller.report);
    try {
      await context.out(readyLine(context, given, running));
      if (context.io.stdout.isTTY) await context.info(nextSteps(running));
      await context.detail(
        `the kernel buffers ${printSize(running.receiveBufferBytes)} of datagrams`,
      );
      await untilStopped(context.signal);
    } finally {
      await running.stop();
      teller.finish();
    }
    return EXIT.done;
  },
});
