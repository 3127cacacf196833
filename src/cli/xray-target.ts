import type { XRayTarget } from '../ports/xray-connection.ts';
import { XrayctlError } from '../std/xrayctl-error.ts';
import { hideCredentials, httpUrl, url } from './flags/url.ts';
import { type GlobalFlags, LOCAL_ENDPOINT } from './global-flags.ts';
import type { Environment } from './world.ts';

/** The local X-Ray answers in any region; this one is sent where none is set. */
const LOCAL_REGION = 'us-east-1';

const readUrl = (name: string, text: string, remedy: string): string => {
  const read = url.parse(text);
  if (read.ok) return read.value;
  throw new XrayctlError('usage', `${name} "${hideCredentials(text)}" ${read.problem}`, { remedy });
};

/** What XRAYCTL_LOCAL asks for: a URL, or nothing. `1` is the usual place; unset, empty, `0`, `false` and `no` are off. */
const localFromEnvironment = (env: Environment): string | undefined => {
  const asked = env['XRAYCTL_LOCAL'] ?? '';
  if (/^(?:|0|false|no|off)$/i.test(asked)) return undefined;
  if (/^(?:1|true|yes|on)$/i.test(asked)) return LOCAL_ENDPOINT;
  const remedy = `Set XRAYCTL_LOCAL=1, XRAYCTL_LOCAL=${LOCAL_ENDPOINT}, or unset it.`;
  return readUrl('XRAYCTL_LOCAL', asked, remedy);
};

const endpointFromEnvironment = (env: Environment): string | undefined => {
  if (env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']?.toLowerCase() === 'true') return undefined;
  const name = ['AWS_ENDPOINT_URL_XRAY', 'AWS_ENDPOINT_URL'].find((one) => env[one]);
  if (name === undefined) return undefined;
  return readUrl(name, env[name] ?? '', `Set ${name} to an http:// or https:// URL, or unset it.`);
};

/** Refuses a line that says twice where X-Ray is. */
export const refuseTwoEndpoints = (flags: Pick<GlobalFlags, 'endpoint' | 'local'>): void => {
  if (flags.endpoint === undefined || flags.local === undefined) return;
  throw new XrayctlError('usage', '--local and --endpoint both say where X-Ray is', {
    remedy: 'Give one of them: --local (or --local=URL), or --endpoint URL.',
  });
};

/** Which X-Ray is meant: --endpoint or --local, XRAYCTL_LOCAL, AWS_ENDPOINT_URL_XRAY, AWS_ENDPOINT_URL, AWS. */
export const resolveXRayTarget = (
  flags: Pick<GlobalFlags, 'endpoint' | 'local' | 'profile' | 'region'>,
  env: Environment,
): XRayTarget => {
  const { profile } = flags;
  const region = flags.region ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined);
  if (flags.endpoint !== undefined) {
    return { endpoint: flags.endpoint, local: false, region, profile };
  }
  const local = flags.local ?? localFromEnvironment(env);
  if (local !== undefined) {
    return { endpoint: local, local: true, region: region ?? LOCAL_REGION, profile };
  }
  return { endpoint: endpointFromEnvironment(env), local: false, region, profile };
};

/** True for what never leaves this machine: localhost, 127.0.0.0/8 and ::1. */
const isLoopback = (hostname: string): boolean =>
  /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname);

/** A sentence when requests would cross a network unencrypted. */
export const plainHttpWarning = (endpoint: string | undefined): string | undefined => {
  const read = endpoint === undefined ? undefined : httpUrl(endpoint);
  return read?.protocol === 'http:' && !isLoopback(read.hostname)
    ? `${read.origin} is plain http beyond this machine: others on the way can read what is sent`
    : undefined;
};
