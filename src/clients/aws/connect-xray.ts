import { XRayClient, type XRayClientConfig } from '@aws-sdk/client-xray';
import type { XRayConnection, XRayTarget } from '../../ports/xray-connection.ts';
import { mapError } from './map-error.ts';
import { speakWireJson } from './wire-json.ts';
import { createXRayApi } from './xray-api.ts';

/** Longer than any healthy connection takes; a wrong address is told within seconds, not minutes. */
const CONNECT_MS = 5000;
/** X-Ray answers a page within seconds; a silent connection is given up after this. */
const SILENCE_MS = 60_000;

const quiet = () => undefined;
/** The SDK speaks to the console unless it has a logger: what matters comes as errors. */
const SILENT_LOGGER = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

/** What any X-Ray that is not AWS accepts. Never the user's own credentials. */
const PLACEHOLDER = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Settings that would otherwise be read from the user's AWS files, which a local X-Ray has no business with. */
const LOCAL_SETTINGS: XRayClientConfig = {
  credentials: PLACEHOLDER,
  // Nothing throttles here, and who is not there now will not be there in a second.
  maxAttempts: 1,
  retryMode: 'standard',
  defaultsMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  userAgentAppId: async () => undefined,
};

const settingsFor = (target: XRayTarget): XRayClientConfig => ({
  ...(target.local ? LOCAL_SETTINGS : {}),
  ...(target.endpoint === undefined ? {} : { endpoint: target.endpoint }),
  ...(target.region === undefined ? {} : { region: target.region }),
  ...(target.profile === undefined || target.local ? {} : { profile: target.profile }),
  logger: SILENT_LOGGER,
  requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
});

/** Connects to the X-Ray of `target`: nothing is sent yet. `signal` ends requests that have none of their own. */
export const connectXRay = async (
  target: XRayTarget,
  signal: AbortSignal,
): Promise<XRayConnection> => {
  // Read by the SDK when a client is made: its warning about old Node versions would reach stderr.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const { local, profile } = target;
  const client = new XRayClient(settingsFor(target));
  speakWireJson(client);
  const region = await client.config.region().catch((error: unknown) => {
    throw mapError(error, { operation: undefined, description: 'AWS X-Ray', local, profile });
  });
  const description = target.endpoint ?? `AWS X-Ray in ${region}`;
  const api = createXRayApi(client, { description, local, profile, signal });
  return { api, region, description };
};
