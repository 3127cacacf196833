import type { Context } from '../../cli/context.ts';
import { httpUrl } from '../../cli/flags/url.ts';
import { DEFAULT_DAEMON, daemonAddressFrom } from '../../core/send/daemon-address.ts';
import type { HostPort } from '../../std/host-port.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';

/** A local X-Ray takes UDP where it takes HTTP, unless it was told otherwise. */
const besideLocal = ({ local, endpoint }: Context['target']): HostPort | undefined => {
  const url = local && endpoint !== undefined ? httpUrl(endpoint) : undefined;
  if (url === undefined) return undefined;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(port) };
};

/** The daemon to send to: --to, AWS_XRAY_DAEMON_ADDRESS, beside the local X-Ray, 127.0.0.1:2000. */
export const daemonFor = (context: Context, to: HostPort | undefined): HostPort => {
  if (to !== undefined) return to;
  const asked = context.env['AWS_XRAY_DAEMON_ADDRESS'];
  const fromEnvironment = daemonAddressFrom(asked);
  if (!fromEnvironment.ok) {
    throw new XrayctlError(
      'usage',
      `AWS_XRAY_DAEMON_ADDRESS "${asked}" ${fromEnvironment.problem}`,
      { remedy: 'Mend or unset it, or say where the daemon is with --to HOST:PORT.' },
    );
  }
  return fromEnvironment.value ?? besideLocal(context.target) ?? DEFAULT_DAEMON;
};
