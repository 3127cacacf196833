import { describe, expect, it } from 'vitest';
import { withBackOff } from '../../../../src/core/reading/with-back-off.ts';
import { XrayctlError } from '../../../../src/std/xrayctl-error.ts';
import { ApiError } from '../../../../src/xray/api/api-error.ts';

const recordingPorts = () => {
  const slept: number[] = [];
  return {
    slept,
    clock: {
      sleep: async (ms: number) => {
        slept.push(ms);
      },
    },
    random: { next: () => 0.999 },
  };
};

const answeringWith = (status: number) =>
  new XrayctlError('remote', 'refused', {
    cause: Object.assign(new Error('wire'), { $metadata: { httpStatusCode: status } }),
  });

const failing = (times: number, error: unknown) => {
  let calls = 0;
  return {
    calls: () => calls,
    call: async () => {
      calls += 1;
      if (calls <= times) throw error;
      return 'done';
    },
  };
};

describe('withBackOff', () => {
  it.each([
    ['X-Ray throttles', answeringWith(429)],
    ['X-Ray has an inner error', answeringWith(503)],
    ['X-Ray throttles in process', new ApiError('ThrottledException', 'Rate exceeded')],
    [
      'the connection broke',
      new XrayctlError('remote', 'cut', {
        cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }),
      }),
    ],
  ])('tries again when %s', async (_name, error) => {
    const ports = recordingPorts();
    const { call, calls } = failing(2, error);
    expect(await withBackOff(ports, call)).toBe('done');
    expect(calls()).toBe(3);
    expect(ports.slept).toHaveLength(2);
  });

  it.each([
    ['a refusal', answeringWith(400)],
    ['nobody there', new XrayctlError('remote', 'x', { cause: { code: 'ECONNREFUSED' } })],
    ['a bug', new TypeError('x')],
  ])('does not try again after %s', async (_name, error) => {
    const { call, calls } = failing(1, error);
    await expect(withBackOff(recordingPorts(), call)).rejects.toBe(error);
    expect(calls()).toBe(1);
  });

  it('waits longer each time, and gives up after five tries', async () => {
    const ports = recordingPorts();
    const { call, calls } = failing(99, answeringWith(429));
    await expect(withBackOff(ports, call)).rejects.toThrow('refused');
    expect(calls()).toBe(5);
    expect(ports.slept.map((ms) => Math.ceil(ms))).toEqual([500, 999, 1998, 3996]);
  });
});
