import { defineCommand, type Parsed } from '../cli/command.ts';
import type { Context } from '../cli/context.ts';
import { EXIT } from '../cli/exit-code.ts';
import { duration } from '../cli/flags/duration.ts';
import { switchFlag, valueFlagOr } from '../cli/flags/flag.ts';
import { untilStopped } from '../cli/until-stopped.ts';
import { recordEverything } from '../core/demo/record-everything.ts';
import { type DemoResult, runDemo } from '../core/demo/run-demo.ts';
import { startServices } from '../core/demo/start-services.ts';
import { parsePacket } from '../daemon/packet.ts';
import { startUdpReceiver } from '../daemon/udp-receiver.ts';
import { type RunningLocal, startLocal } from '../local/start-local.ts';
import { renderDemoReport } from '../render/demo/demo-report.ts';
import { XrayctlError } from '../std/xrayctl-error.ts';
import { outJson } from './options/out-json.ts';
import { createEventTeller } from './options/tell-local-events.ts';

const flags = {
  fast: switchFlag({ brief: 'no pause between rounds: for CI, done in seconds' }),
  pause: valueFlagOr(duration('2s'), '150ms', {
    brief: 'between rounds (the tutorial waits 2s)',
  }),
  keep: switchFlag({ brief: 'leave it running, until Ctrl-C, to look around' }),
} as const;

type DemoFlags = Parsed<typeof flags, 'text' | 'json'>;

/** Traces are there within a second; on a busy machine allow more. */
const ARRIVE_WITHIN_MS = 15_000;

const LOOPBACK = { host: '127.0.0.1', port: 0 };
const REGION = 'us-east-1';

/** What the store may hold: far more than a demo records. */
const LIMITS = { retentionMs: 24 * 60 * 60 * 1000, maxBytes: 256 * 1024 * 1024 };

const startXRay = (
  { clock, random }: Context,
  report: ReturnType<typeof createEventTeller>['report'],
): Promise<RunningLocal> =>
  startLocal(
    {
      udp: LOOPBACK,
      http: LOOPBACK,
      allowRemote: false,
      dataDir: undefined,
      region: REGION,
      ...LIMITS,
    },
    { clock, random, startUdp: startUdpReceiver, parsePacket, report },
  );

/** The demo against a running local X-Ray, by the same HTTP API and SDK every other command uses. */
const drive = async (context: Context, given: DemoFlags, xray: RunningLocal): Promise<void> => {
  const { clock, random, signal } = context;
  const target = { endpoint: xray.http, local: true, region: REGION, profile: undefined };
  const [{ api }, http, programs] = await Promise.all([
    context.connect(target),
    context.http(),
    context.programs(),
  ]);
  await recordEverything(api);
  await context.progress('Starting User Management and Notification');
  const services = await startServices({ programs, http, clock }, xray.udp, signal);
  try {
    await context.info(
      `Started X-Ray on ${xray.http} and two services, traced by the X-Ray SDK for Node.js`,
    );
    const result = await runDemo(
      { xray: api, http, clock, random },
      {
        baseUrl: services.userManagement,
        pauseMs: given.fast ? 0 : given.pause,
        arriveWithinMs: ARRIVE_WITHIN_MS,
        signal,
        onAnswer: (answered, planned) =>
          void context.progress(
            `Driving the tutorial's traffic: ${answered} of ${planned} requests`,
          ),
      },
    );
    await report(context, given, result);
    if (given.keep) await lookAround(context, xray);
    if (result.arrivals.whole < result.arrivals.sent) {
      const missing = result.arrivals.sent - result.arrivals.whole;
      const requests = missing === 1 ? 'request' : 'requests';
      throw new XrayctlError('finding', `${missing} ${requests} did not arrive whole`, {
        remedy: 'Run it again with --debug; if it stays so, please report it.',
      });
    }
  } finally {
    await services.stop();
  }
};

const report = async (context: Context, given: DemoFlags, result: DemoResult): Promise<void> => {
  if (given.output === 'text') return context.out(renderDemoReport(result, context.style));
  const { arrivals, slowest, services, summaries } = result;
  const notWhole = arrivals.arrivals.filter((arrival) => arrival.state !== 'whole');
  return outJson(context, {
    schema: 'xrayctl/demo/v1',
    requests: { sent: arrivals.sent, whole: arrivals.whole },
    notWhole: notWhole.map(({ request, state, reasons }) => ({ ...request, state, reasons })),
    traces: summaries.length,
    slowestTraceId: slowest?.trace.id ?? null,
    services: services.map(({ Name, Type }) => ({ name: Name, type: Type ?? null })),
    ok: notWhole.length === 0,
  });
};

const lookAround = async (context: Context, { http, udp }: RunningLocal): Promise<void> => {
  const local = `xrayctl --local=${http}`;
  await context.info(
    [
      '',
      'Left running. In another terminal:',
      `  ${local} traces`,
      `  ${local} traces --service notification --fault`,
      `  ${local} trace --slowest --annotations --sql`,
      `  ${local} map`,
      `  aws xray get-service-graph --endpoint-url ${http} --start-time $(($(date +%s)-600)) --end-time $(($(date +%s)+1))`,
      `  AWS_XRAY_DAEMON_ADDRESS=${udp} node your-service.js`,
      'Ctrl-C stops it.',
    ].join('\n'),
  );
  await untilStopped(context.signal);
};

/** `xrayctl demo`. */
export const demo = defineCommand({
  description:
    'The tutorial on this machine, without an AWS account: starts a local X-Ray on free ports and two services ' +
    "traced by the official X-Ray SDK for Node.js, drives the tutorial's 102 requests, and shows the traces, the " +
    'slowest as a waterfall, the map, and the proof that every request arrived whole. Exit 1 when one did not.',
  positionals: [],
  flags,
  formats: ['text', 'json'],
  examples: [
    { about: 'see it work, in less than a minute', line: 'xrayctl demo' },
    {
      about: 'leave it running and look around with the other commands',
      line: 'xrayctl demo --keep',
    },
  ],
  verdict: true,
  async run(context, given) {
    const teller = createEventTeller(context, LIMITS);
    const xray = await startXRay(context, teller.report);
    try {
      await drive(context, given, xray);
    } finally {
      await xray.stop();
      teller.finish();
    }
    return EXIT.done;
  },
});
