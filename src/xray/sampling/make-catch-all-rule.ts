import type { SamplingRule } from '../api/sampling.ts';

/** A rule with its name, as rules are once they exist. */
export type NamedRule = SamplingRule & { readonly RuleName: string };

/** What tells one rule for everything from another. */
type Recording = Pick<NamedRule, 'RuleName' | 'Priority' | 'FixedRate' | 'ReservoirSize'>;

/** A rule that every request of every service matches, and how much of them it records. */
export const makeCatchAllRule = ({
  RuleName,
  Priority,
  FixedRate,
  ReservoirSize,
}: Recording): NamedRule => ({
  RuleName,
  ResourceARN: '*',
  Priority,
  FixedRate,
  ReservoirSize,
  ServiceName: '*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  Version: 1,
});
