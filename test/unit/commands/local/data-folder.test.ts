import { describe, expect, it } from 'vitest';
import { defaultDataFolder } from '../../../../src/commands/local/data-folder.ts';

describe('defaultDataFolder', () => {
  it.each([
    { env: { XDG_DATA_HOME: '/data/', HOME: '/home/u' }, is: '/data/xrayctl' },
    { env: { XDG_DATA_HOME: 'relative', HOME: '/home/u' }, is: '/home/u/.local/share/xrayctl' },
    { env: { XDG_DATA_HOME: '', HOME: '/home/u/' }, is: '/home/u/.local/share/xrayctl' },
  ])('is $is for $env', ({ env, is }) => {
    expect(defaultDataFolder(env)).toBe(is);
  });

  it('says what to do where there is no home', () => {
    expect(() => defaultDataFolder({})).toThrow(
      expect.objectContaining({ kind: 'usage', remedy: expect.stringContaining('--memory') }),
    );
  });
});
