import type { EpochSeconds } from './traces.ts';

/** Shapes of the sampling operations, as on the wire. */

export interface SamplingRateBoost {
  readonly MaxRate: number;
  readonly CooldownWindowMinutes: number;
}

export interface SamplingRule {
  readonly RuleName?: string;
  readonly RuleARN?: string;
  readonly ResourceARN: string;
  /** 1 to 9999, low wins; the Default rule has 10000. */
  readonly Priority: number;
  /** 0 to 1, of what the reservoir leaves. */
  readonly FixedRate: number;
  /** Requests a second, over all clients. */
  readonly ReservoirSize: number;
  readonly ServiceName: string;
  readonly ServiceType: string;
  readonly Host: string;
  readonly HTTPMethod: string;
  readonly URLPath: string;
  readonly Version: number;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly SamplingRateBoost?: SamplingRateBoost;
}

export interface SamplingRuleRecord {
  readonly SamplingRule?: SamplingRule;
  readonly CreatedAt?: EpochSeconds;
  readonly ModifiedAt?: EpochSeconds;
}

/** Every member but the name is optional: only what is named changes. */
export type SamplingRuleUpdate = Partial<Omit<SamplingRule, 'Version'>>;

export interface SamplingStatisticsDocument {
  readonly RuleName: string;
  /** 24 hex digits, random per process. */
  readonly ClientID: string;
  readonly Timestamp: EpochSeconds;
  readonly RequestCount: number;
  readonly SampledCount: number;
  readonly BorrowCount?: number;
}

export interface SamplingBoostStatisticsDocument {
  readonly RuleName: string;
  readonly ServiceName: string;
  readonly Timestamp: EpochSeconds;
  readonly AnomalyCount: number;
  readonly TotalCount: number;
  readonly SampledAnomalyCount: number;
}

export interface SamplingTargetDocument {
  readonly RuleName?: string;
  readonly FixedRate?: number;
  readonly ReservoirQuota?: number;
  readonly ReservoirQuotaTTL?: EpochSeconds;
  /** Seconds until the next report. */
  readonly Interval?: number;
  readonly SamplingBoost?: { readonly BoostRate: number; readonly BoostRateTTL: EpochSeconds };
}

export interface UnprocessedStatistics {
  readonly RuleName?: string;
  readonly ErrorCode?: string;
  readonly Message?: string;
}

export interface GetSamplingTargetsInput {
  readonly SamplingStatisticsDocuments: readonly SamplingStatisticsDocument[];
  readonly SamplingBoostStatisticsDocuments?: readonly SamplingBoostStatisticsDocument[];
}

export interface GetSamplingTargetsOutput {
  readonly SamplingTargetDocuments?: readonly SamplingTargetDocument[];
  readonly LastRuleModification?: EpochSeconds;
  readonly UnprocessedStatistics?: readonly UnprocessedStatistics[];
  readonly UnprocessedBoostStatistics?: readonly UnprocessedStatistics[];
}

export interface SamplingStatisticSummary {
  readonly RuleName?: string;
  readonly Timestamp?: EpochSeconds;
  readonly RequestCount?: number;
  readonly BorrowCount?: number;
  readonly SampledCount?: number;
}
