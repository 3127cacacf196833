import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { onStopSignal } from '../../../../src/clients/node/stop-signals.ts';

const fakeProcess = () => {
  const exits: number[] = [];
  const process = Object.assign(new EventEmitter(), {
    exit: (code: number) => {
      exits.push(code);
    },
  });
  return { process: process as unknown as NodeJS.Process & EventEmitter, exits };
};

describe('onStopSignal', () => {
  it('tells of the first signal, and ends the process on the second', () => {
    const { process, exits } = fakeProcess();
    const told: string[] = [];
    onStopSignal(process, (signal) => told.push(signal));
    process.emit('SIGTERM', 'SIGTERM');
    expect({ told, exits }).toEqual({ told: ['SIGTERM'], exits: [] });
    process.emit('SIGINT', 'SIGINT');
    expect({ told, exits }).toEqual({ told: ['SIGTERM'], exits: [130] });
  });

  it('stops listening when told to', () => {
    const { process } = fakeProcess();
    onStopSignal(process, () => undefined)();
    expect(process.listenerCount('SIGINT') + process.listenerCount('SIGTERM')).toBe(0);
  });
});
