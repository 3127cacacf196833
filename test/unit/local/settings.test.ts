import { describe, expect, it } from 'vitest';
import { createMemorySettings } from '../../../src/local/settings.ts';

describe('memory settings', () => {
  it('answers what was last set', () => {
    const settings = createMemorySettings();
    settings.set('groups/a', '1');
    settings.set('groups/a', '2');
    expect(settings.get('groups/a')).toBe('2');
    expect(settings.get('groups/b')).toBeUndefined();
  });

  it('forgets what was deleted, and does not mind an absent key', () => {
    const settings = createMemorySettings();
    settings.set('a', '1');
    settings.delete('a');
    settings.delete('a');
    expect(settings.get('a')).toBeUndefined();
    expect(settings.keys('')).toEqual([]);
  });

  it('lists the keys of a prefix in order, whatever characters the prefix has', () => {
    const settings = createMemorySettings();
    for (const key of ['rules/b', 'rules/A', 'rules/a', 'rule%/x', 'tags/a'])
      settings.set(key, '1');
    expect(settings.keys('rules/')).toEqual(['rules/A', 'rules/a', 'rules/b']);
    expect(settings.keys('rule%')).toEqual(['rule%/x']);
  });
});
