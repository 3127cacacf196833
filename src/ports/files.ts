/** Files by path. Rejects with the operating system's error (`code` ENOENT, EACCES, ...). */
export interface Files {
  /** The whole file as UTF-8 text; rejects over `maxBytes`, and when `signal` ends the reading. */
  readText(path: string, maxBytes: number, signal?: AbortSignal): Promise<string>;
}
