import type { EpochSeconds, ServiceId } from './traces.ts';

/** Shapes of groups, insights, tags, policies and account settings, as on the wire. */

export interface InsightsConfiguration {
  readonly InsightsEnabled?: boolean;
  readonly NotificationsEnabled?: boolean;
}

export interface Group {
  readonly GroupName?: string;
  readonly GroupARN?: string;
  readonly FilterExpression?: string;
  readonly InsightsConfiguration?: InsightsConfiguration;
}

/** Exactly one of the two is given. */
export interface GroupKey {
  readonly GroupName?: string;
  readonly GroupARN?: string;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface ResourcePolicy {
  readonly PolicyName?: string;
  readonly PolicyDocument?: string;
  readonly PolicyRevisionId?: string;
  readonly LastUpdatedTime?: EpochSeconds;
}

export interface EncryptionConfig {
  readonly KeyId?: string;
  readonly Status?: 'UPDATING' | 'ACTIVE';
  readonly Type?: 'NONE' | 'KMS';
}

export interface IndexingRule {
  readonly Name?: string;
  readonly ModifiedAt?: EpochSeconds;
  readonly Rule?: {
    readonly Probabilistic?: {
      readonly DesiredSamplingPercentage: number;
      readonly ActualSamplingPercentage?: number;
    };
  };
}

export interface InsightSummary {
  readonly InsightId?: string;
  readonly GroupARN?: string;
  readonly GroupName?: string;
  readonly RootCauseServiceId?: ServiceId;
  readonly Categories?: readonly string[];
  readonly State?: 'ACTIVE' | 'CLOSED';
  readonly StartTime?: EpochSeconds;
  readonly EndTime?: EpochSeconds;
  readonly Summary?: string;
}
