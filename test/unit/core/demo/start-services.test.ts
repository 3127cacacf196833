import { describe, expect, it } from 'vitest';
import { startServices } from '../../../../src/core/demo/start-services.ts';
import type { Http } from '../../../../src/ports/http.ts';
import type { Programs } from '../../../../src/ports/programs.ts';
import { XrayctlError } from '../../../../src/std/xrayctl-error.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const never = new AbortController().signal;

/** Services of which `broken` does not start, and which record from their `recordsAt`th health check on. */
const createWorld = ({ broken = '', recordsAt = 1 }) => {
  const clock = createFakeClock();
  const running = new Map<string, Readonly<Record<string, string>>>();
  const checks = new Map<string, number>();
  const programs: Programs = {
    start: async (name, env) => {
      if (name === broken) throw new XrayctlError('remote', `${name} did not start`);
      running.set(name, env);
      return {
        url: `http://${name}`,
        stop: async () => {
          running.delete(name);
        },
      };
    },
  };
  const http: Http = {
    send: async ({ url }) => {
      const count = (checks.get(url) ?? 0) + 1;
      checks.set(url, count);
      return { status: 200, body: JSON.stringify({ recording: count >= recordsAt }) };
    },
  };
  return { clock, running, checks, ports: { programs, http, clock } };
};

describe('startServices', () => {
  it('tells each where the daemon is, and the one where the other is', async () => {
    const { ports, running } = createWorld({});
    const services = await startServices(ports, '127.0.0.1:2000', never);
    expect(services).toMatchObject({
      userManagement: 'http://user-management-service',
      notification: 'http://notification-service',
    });
    expect(Object.fromEntries(running)).toEqual({
      'notification-service': { AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000' },
      'user-management-service': {
        AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
        NOTIFICATION_URL: 'http://notification-service',
      },
    });
    await services.stop();
    expect(running.size).toBe(0);
  });

  it('waits until both record', async () => {
    const { clock, ports, checks } = createWorld({ recordsAt: 4 });
    const starting = startServices(ports, 'a:1', never);
    await clock.advance(10_000);
    await starting;
    expect([...checks.values()]).toEqual([4, 4]);
  });

  it('stops both again when one never records', async () => {
    const { clock, ports, running } = createWorld({ recordsAt: Infinity });
    const starting = startServices(ports, 'a:1', never).catch((error: unknown) => error);
    await clock.advance(20_000);
    expect(await starting).toMatchObject({ kind: 'timeout' });
    expect(running.size).toBe(0);
  });

  it('stops both again when it is interrupted', async () => {
    const { clock, ports, running } = createWorld({ recordsAt: Infinity });
    const controller = new AbortController();
    const reason = new Error('enough');
    const starting = startServices(ports, 'a:1', controller.signal);
    await clock.whenSleeping();
    controller.abort(reason);
    await expect(starting).rejects.toBe(reason);
    expect(running.size).toBe(0);
  });

  it('stops the first again when the second does not start', async () => {
    const { ports, running } = createWorld({ broken: 'user-management-service' });
    await expect(startServices(ports, 'a:1', never)).rejects.toMatchObject({ kind: 'remote' });
    expect(running.size).toBe(0);
  });
});
