import {
  BatchGetTracesCommand,
  CreateGroupCommand,
  CreateSamplingRuleCommand,
  DeleteGroupCommand,
  DeleteResourcePolicyCommand,
  DeleteSamplingRuleCommand,
  GetEncryptionConfigCommand,
  GetGroupCommand,
  GetGroupsCommand,
  GetIndexingRulesCommand,
  GetInsightCommand,
  GetInsightEventsCommand,
  GetInsightImpactGraphCommand,
  GetInsightSummariesCommand,
  GetSamplingRulesCommand,
  GetSamplingStatisticSummariesCommand,
  GetSamplingTargetsCommand,
  GetServiceGraphCommand,
  GetTimeSeriesServiceStatisticsCommand,
  GetTraceGraphCommand,
  GetTraceSegmentDestinationCommand,
  GetTraceSummariesCommand,
  ListResourcePoliciesCommand,
  ListRetrievedTracesCommand,
  ListTagsForResourceCommand,
  PutEncryptionConfigCommand,
  PutResourcePolicyCommand,
  PutTelemetryRecordsCommand,
  PutTraceSegmentsCommand,
  StartTraceRetrievalCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateGroupCommand,
  UpdateIndexingRuleCommand,
  UpdateSamplingRuleCommand,
  type XRayClient,
} from '@aws-sdk/client-xray';
import type { RemoteXRayApi } from '../../ports/xray-api.ts';
import { uncapitalize } from '../../std/uncapitalize.ts';
import type { XRayOperations } from '../../xray/api/operations.ts';
import type { RetrievalOperations } from '../../xray/api/retrieval.ts';
import { type Asked, mapError } from './map-error.ts';

type Operations = XRayOperations & RetrievalOperations;
type SdkCommand = Parameters<XRayClient['send']>[0];

/** The SDK's command of each operation. Named one by one, so that the bundle holds these and no others. */
const COMMANDS = {
  PutTraceSegments: PutTraceSegmentsCommand,
  PutTelemetryRecords: PutTelemetryRecordsCommand,
  GetTraceSummaries: GetTraceSummariesCommand,
  BatchGetTraces: BatchGetTracesCommand,
  GetServiceGraph: GetServiceGraphCommand,
  GetTraceGraph: GetTraceGraphCommand,
  GetTimeSeriesServiceStatistics: GetTimeSeriesServiceStatisticsCommand,
  GetSamplingRules: GetSamplingRulesCommand,
  GetSamplingTargets: GetSamplingTargetsCommand,
  GetSamplingStatisticSummaries: GetSamplingStatisticSummariesCommand,
  CreateSamplingRule: CreateSamplingRuleCommand,
  UpdateSamplingRule: UpdateSamplingRuleCommand,
  DeleteSamplingRule: DeleteSamplingRuleCommand,
  GetGroups: GetGroupsCommand,
  GetGroup: GetGroupCommand,
  CreateGroup: CreateGroupCommand,
  UpdateGroup: UpdateGroupCommand,
  DeleteGroup: DeleteGroupCommand,
  GetInsightSummaries: GetInsightSummariesCommand,
  GetInsight: GetInsightCommand,
  GetInsightEvents: GetInsightEventsCommand,
  GetInsightImpactGraph: GetInsightImpactGraphCommand,
  GetEncryptionConfig: GetEncryptionConfigCommand,
  PutEncryptionConfig: PutEncryptionConfigCommand,
  ListTagsForResource: ListTagsForResourceCommand,
  TagResource: TagResourceCommand,
  UntagResource: UntagResourceCommand,
  PutResourcePolicy: PutResourcePolicyCommand,
  DeleteResourcePolicy: DeleteResourcePolicyCommand,
  ListResourcePolicies: ListResourcePoliciesCommand,
  GetTraceSegmentDestination: GetTraceSegmentDestinationCommand,
  GetIndexingRules: GetIndexingRulesCommand,
  UpdateIndexingRule: UpdateIndexingRuleCommand,
  StartTraceRetrieval: StartTraceRetrievalCommand,
  ListRetrievedTraces: ListRetrievedTracesCommand,
} satisfies Record<keyof Operations, unknown>;

interface ApiOptions extends Omit<Asked, 'operation'> {
  /** Ends requests that are given no signal of their own. */
  readonly signal: AbortSignal;
}

/** X-Ray through the SDK's client, which must speak wire JSON (wire-json.ts). */
export const createXRayApi = (client: XRayClient, options: ApiOptions): RemoteXRayApi => {
  const send = async <O extends keyof Operations>(
    operation: O,
    input: Operations[O]['input'],
    signal: AbortSignal,
  ): Promise<Operations[O]['output']> => {
    signal.throwIfAborted();
    // On the wire the SDK's shapes and ours are the same; its types have Dates where the wire has numbers.
    const Command = COMMANDS[operation] as unknown as new (
      input: Operations[O]['input'],
    ) => SdkCommand;
    try {
      const { $metadata: _, ...answer } = await client.send(new Command(input), {
        abortSignal: signal,
      });
      return answer as Operations[O]['output'];
    } catch (error) {
      signal.throwIfAborted();
      throw mapError(error, { ...options, operation });
    }
  };
  const methods = (Object.keys(COMMANDS) as (keyof Operations)[]).map((operation) => [
    uncapitalize(operation),
    (input: never, signal: AbortSignal = options.signal) => send(operation, input, signal),
  ]);
  return Object.fromEntries(methods) as RemoteXRayApi;
};
