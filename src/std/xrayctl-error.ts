/**
 * The few ways a command fails on purpose; each has one exit code (cli/exit-code.ts).
 * `finding` looked and found trouble; `usage` bad flags, files or configuration; `access` credentials missing or
 * refused; `remote` the other side unreachable, throttling or in error; `timeout` a deadline of ours passed.
 */
export type ErrorKind = 'finding' | 'usage' | 'access' | 'remote' | 'timeout' | 'interrupted';

/** An expected failure: what happened, and what to do about it. Any other throw is a bug of ours (exit 70). */
export class XrayctlError extends Error {
  override readonly name = 'XrayctlError';
  readonly kind: ErrorKind;
  /** An instruction the reader can paste or follow. */
  readonly remedy: string | undefined;

  constructor(
    kind: ErrorKind,
    message: string,
    options: { remedy?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.remedy = options.remedy;
  }
}
