import type { Alias, EpochSeconds } from './traces.ts';

/** Shapes of the service-graph operations, as on the wire. */

export interface ErrorStatistics {
  readonly ThrottleCount?: number;
  readonly OtherCount?: number;
  readonly TotalCount?: number;
}

export interface FaultStatistics {
  readonly OtherCount?: number;
  readonly TotalCount?: number;
}

/** Of a node or an edge. Counts are exclusive; `TotalResponseTime` is a sum of seconds. */
export interface SummaryStatistics {
  readonly OkCount?: number;
  readonly ErrorStatistics?: ErrorStatistics;
  readonly FaultStatistics?: FaultStatistics;
  readonly TotalCount?: number;
  readonly TotalResponseTime?: number;
}

export interface HistogramEntry {
  /** Seconds. */
  readonly Value: number;
  readonly Count: number;
}

export interface Edge {
  /** Of the callee. */
  readonly ReferenceId?: number;
  readonly StartTime?: EpochSeconds;
  readonly EndTime?: EpochSeconds;
  readonly SummaryStatistics?: SummaryStatistics;
  readonly ResponseTimeHistogram?: readonly HistogramEntry[];
  readonly Aliases?: readonly Alias[];
  readonly EdgeType?: string;
  readonly ReceivedEventAgeHistogram?: readonly HistogramEntry[];
}

export interface Service {
  readonly ReferenceId?: number;
  readonly Name?: string;
  readonly Names?: readonly string[];
  readonly Root?: boolean;
  readonly AccountId?: string;
  readonly Type?: string;
  readonly State?: string;
  readonly StartTime?: EpochSeconds;
  readonly EndTime?: EpochSeconds;
  readonly Edges?: readonly Edge[];
  readonly SummaryStatistics?: SummaryStatistics;
  readonly DurationHistogram?: readonly HistogramEntry[];
  readonly ResponseTimeHistogram?: readonly HistogramEntry[];
}

export interface GetServiceGraphInput {
  readonly StartTime: EpochSeconds;
  readonly EndTime: EpochSeconds;
  readonly GroupName?: string;
  readonly GroupARN?: string;
  readonly NextToken?: string;
}

export interface GetServiceGraphOutput {
  readonly StartTime?: EpochSeconds;
  readonly EndTime?: EpochSeconds;
  readonly Services?: readonly Service[];
  readonly ContainsOldGroupVersions?: boolean;
  readonly NextToken?: string;
}

export interface GetTraceGraphInput {
  readonly TraceIds: readonly string[];
  readonly NextToken?: string;
}

export interface GetTraceGraphOutput {
  readonly Services?: readonly Service[];
  readonly NextToken?: string;
}

export interface TimeSeriesServiceStatistics {
  readonly Timestamp?: EpochSeconds;
  readonly EdgeSummaryStatistics?: SummaryStatistics;
  readonly ServiceSummaryStatistics?: SummaryStatistics;
  readonly ServiceForecastStatistics?: {
    readonly FaultCountHigh?: number;
    readonly FaultCountLow?: number;
  };
  readonly ResponseTimeHistogram?: readonly HistogramEntry[];
}

export interface GetTimeSeriesServiceStatisticsInput {
  readonly StartTime: EpochSeconds;
  readonly EndTime: EpochSeconds;
  readonly GroupName?: string;
  readonly GroupARN?: string;
  readonly EntitySelectorExpression?: string;
  readonly Period?: number;
  readonly ForecastStatistics?: boolean;
  readonly NextToken?: string;
}

export interface GetTimeSeriesServiceStatisticsOutput {
  readonly TimeSeriesServiceStatistics?: readonly TimeSeriesServiceStatistics[];
  readonly ContainsOldGroupVersions?: boolean;
  readonly NextToken?: string;
}
