import { connectXRay } from '../../src/clients/aws/connect-xray.ts';
import { systemClock } from '../../src/clients/node/clock.ts';
import { systemRandom } from '../../src/clients/node/random.ts';
import { parsePacket } from '../../src/daemon/packet.ts';
import { startUdpReceiver } from '../../src/daemon/udp-receiver.ts';
import { startLocal } from '../../src/local/start-local.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { describeXRayApi, refuseEvents } from './xray-api.ts';

const FREE = { host: '127.0.0.1', port: 0 };

/** The clock on the wall, that can be put forward. */
const createShiftedClock = (): Clock & { shift(ms: number): void } => {
  let shiftMs = 0;
  return {
    ...systemClock,
    now: () => systemClock.now() + shiftMs,
    monotonic: () => systemClock.monotonic() + shiftMs,
    shift: (ms) => {
      shiftMs += ms;
    },
  };
};

/** All of `xrayctl local` but the command, asked by the AWS SDK. */
describeXRayApi('the local X-Ray by the AWS SDK over HTTP', async () => {
  const clock = createShiftedClock();
  const local = await startLocal(
    {
      udp: FREE,
      http: FREE,
      allowRemote: false,
      dataDir: undefined,
      retentionMs: 30 * 86_400_000,
      maxBytes: 2 ** 30,
      region: 'us-east-1',
    },
    { clock, random: systemRandom, startUdp: startUdpReceiver, parsePacket, report: refuseEvents },
  );
  const { api } = await connectXRay(
    { endpoint: local.http, local: true, region: 'us-east-1', profile: undefined },
    new AbortController().signal,
  );
  return {
    api,
    nowMs: clock.now,
    advance: async (ms) => clock.shift(ms),
    stop: local.stop,
  };
});
