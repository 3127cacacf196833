import { type Control, createControl } from '../../../../src/local/control/create-control.ts';
import type { Settings } from '../../../../src/local/settings.ts';
import { ApiError } from '../../../../src/xray/api/api-error.ts';
import type { SamplingRule } from '../../../../src/xray/api/sampling.ts';
import { createMemorySettings } from '../../../support/memory-settings.ts';

/** Epoch seconds at which every test begins. */
export const START = 1_790_000_100;

export const ACCOUNT_ARN = 'arn:aws:xray:eu-west-1:000000000000:';

/** A control plane at {@link START}, with a clock that moves when told and random bytes that count up. */
export const makeControl = (settings: Settings = createMemorySettings()) => {
  let nowMs = START * 1_000;
  let drawn = 0;
  const control: Control = createControl({
    settings,
    clock: { now: () => nowMs },
    random: {
      hex: (bytes) => {
        drawn += 1;
        return drawn.toString(16).padStart(bytes * 2, '0');
      },
    },
    region: 'eu-west-1',
    accountId: '000000000000',
  });
  return {
    control,
    settings,
    advance: (seconds: number) => {
      nowMs += seconds * 1_000;
    },
  };
};

/** What a call was refused with: name, message and, where there is one, the resource. */
export const refusalOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiError) return `${error.name}: ${error.message}`;
    throw error;
  }
  return 'accepted';
};

/** A rule as a create call gives it. */
export const newRule = (changes: Partial<SamplingRule> = {}): SamplingRule => ({
  RuleName: 'checkout',
  ResourceARN: '*',
  Priority: 100,
  FixedRate: 0.25,
  ReservoirSize: 3,
  ServiceName: '*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  Version: 1,
  ...changes,
});
