import type { IndexingRule, InsightsConfiguration, Tag } from '../../xray/api/admin.ts';
import type { InputOf } from '../../xray/api/operations.ts';
import { LIMITS } from '../../xray/limits.ts';
import { boolean, double, integer, list, required, string, structure } from './shape.ts';
import { GROUP_ARN, GROUP_NAME, WINDOW } from './trace-shapes.ts';

type IndexingRuleValue = NonNullable<IndexingRule['Rule']>;

/** The model takes 200 tags a call; the service refuses a set of more than 50. [botocore] */
const MAX_TAGS = 200;

const TAG_KEY = string({ min: 1, max: LIMITS.tagKeyCharacters });

/** Tags of a create or tag call. */
export const TAGS = list(
  structure<Tag>({
    Key: required(TAG_KEY),
    Value: required(string({ max: LIMITS.tagValueCharacters })),
  }),
  MAX_TAGS,
);

const INSIGHTS_CONFIGURATION = structure<InsightsConfiguration>({
  InsightsEnabled: boolean,
  NotificationsEnabled: boolean,
});

const INSIGHT_ID = string({
  pattern:
    '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}',
});
const TOKEN = string({ min: 1, max: 2000 });
const SHORT_TOKEN = string({ min: 1, max: 100 });
const RESOURCE_ARN = string({ min: 1, max: 1011 });
const POLICY_NAME = string({ min: 1, max: 128, pattern: '[\\w+=,.@-]+' });

const INDEXING_RULE_VALUE = structure<IndexingRuleValue>({
  Probabilistic: structure<NonNullable<IndexingRuleValue['Probabilistic']>>({
    DesiredSamplingPercentage: required(double()),
    ActualSamplingPercentage: double(),
  }),
});

/** Inputs of the operations on groups, insights, tags, policies and account settings. [botocore 2016-04-12] */
export const ADMIN_SHAPES = {
  GetGroups: structure<InputOf<'GetGroups'>>({ NextToken: SHORT_TOKEN }),
  GetGroup: structure<InputOf<'GetGroup'>>({ GroupName: GROUP_NAME, GroupARN: GROUP_ARN }),
  CreateGroup: structure<InputOf<'CreateGroup'>>({
    GroupName: required(GROUP_NAME),
    FilterExpression: string(),
    InsightsConfiguration: INSIGHTS_CONFIGURATION,
    Tags: TAGS,
  }),
  UpdateGroup: structure<InputOf<'UpdateGroup'>>({
    GroupName: GROUP_NAME,
    GroupARN: GROUP_ARN,
    FilterExpression: string(),
    InsightsConfiguration: INSIGHTS_CONFIGURATION,
  }),
  DeleteGroup: structure<InputOf<'DeleteGroup'>>({ GroupName: GROUP_NAME, GroupARN: GROUP_ARN }),
  GetInsightSummaries: structure<InputOf<'GetInsightSummaries'>>({
    ...WINDOW,
    States: list(string({ oneOf: ['ACTIVE', 'CLOSED'] }), 1),
    GroupName: GROUP_NAME,
    GroupARN: GROUP_ARN,
    MaxResults: integer({ min: 1, max: 100 }),
    NextToken: TOKEN,
  }),
  GetInsight: structure<InputOf<'GetInsight'>>({ InsightId: required(INSIGHT_ID) }),
  GetInsightEvents: structure<InputOf<'GetInsightEvents'>>({
    InsightId: required(INSIGHT_ID),
    MaxResults: integer({ min: 1, max: 50 }),
    NextToken: TOKEN,
  }),
  GetInsightImpactGraph: structure<InputOf<'GetInsightImpactGraph'>>({
    ...WINDOW,
    InsightId: required(INSIGHT_ID),
    NextToken: TOKEN,
  }),
  GetEncryptionConfig: structure<InputOf<'GetEncryptionConfig'>>({}),
  PutEncryptionConfig: structure<InputOf<'PutEncryptionConfig'>>({
    KeyId: string({ min: 1, max: 3000 }),
    Type: required(string({ oneOf: ['NONE', 'KMS'] })),
  }),
  ListTagsForResource: structure<InputOf<'ListTagsForResource'>>({
    ResourceARN: required(RESOURCE_ARN),
    NextToken: string(),
  }),
  TagResource: structure<InputOf<'TagResource'>>({
    ResourceARN: required(RESOURCE_ARN),
    Tags: required(TAGS),
  }),
  UntagResource: structure<InputOf<'UntagResource'>>({
    ResourceARN: required(RESOURCE_ARN),
    TagKeys: required(list(TAG_KEY, MAX_TAGS)),
  }),
  PutResourcePolicy: structure<InputOf<'PutResourcePolicy'>>({
    PolicyName: required(POLICY_NAME),
    PolicyDocument: required(string()),
    PolicyRevisionId: string(),
    BypassPolicyLockoutCheck: boolean,
  }),
  DeleteResourcePolicy: structure<InputOf<'DeleteResourcePolicy'>>({
    PolicyName: required(POLICY_NAME),
    PolicyRevisionId: string(),
  }),
  ListResourcePolicies: structure<InputOf<'ListResourcePolicies'>>({ NextToken: SHORT_TOKEN }),
  GetTraceSegmentDestination: structure<InputOf<'GetTraceSegmentDestination'>>({}),
  GetIndexingRules: structure<InputOf<'GetIndexingRules'>>({ NextToken: string() }),
  UpdateIndexingRule: structure<InputOf<'UpdateIndexingRule'>>({
    Name: required(string()),
    Rule: required(INDEXING_RULE_VALUE),
  }),
};
