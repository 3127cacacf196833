import type {
  EncryptionConfig,
  Group,
  GroupKey,
  IndexingRule,
  InsightSummary,
  InsightsConfiguration,
  ResourcePolicy,
  Tag,
} from './admin.ts';
import type {
  GetServiceGraphInput,
  GetServiceGraphOutput,
  GetTimeSeriesServiceStatisticsInput,
  GetTimeSeriesServiceStatisticsOutput,
  GetTraceGraphInput,
  GetTraceGraphOutput,
  Service,
} from './graph.ts';
import type {
  GetSamplingTargetsInput,
  GetSamplingTargetsOutput,
  SamplingRule,
  SamplingRuleRecord,
  SamplingRuleUpdate,
  SamplingStatisticSummary,
} from './sampling.ts';
import type {
  BatchGetTracesInput,
  BatchGetTracesOutput,
  EpochSeconds,
  GetTraceSummariesInput,
  GetTraceSummariesOutput,
  PutTelemetryRecordsInput,
  PutTraceSegmentsInput,
  PutTraceSegmentsOutput,
} from './traces.ts';

type Nothing = Readonly<Record<string, never>>;
type Page = { readonly NextToken?: string };
type Of<Input, Output> = { readonly input: Input; readonly output: Output };
type RuleKey = { readonly RuleName?: string; readonly RuleARN?: string };
type Window = { readonly StartTime: EpochSeconds; readonly EndTime: EpochSeconds };

/** Every X-Ray operation this program speaks, with the shape of its request and of its answer. */
export interface XRayOperations {
  PutTraceSegments: Of<PutTraceSegmentsInput, PutTraceSegmentsOutput>;
  PutTelemetryRecords: Of<PutTelemetryRecordsInput, Nothing>;
  GetTraceSummaries: Of<GetTraceSummariesInput, GetTraceSummariesOutput>;
  BatchGetTraces: Of<BatchGetTracesInput, BatchGetTracesOutput>;
  GetServiceGraph: Of<GetServiceGraphInput, GetServiceGraphOutput>;
  GetTraceGraph: Of<GetTraceGraphInput, GetTraceGraphOutput>;
  GetTimeSeriesServiceStatistics: Of<
    GetTimeSeriesServiceStatisticsInput,
    GetTimeSeriesServiceStatisticsOutput
  >;
  GetSamplingRules: Of<
    Page,
    Page & { readonly SamplingRuleRecords?: readonly SamplingRuleRecord[] }
  >;
  GetSamplingTargets: Of<GetSamplingTargetsInput, GetSamplingTargetsOutput>;
  GetSamplingStatisticSummaries: Of<
    Page,
    Page & { readonly SamplingStatisticSummaries?: readonly SamplingStatisticSummary[] }
  >;
  CreateSamplingRule: Of<
    { readonly SamplingRule: SamplingRule; readonly Tags?: readonly Tag[] },
    { readonly SamplingRuleRecord?: SamplingRuleRecord }
  >;
  UpdateSamplingRule: Of<
    { readonly SamplingRuleUpdate: SamplingRuleUpdate },
    { readonly SamplingRuleRecord?: SamplingRuleRecord }
  >;
  DeleteSamplingRule: Of<RuleKey, { readonly SamplingRuleRecord?: SamplingRuleRecord }>;
  GetGroups: Of<Page, Page & { readonly Groups?: readonly Group[] }>;
  GetGroup: Of<GroupKey, { readonly Group?: Group }>;
  CreateGroup: Of<
    {
      readonly GroupName: string;
      readonly FilterExpression?: string;
      readonly InsightsConfiguration?: InsightsConfiguration;
      readonly Tags?: readonly Tag[];
    },
    { readonly Group?: Group }
  >;
  UpdateGroup: Of<
    GroupKey & {
      readonly FilterExpression?: string;
      readonly InsightsConfiguration?: InsightsConfiguration;
    },
    { readonly Group?: Group }
  >;
  DeleteGroup: Of<GroupKey, Nothing>;
  GetInsightSummaries: Of<
    GroupKey &
      Window &
      Page & { readonly States?: readonly string[]; readonly MaxResults?: number },
    Page & { readonly InsightSummaries?: readonly InsightSummary[] }
  >;
  GetInsight: Of<{ readonly InsightId: string }, { readonly Insight?: InsightSummary }>;
  GetInsightEvents: Of<
    Page & { readonly InsightId: string; readonly MaxResults?: number },
    Page & { readonly InsightEvents?: readonly unknown[] }
  >;
  GetInsightImpactGraph: Of<
    Page & Window & { readonly InsightId: string },
    Page & Partial<Window> & { readonly InsightId?: string; readonly Services?: readonly Service[] }
  >;
  GetEncryptionConfig: Of<Nothing, { readonly EncryptionConfig?: EncryptionConfig }>;
  PutEncryptionConfig: Of<
    { readonly KeyId?: string; readonly Type: 'NONE' | 'KMS' },
    { readonly EncryptionConfig?: EncryptionConfig }
  >;
  ListTagsForResource: Of<
    Page & { readonly ResourceARN: string },
    Page & { readonly Tags?: readonly Tag[] }
  >;
  TagResource: Of<{ readonly ResourceARN: string; readonly Tags: readonly Tag[] }, Nothing>;
  UntagResource: Of<{ readonly ResourceARN: string; readonly TagKeys: readonly string[] }, Nothing>;
  PutResourcePolicy: Of<
    {
      readonly PolicyName: string;
      readonly PolicyDocument: string;
      readonly PolicyRevisionId?: string;
      readonly BypassPolicyLockoutCheck?: boolean;
    },
    { readonly ResourcePolicy?: ResourcePolicy }
  >;
  DeleteResourcePolicy: Of<
    { readonly PolicyName: string; readonly PolicyRevisionId?: string },
    Nothing
  >;
  ListResourcePolicies: Of<Page, Page & { readonly ResourcePolicies?: readonly ResourcePolicy[] }>;
  GetTraceSegmentDestination: Of<
    Nothing,
    { readonly Destination?: 'XRay' | 'CloudWatchLogs'; readonly Status?: 'PENDING' | 'ACTIVE' }
  >;
  GetIndexingRules: Of<Page, Page & { readonly IndexingRules?: readonly IndexingRule[] }>;
  UpdateIndexingRule: Of<
    { readonly Name: string; readonly Rule: IndexingRule['Rule'] },
    { readonly IndexingRule?: IndexingRule }
  >;
}

export type OperationName = keyof XRayOperations;
export type InputOf<O extends OperationName> = XRayOperations[O]['input'];
export type OutputOf<O extends OperationName> = XRayOperations[O]['output'];

/** Path of each operation; every one is a POST with a JSON body. [botocore 2016-04-12] */
export const OPERATION_PATHS: Readonly<Record<OperationName, string>> = {
  PutTraceSegments: '/TraceSegments',
  PutTelemetryRecords: '/TelemetryRecords',
  GetTraceSummaries: '/TraceSummaries',
  BatchGetTraces: '/Traces',
  GetServiceGraph: '/ServiceGraph',
  GetTraceGraph: '/TraceGraph',
  GetTimeSeriesServiceStatistics: '/TimeSeriesServiceStatistics',
  GetSamplingRules: '/GetSamplingRules',
  GetSamplingTargets: '/SamplingTargets',
  GetSamplingStatisticSummaries: '/SamplingStatisticSummaries',
  CreateSamplingRule: '/CreateSamplingRule',
  UpdateSamplingRule: '/UpdateSamplingRule',
  DeleteSamplingRule: '/DeleteSamplingRule',
  GetGroups: '/Groups',
  GetGroup: '/GetGroup',
  CreateGroup: '/CreateGroup',
  UpdateGroup: '/UpdateGroup',
  DeleteGroup: '/DeleteGroup',
  GetInsightSummaries: '/InsightSummaries',
  GetInsight: '/Insight',
  GetInsightEvents: '/InsightEvents',
  GetInsightImpactGraph: '/InsightImpactGraph',
  GetEncryptionConfig: '/EncryptionConfig',
  PutEncryptionConfig: '/PutEncryptionConfig',
  ListTagsForResource: '/ListTagsForResource',
  TagResource: '/TagResource',
  UntagResource: '/UntagResource',
  PutResourcePolicy: '/PutResourcePolicy',
  DeleteResourcePolicy: '/DeleteResourcePolicy',
  ListResourcePolicies: '/ListResourcePolicies',
  GetTraceSegmentDestination: '/GetTraceSegmentDestination',
  GetIndexingRules: '/GetIndexingRules',
  UpdateIndexingRule: '/UpdateIndexingRule',
};
