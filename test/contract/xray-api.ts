import { afterAll, beforeAll, describe } from 'vitest';
import type { OperationName } from '../../src/xray/api/operations.ts';
import * as account from './operations/account.ts';
import { describeBatchGetTraces } from './operations/batch-get-traces.ts';
import { describeGetTraceSummaries } from './operations/get-trace-summaries.ts';
import * as graphs from './operations/graphs.ts';
import * as groups from './operations/groups.ts';
import * as insights from './operations/insights.ts';
import { describePutTraceSegments } from './operations/put-trace-segments.ts';
import * as policies from './operations/resource-policies.ts';
import * as rules from './operations/sampling-rules.ts';
import * as targets from './operations/sampling-targets.ts';
import * as tags from './operations/tags.ts';
import type { GetSubject, XRaySubject } from './subject.ts';

/** What each operation does. The type sees to it that none is left out. */
const CONTRACT: Readonly<Record<OperationName, (subject: GetSubject) => void>> = {
  PutTraceSegments: describePutTraceSegments,
  PutTelemetryRecords: account.describePutTelemetryRecords,
  GetTraceSummaries: describeGetTraceSummaries,
  BatchGetTraces: describeBatchGetTraces,
  GetServiceGraph: graphs.describeGetServiceGraph,
  GetTraceGraph: graphs.describeGetTraceGraph,
  GetTimeSeriesServiceStatistics: graphs.describeGetTimeSeriesServiceStatistics,
  GetSamplingRules: rules.describeGetSamplingRules,
  GetSamplingTargets: targets.describeGetSamplingTargets,
  GetSamplingStatisticSummaries: targets.describeGetSamplingStatisticSummaries,
  CreateSamplingRule: rules.describeCreateSamplingRule,
  UpdateSamplingRule: rules.describeUpdateSamplingRule,
  DeleteSamplingRule: rules.describeDeleteSamplingRule,
  GetGroups: groups.describeGetGroups,
  GetGroup: groups.describeGetGroup,
  CreateGroup: groups.describeCreateGroup,
  UpdateGroup: groups.describeUpdateGroup,
  DeleteGroup: groups.describeDeleteGroup,
  GetInsightSummaries: insights.describeGetInsightSummaries,
  GetInsight: insights.describeGetInsight,
  GetInsightEvents: insights.describeGetInsightEvents,
  GetInsightImpactGraph: insights.describeGetInsightImpactGraph,
  GetEncryptionConfig: account.describeGetEncryptionConfig,
  PutEncryptionConfig: account.describePutEncryptionConfig,
  ListTagsForResource: tags.describeListTagsForResource,
  TagResource: tags.describeTagResource,
  UntagResource: tags.describeUntagResource,
  PutResourcePolicy: policies.describePutResourcePolicy,
  DeleteResourcePolicy: policies.describeDeleteResourcePolicy,
  ListResourcePolicies: policies.describeListResourcePolicies,
  GetTraceSegmentDestination: account.describeGetTraceSegmentDestination,
  GetIndexingRules: account.describeGetIndexingRules,
  UpdateIndexingRule: account.describeUpdateIndexingRule,
};

/** For an X-Ray on this machine: in the whole suite nothing happens that it has to tell of. */
export const refuseEvents = (event: { readonly kind: string }): void => {
  throw new Error(`nothing was to be reported: ${JSON.stringify(event)}`);
};

/**
 * What every X-Ray does, whoever is behind it: each operation, round trip by round trip, with the content of its
 * answers, and the name and words of its refusals. The tests leave rules, groups, tags and policies as they found them.
 */
export const describeXRayApi = (name: string, createSubject: () => Promise<XRaySubject>): void => {
  describe(name, () => {
    let subject: XRaySubject | undefined;
    const getSubject: GetSubject = () => {
      if (subject === undefined) throw new Error('there is no X-Ray before the suite begins');
      return subject;
    };

    beforeAll(async () => {
      subject = await createSubject();
    });

    afterAll(async () => {
      await subject?.stop();
    });

    for (const [operation, describeOperation] of Object.entries(CONTRACT)) {
      describe(operation, () => describeOperation(getSubject));
    }
  });
};
