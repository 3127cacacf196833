/** One output stream. */
export interface Output {
  /** Resolves when the text is taken, so that a slow reader slows the writer; rejects with EPIPE when the reader left. */
  write(text: string): Promise<void>;
  readonly isTTY: boolean;
  /** Width in cells; undefined when not a terminal. */
  readonly columns: number | undefined;
}

/** The streams: stdout is the result and nothing else; stderr is progress, warnings and errors. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** The whole of standard input as UTF-8 text; rejects over `maxBytes`, and when `signal` ends the waiting for it. */
  readStdin(maxBytes: number, signal?: AbortSignal): Promise<string>;
}
