import type { Context } from '../../cli/context.ts';
import { printDuration } from '../../cli/flags/duration.ts';
import { type ReadBack, waitUntilReadable } from '../../core/send/wait-until-readable.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import type { Delivery } from './send-result.ts';

/** What came of waiting. A failure is a value, so that what was sent is told first. */
export interface Waited {
  readonly readBack: ReadBack | undefined;
  readonly failure: unknown;
}

const REMEDIES: Readonly<Record<Delivery['via'], string>> = {
  udp: 'Does that daemon send to the X-Ray that is asked here? --direct leaves the daemon out; --wait=2m waits longer.',
  api: 'X-Ray took it and needs longer: look again with xrayctl trace, or wait longer with --wait=2m.',
};

const tooLate = (missing: readonly string[], deadlineMs: number, via: Delivery['via']) => {
  const what = missing.length === 1 ? `trace ${missing[0]}` : `${missing.length} traces`;
  return new XrayctlError(
    'timeout',
    `${what} could not be read back within ${printDuration(deadlineMs)}`,
    { remedy: REMEDIES[via] },
  );
};

/** Waits until all that was sent can be read back, and says on stderr how long that took. */
export const awaitTraces = async (
  context: Context,
  { via, outcome }: Delivery,
  deadlineMs: number,
): Promise<Waited> => {
  try {
    await context.progress('waiting until it can be read back');
    const { clock, random } = context;
    const ports = { xray: await context.xray(), clock, random };
    const readBack = await waitUntilReadable(ports, outcome.sent, deadlineMs, context.signal);
    const { missing, readableMs } = readBack;
    if (missing.length > 0) return { readBack, failure: tooLate(missing, deadlineMs, via) };
    const slowestMs = [...readableMs.values()].reduce((slowest, ms) => Math.max(slowest, ms), 0);
    await context.info(`readable after ${Math.round(slowestMs)} ms`);
    return { readBack, failure: undefined };
  } catch (failure) {
    return { readBack: undefined, failure };
  }
};
