import { XrayctlError } from '../std/xrayctl-error.ts';

/** A command line that cannot be understood. `usage` is the line that shows how it should look. */
export class UsageError extends XrayctlError {
  readonly usage: string | undefined;

  constructor(message: string, options: { remedy?: string; usage?: string } = {}) {
    super('usage', message, options.remedy === undefined ? {} : { remedy: options.remedy });
    this.usage = options.usage;
  }
}
