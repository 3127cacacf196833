import type { SamplingRule } from '../../../../src/xray/api/sampling.ts';

/** A rule that matches everything, but for what `changes` say. */
export const makeRule = (changes: Partial<SamplingRule> = {}): SamplingRule => ({
  RuleName: 'rule',
  ResourceARN: '*',
  Priority: 100,
  FixedRate: 0,
  ReservoirSize: 0,
  ServiceName: '*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  Version: 1,
  Attributes: {},
  ...changes,
});
