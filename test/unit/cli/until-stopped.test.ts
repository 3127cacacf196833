import { describe, expect, it } from 'vitest';
import { Interruption } from '../../../src/cli/stop.ts';
import { untilStopped } from '../../../src/cli/until-stopped.ts';
import { XrayctlError } from '../../../src/std/xrayctl-error.ts';

describe('untilStopped', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('takes %s for the end it waited for', async (signal) => {
    const controller = new AbortController();
    const stopped = untilStopped(controller.signal);
    controller.abort(new Interruption(signal));
    await expect(stopped).resolves.toBeUndefined();
    await expect(untilStopped(controller.signal)).resolves.toBeUndefined();
  });

  it('does not take --timeout for it', async () => {
    const controller = new AbortController();
    const stopped = untilStopped(controller.signal);
    const late = new XrayctlError('timeout', 'not done within 1s');
    controller.abort(late);
    await expect(stopped).rejects.toBe(late);
    await expect(untilStopped(controller.signal)).rejects.toBe(late);
  });
});
