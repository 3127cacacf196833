import type { Settings } from '../settings.ts';

/** One kind of thing kept in settings as JSON, by name. */
export interface JsonStore<Value> {
  get(name: string): Value | undefined;
  put(name: string, value: Value): void;
  delete(name: string): void;
  /** Every name, in order. */
  names(): readonly string[];
}

/** Keeps values under `control/KIND/NAME`. What is read is trusted: nothing else writes there. */
export const createJsonStore = <Value>(settings: Settings, kind: string): JsonStore<Value> => {
  const prefix = `control/${kind}/`;
  return {
    get: (name) => {
      const text = settings.get(prefix + name);
      return text === undefined ? undefined : (JSON.parse(text) as Value);
    },
    put: (name, value) => settings.set(prefix + name, JSON.stringify(value)),
    delete: (name) => settings.delete(prefix + name),
    names: () => settings.keys(prefix).map((key) => key.slice(prefix.length)),
  };
};
