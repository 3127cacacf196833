import { createControl } from '../../src/local/control/create-control.ts';
import { createLocalXRay, LOCAL_ACCOUNT_ID } from '../../src/local/local-xray.ts';
import { openStore } from '../../src/local/store/store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { describeXRayApi, refuseEvents } from './xray-api.ts';

const LIMITS = { retentionMs: 30 * 86_400_000, maxBytes: 2 ** 30 };

/** In memory, on a clock that moves when told. */
describeXRayApi('the local X-Ray in process', async () => {
  const clock = createFakeClock();
  const store = openStore(undefined);
  const control = createControl({
    settings: store.settings,
    clock,
    random: createSeededRandom(),
    region: 'us-east-1',
    accountId: LOCAL_ACCOUNT_ID,
  });
  const xray = createLocalXRay({ store, control, clock, report: refuseEvents }, LIMITS);
  return {
    api: xray.api,
    nowMs: clock.now,
    advance: clock.advance,
    stop: async () => {
      xray.stop();
      store.close();
    },
  };
});
