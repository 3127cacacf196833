import { describe, expect, it } from 'vitest';
import { isLoopbackAddress, isOwnHost } from '../../../../src/local/http/judge-origin.ts';

const LOOPBACK = { bound: ['127.0.0.1', '127.0.0.1'], local: '127.0.0.1' };
const EVERYWHERE = { bound: ['0.0.0.0', '0.0.0.0', 'build-7'], local: '192.168.1.5' };

describe('the Host of a request', () => {
  it.each([
    ['127.0.0.1:2000', LOOPBACK, true],
    ['127.0.0.1', LOOPBACK, true],
    ['127.9.9.9:80', LOOPBACK, true],
    ['localhost:2000', LOOPBACK, true],
    ['LOCALHOST.:2000', LOOPBACK, true],
    ['[::1]:2000', LOOPBACK, true],
    ['[::1]', LOOPBACK, true],
    ['[::ffff:127.0.0.1]:2000', LOOPBACK, true],
    ['evil.example:2000', LOOPBACK, false],
    ['127.0.0.1.evil.example', LOOPBACK, false],
    ['localhost.evil.example', LOOPBACK, false],
    ['192.168.1.5:2000', LOOPBACK, false],
    ['127.0.0.1:2000:3000', LOOPBACK, false],
    ['', LOOPBACK, false],
    [':2000', LOOPBACK, false],
    [undefined, LOOPBACK, false],
    ['192.168.1.5:2000', EVERYWHERE, true],
    ['build-7:2000', EVERYWHERE, true],
    ['192.168.1.6:2000', EVERYWHERE, false],
    ['evil.example', EVERYWHERE, false],
    ['xray.internal', { bound: ['xray.internal', '10.0.0.1'], local: '10.0.0.1' }, true],
    ['10.0.0.1', { bound: ['::', '::'], local: '::ffff:10.0.0.1' }, true],
  ])('%s is ours or not: %j -> %s', (host, own, expected) => {
    expect(isOwnHost(host, own)).toBe(expected);
  });
});

describe('an address to bind', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.0.0.2', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['example.com', false],
    ['127.0.0.1.example.com', false],
  ])('%s is of this machine alone: %s', (host, expected) => {
    expect(isLoopbackAddress(host)).toBe(expected);
  });
});
