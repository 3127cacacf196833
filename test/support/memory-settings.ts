import type { Settings } from '../../src/local/settings.ts';

/** Settings without a database; held equal to those in one by test/unit/local/settings.test.ts. */
export const createMemorySettings = (): Settings => {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      values.set(key, value);
    },
    delete: (key) => {
      values.delete(key);
    },
    keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)).sort(),
  };
};
