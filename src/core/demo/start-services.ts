import type { Clock } from '../../ports/clock.ts';
import type { Http } from '../../ports/http.ts';
import type { Programs, RunningProgram } from '../../ports/programs.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';

export interface ServicePorts {
  readonly programs: Programs;
  readonly http: Http;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
}

export interface DemoServices {
  readonly userManagement: string;
  readonly notification: string;
  stop(): Promise<void>;
}

/** The SDK asks for the rules at its first request and has them within milliseconds. */
const RECORDING_WITHIN_MS = 10_000;
const ASK_EVERY_MS = 50;
const HEALTH_TIMEOUT_MS = 5_000;

/** Resolves when the service records requests: its SDK has fetched the sampling rules from X-Ray over TCP. */
const untilRecording = async (
  ports: ServicePorts,
  baseUrl: string,
  signal: AbortSignal,
): Promise<void> => {
  const deadline = ports.clock.now() + RECORDING_WITHIN_MS;
  while (ports.clock.now() < deadline) {
    const url = `${baseUrl}/health`;
    const request = { method: 'GET', url, headers: {}, body: undefined };
    const answer = await ports.http.send({ ...request, timeoutMs: HEALTH_TIMEOUT_MS }, signal);
    if ((JSON.parse(answer.body) as { recording?: boolean }).recording === true) return;
    await ports.clock.sleep(ASK_EVERY_MS, signal);
  }
  throw new XrayctlError(
    'timeout',
    `${baseUrl} did not fetch its sampling rules within ${RECORDING_WITHIN_MS / 1000} s`,
  );
};

/**
 * Starts Notification, then User Management, both sending to the daemon at `daemonAddress` (`host:port`, UDP and TCP),
 * and resolves when both record. When one does not start, or `signal` ends the wait, what was started is stopped again.
 */
export const startServices = async (
  ports: ServicePorts,
  daemonAddress: string,
  signal: AbortSignal,
): Promise<DemoServices> => {
  const running: RunningProgram[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((program) => program.stop()));
  };
  const start = async (
    name: string,
    env: Readonly<Record<string, string>>,
  ): Promise<RunningProgram> => {
    const program = await ports.programs.start(name, {
      AWS_XRAY_DAEMON_ADDRESS: daemonAddress,
      ...env,
    });
    running.push(program);
    return program;
  };
  try {
    const notification = await start('notification-service', {});
    const userManagement = await start('user-management-service', {
      NOTIFICATION_URL: notification.url,
    });
    await Promise.all(running.map((program) => untilRecording(ports, program.url, signal)));
    return { userManagement: userManagement.url, notification: notification.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
