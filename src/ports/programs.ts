/** A program of ours running as a child process. */
export interface RunningProgram {
  /** Base URL it announced. */
  readonly url: string;
  /** Ends it (its standard input is closed) and resolves when it has gone. */
  stop(): Promise<void>;
}

/** Starts the programs that come with xrayctl. */
export interface Programs {
  /**
   * Starts `name` (a file of dist/demo) with `env` added to a minimal environment and resolves when it has printed its
   * ready line; rejects with an XrayctlError, and the last of what it said, when it does not.
   */
  start(name: string, env: Readonly<Record<string, string>>): Promise<RunningProgram>;
}
