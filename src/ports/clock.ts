/** Time and timers. Nothing else in pure or engine folders may look at a watch. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds from an arbitrary origin; never goes back. For measuring, not for dates. */
  monotonic(): number;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls back every `ms` until the returned function is called; does not keep the process alive. */
  every(ms: number, callback: () => void): () => void;
  /** Calls back once after `ms` unless the returned function is called first; does not keep the process alive. */
  after(ms: number, callback: () => void): () => void;
}
