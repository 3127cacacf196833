import { describe, expect, it } from 'vitest';
import { sharedOrigin } from '../../../../src/render/traces/shared-origin.ts';

describe('sharedOrigin', () => {
  it.each([
    ['of one host', ['http://a:80/x', 'http://a:80/y?z'], 'http://a:80'],
    ['where some have no URL', [undefined, 'https://a/x'], 'https://a'],
    ['of two hosts', ['http://a/x', 'http://b/x'], undefined],
    ['of two schemes', ['http://a/x', 'https://a/x'], undefined],
    ['where one has no path', ['http://a/x', 'http://a'], undefined],
    ['where one is a path', ['http://a/x', '/x'], undefined],
    ['where one is empty', ['http://a/x', ''], undefined],
    ['of nothing', [undefined], undefined],
    ['of no rows', [], undefined],
  ])('%s', (_what, urls, origin) => {
    expect(sharedOrigin(urls)).toBe(origin);
  });
});
