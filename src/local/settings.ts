/**
 * Small state that outlives the process: sampling rules, groups, tags, policies. Synchronous, and durable when
 * `set` and `delete` return, so that an answer is never given for a change that a killed process would forget.
 * Keys are slash-separated paths such as `control/group/checkout`; values are JSON text. Bulk data (documents,
 * statistics) does not belong here.
 */
export interface Settings {
  /** The value last set, or undefined when there is none. */
  get(key: string): string | undefined;
  /** Sets or replaces. */
  set(key: string, value: string): void;
  /** Removes; an absent key is no error. */
  delete(key: string): void;
  /** Every key that begins with `prefix`, in ascending order of UTF-16 code units. */
  keys(prefix: string): readonly string[];
}
