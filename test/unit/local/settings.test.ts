import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../src/local/settings.ts';
import { openStore } from '../../../src/local/store/store.ts';
import { createMemorySettings } from '../../support/memory-settings.ts';

const IMPLEMENTATIONS: readonly [where: string, create: () => Settings][] = [
  ['in memory', createMemorySettings],
  ['in the database', () => openStore(undefined).settings],
];

describe.each(IMPLEMENTATIONS)('settings %s', (_where, create) => {
  it('answer what was last set', () => {
    const settings = create();
    settings.set('groups/a', '1');
    settings.set('groups/a', '2');
    expect(settings.get('groups/a')).toBe('2');
    expect(settings.get('groups/b')).toBeUndefined();
  });

  it('forget what was deleted, and do not mind an absent key', () => {
    const settings = create();
    settings.set('a', '1');
    settings.delete('a');
    settings.delete('a');
    expect(settings.get('a')).toBeUndefined();
    expect(settings.keys('')).toEqual([]);
  });

  it('list the keys of a prefix in order, whatever characters the prefix has', () => {
    const settings = create();
    for (const key of ['rules/b', 'rules/A', 'rules/a', 'rules', 'rule%/x', 'rule_/x', 'tags/a'])
      settings.set(key, '1');
    expect(settings.keys('rules/')).toEqual(['rules/A', 'rules/a', 'rules/b']);
    expect(settings.keys('rule%')).toEqual(['rule%/x']);
    expect(settings.keys('r')).toHaveLength(6);
  });
});
