import { describe, expect, it } from 'vitest';
import { choice } from '../../../../src/cli/flags/choice.ts';
import { count } from '../../../../src/cli/flags/count.ts';
import { duration } from '../../../../src/cli/flags/duration.ts';
import { longNameOf, type ValueType } from '../../../../src/cli/flags/flag.ts';
import { fraction } from '../../../../src/cli/flags/fraction.ts';
import { hostPort, listenAddress } from '../../../../src/cli/flags/host-port.ts';
import { instant } from '../../../../src/cli/flags/instant.ts';
import { keyValue } from '../../../../src/cli/flags/key-value.ts';
import { size } from '../../../../src/cli/flags/size.ts';
import { text } from '../../../../src/cli/flags/text.ts';
import { url } from '../../../../src/cli/flags/url.ts';

const TYPES: Readonly<Record<string, ValueType<unknown>>> = {
  choice: choice('WHEN', ['auto', 'never']),
  count: count(),
  status: count(100, 599),
  duration: duration('30s'),
  fraction,
  hostPort,
  listenAddress,
  instant,
  keyValue,
  size,
  text: text('T', 'any'),
  url,
};

describe('value types', () => {
  it.each(Object.entries(TYPES))('%s accepts its own example', (_, type) => {
    expect(type.parse(type.example).ok).toBe(true);
  });

  it.each([
    ['count', '20', 20],
    ['count', '0', 0],
    ['status', '100', 100],
    ['status', '599', 599],
    ['fraction', '0.1', 0.1],
    ['fraction', '10%', 0.1],
    ['fraction', '1', 1],
    ['size', '2GB', 2_000_000_000],
    ['size', '2GiB', 2_147_483_648],
    ['size', '1.5kb', 1500],
    ['hostPort', '127.0.0.1:2000', { host: '127.0.0.1', port: 2000 }],
    ['hostPort', '[::1]:2000', { host: '::1', port: 2000 }],
    ['listenAddress', 'localhost:0', { host: 'localhost', port: 0 }],
    ['keyValue', 'a=b=c', { key: 'a', value: 'b=c' }],
    ['keyValue', 'a=', { key: 'a', value: '' }],
    ['url', 'http://127.0.0.1:2000/', 'http://127.0.0.1:2000'],
  ])('%s reads %s', (name, given, value) => {
    expect(TYPES[name]?.parse(given)).toEqual({ ok: true, value });
  });

  it.each([
    ['choice', 'autos'],
    ['count', '-1'],
    ['count', '1.5'],
    ['count', ''],
    ['count', '9007199254740993'],
    ['status', '99'],
    ['status', '600'],
    ['fraction', '0'],
    ['fraction', '101%'],
    ['fraction', '1.1'],
    ['fraction', 'ten'],
    ['size', '2'],
    ['size', '0GB'],
    ['size', 'GB'],
    ['hostPort', '127.0.0.1'],
    ['hostPort', '127.0.0.1:0'],
    ['hostPort', '127.0.0.1:65536'],
    ['hostPort', '::1:2000'],
    ['hostPort', ':2000'],
    ['keyValue', 'a'],
    ['keyValue', '=b'],
    ['text', ''],
    ['url', '127.0.0.1:2000'],
    ['url', 'ftp://a'],
    ['url', 'http://'],
  ])('%s refuses "%s"', (name, given) => {
    expect(TYPES[name]?.parse(given).ok).toBe(false);
  });

  it('url refuses credentials, which would reach logs', () => {
    const refused = url.parse('http://user:secret@host');
    expect(refused).toEqual({ ok: false, problem: 'must not hold credentials' });
  });
});

describe('longNameOf', () => {
  it('spells a key as a flag', () => {
    expect(longNameOf('timeRangeType')).toBe('--time-range-type');
  });
});
