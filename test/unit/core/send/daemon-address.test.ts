import { describe, expect, it } from 'vitest';
import { daemonAddressFrom } from '../../../../src/core/send/daemon-address.ts';

describe('daemonAddressFrom', () => {
  it.each([
    { text: '127.0.0.1:2000', is: { host: '127.0.0.1', port: 2000 } },
    { text: 'udp:a:1 tcp:b:2', is: { host: 'a', port: 1 } },
    { text: 'tcp:b:2  udp:a:1', is: { host: 'a', port: 1 } },
    { text: '[::1]:2000', is: { host: '::1', port: 2000 } },
    { text: undefined, is: undefined },
    { text: '', is: undefined },
  ])('finds the UDP address in "$text"', ({ text, is }) => {
    expect(daemonAddressFrom(text)).toEqual({ ok: true, value: is });
  });

  it.each(['127.0.0.1', ':2000', 'tcp:127.0.0.1:2000', 'udp:', 'a:1 b:2', 'a:0', 'a:70000'])(
    'refuses "%s"',
    (text) => {
      expect(daemonAddressFrom(text).ok).toBe(false);
    },
  );
});
