import { connectXRay } from '../../src/clients/aws/connect-xray.ts';
import { systemClock } from '../../src/clients/node/clock.ts';
import { systemRandom } from '../../src/clients/node/random.ts';
import { createControl } from '../../src/local/control/create-control.ts';
import { startHttpServer } from '../../src/local/http-server.ts';
import { createLocalXRay, LOCAL_ACCOUNT_ID } from '../../src/local/local-xray.ts';
import { openStore } from '../../src/local/store/store.ts';
import type { XRayApi } from '../../src/ports/xray-api.ts';
import { describeXRayApi, type XRaySubject } from './xray-api.ts';

const LIMITS = { retentionMs: 86_400_000, maxBytes: 1_000_000_000 };

const report = (event: unknown): void => {
  throw new Error(`nothing was to be reported: ${JSON.stringify(event)}`);
};

const startXRay = (): { readonly api: XRayApi; readonly stop: () => void } => {
  const store = openStore(undefined);
  const [clock, random] = [systemClock, systemRandom];
  const { settings } = store;
  const options = { settings, clock, random, region: 'us-east-1', accountId: LOCAL_ACCOUNT_ID };
  const control = createControl(options);
  const xray = createLocalXRay({ store, control, clock, report }, LIMITS);
  const stop = (): void => {
    xray.stop();
    store.close();
  };
  return { api: xray.api, stop };
};

const inProcess = async (): Promise<XRaySubject> => {
  const { api, stop } = startXRay();
  return { api, stop: async () => stop() };
};

/** The same X-Ray, asked by the AWS SDK over HTTP. */
const overHttp = async (): Promise<XRaySubject> => {
  const xray = startXRay();
  const ports = { api: xray.api, clock: systemClock, random: systemRandom, report };
  const server = await startHttpServer(ports, { host: '127.0.0.1', port: 0 });
  const endpoint = `http://127.0.0.1:${server.address.port}`;
  const target = { endpoint, local: true, region: 'us-east-1', profile: undefined };
  const { api } = await connectXRay(target, new AbortController().signal);
  const stop = async (): Promise<void> => {
    await server.stop();
    xray.stop();
  };
  return { api, stop };
};

describeXRayApi('the local X-Ray, in process', inProcess);
describeXRayApi('the local X-Ray, by the AWS SDK over HTTP', overHttp);
