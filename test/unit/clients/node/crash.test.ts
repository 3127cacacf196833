import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { onCrash } from '../../../../src/clients/node/crash.ts';

const crash = async (explain: (error: unknown) => Promise<string>, error: unknown) => {
  const written: string[] = [];
  const process = Object.assign(new EventEmitter(), {
    stderr: { write: (text: string) => written.push(text) },
  });
  const code = await new Promise<number>((resolve) => {
    Object.assign(process, { exit: resolve });
    onCrash(process as unknown as NodeJS.Process, explain);
    process.emit('uncaughtException', error);
  });
  return { code, written };
};

describe('onCrash', () => {
  it('tells an error nobody awaited in the given words, and ends with 70', async () => {
    const explain = async (error: unknown) => `explained ${String(error)}\n`;
    expect(await crash(explain, new Error('in a timer'))).toEqual({
      code: 70,
      written: ['explained Error: in a timer\n'],
    });
  });
});
