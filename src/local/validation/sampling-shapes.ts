import type { InputOf } from '../../xray/api/operations.ts';
import type {
  SamplingBoostStatisticsDocument,
  SamplingRateBoost,
  SamplingRule,
  SamplingRuleUpdate,
  SamplingStatisticsDocument,
} from '../../xray/api/sampling.ts';
import { LIMITS } from '../../xray/limits.ts';
import { TAGS } from './admin-shapes.ts';
import {
  double,
  integer,
  list,
  type MapShape,
  required,
  string,
  structure,
  timestamp,
} from './shape.ts';

const LIMIT = LIMITS.samplingRule;

/** Documents in one report. [botocore] */
const MAX_REPORTS = 25;

const RULE_NAME = string({ min: 1, max: LIMIT.nameCharacters });
const RESOURCE_ARN = string({ max: LIMIT.resourceArnCharacters });
const SERVICE_NAME = string({ max: LIMIT.serviceNameCharacters });
const SERVICE_TYPE = string({ max: LIMIT.serviceTypeCharacters });
const HOST = string({ max: LIMIT.hostCharacters });
const HTTP_METHOD = string({ max: LIMIT.httpMethodCharacters });
const URL_PATH = string({ max: LIMIT.urlPathCharacters });
const COUNT = integer({ min: 0 });

const ATTRIBUTES: MapShape = {
  kind: 'map',
  key: string({ min: 1, max: LIMIT.attributeCharacters }),
  value: string({ min: 1, max: LIMIT.attributeCharacters }),
  max: LIMIT.attributes,
};

const BOOST = structure<SamplingRateBoost>({
  MaxRate: required(double({ min: 0, max: 1 })),
  CooldownWindowMinutes: required(integer({ min: 0 })),
});

const RULE = structure<SamplingRule>({
  RuleName: RULE_NAME,
  RuleARN: string(),
  ResourceARN: required(RESOURCE_ARN),
  Priority: required(integer({ min: LIMIT.priorityMin, max: LIMIT.priorityMax })),
  FixedRate: required(double({ min: 0, max: 1 })),
  ReservoirSize: required(COUNT),
  ServiceName: required(SERVICE_NAME),
  ServiceType: required(SERVICE_TYPE),
  Host: required(HOST),
  HTTPMethod: required(HTTP_METHOD),
  URLPath: required(URL_PATH),
  Version: required(integer({ min: 1 })),
  Attributes: ATTRIBUTES,
  SamplingRateBoost: BOOST,
});

/** Numbers have no range here: the service itself refuses them, in other words. */
const RULE_UPDATE = structure<SamplingRuleUpdate>({
  RuleName: RULE_NAME,
  RuleARN: string(),
  ResourceARN: RESOURCE_ARN,
  Priority: integer(),
  FixedRate: double(),
  ReservoirSize: integer(),
  ServiceName: SERVICE_NAME,
  ServiceType: SERVICE_TYPE,
  Host: HOST,
  HTTPMethod: HTTP_METHOD,
  URLPath: URL_PATH,
  Attributes: ATTRIBUTES,
  SamplingRateBoost: BOOST,
});

const STATISTICS = structure<SamplingStatisticsDocument>({
  RuleName: required(RULE_NAME),
  ClientID: required(string({ min: 24, max: 24 })),
  Timestamp: required(timestamp),
  RequestCount: required(COUNT),
  SampledCount: required(COUNT),
  BorrowCount: COUNT,
});

const BOOST_STATISTICS = structure<SamplingBoostStatisticsDocument>({
  RuleName: required(RULE_NAME),
  ServiceName: required(SERVICE_NAME),
  Timestamp: required(timestamp),
  AnomalyCount: required(COUNT),
  TotalCount: required(COUNT),
  SampledAnomalyCount: required(COUNT),
});

/** Inputs of the sampling operations. [botocore 2016-04-12] */
export const SAMPLING_SHAPES = {
  GetSamplingRules: structure<InputOf<'GetSamplingRules'>>({ NextToken: string() }),
  GetSamplingTargets: structure<InputOf<'GetSamplingTargets'>>({
    SamplingStatisticsDocuments: required(list(STATISTICS, MAX_REPORTS)),
    SamplingBoostStatisticsDocuments: list(BOOST_STATISTICS, MAX_REPORTS),
  }),
  GetSamplingStatisticSummaries: structure<InputOf<'GetSamplingStatisticSummaries'>>({
    NextToken: string(),
  }),
  CreateSamplingRule: structure<InputOf<'CreateSamplingRule'>>({
    SamplingRule: required(RULE),
    Tags: TAGS,
  }),
  UpdateSamplingRule: structure<InputOf<'UpdateSamplingRule'>>({
    SamplingRuleUpdate: required(RULE_UPDATE),
  }),
  DeleteSamplingRule: structure<InputOf<'DeleteSamplingRule'>>({
    RuleName: string(),
    RuleARN: string(),
  }),
};
