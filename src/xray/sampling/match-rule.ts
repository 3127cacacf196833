import type { SamplingRule } from '../api/sampling.ts';
import { matchGlob } from './match-glob.ts';

/** What an SDK knows of a request when it decides. An absent or empty member matches every rule. */
export interface SamplingRequest {
  /** The name the segment will have. */
  readonly serviceName?: string;
  /** The segment's origin, such as `AWS::EKS::Container`. */
  readonly serviceType?: string;
  /** The Host header. */
  readonly host?: string;
  readonly httpMethod?: string;
  readonly urlPath?: string;
}

/** The one rule that always exists, matches everything and comes last. */
export const DEFAULT_RULE_NAME = 'Default';

const matches = (pattern: string, value: string | undefined): boolean =>
  value === undefined || value === '' || matchGlob(pattern, value);

/** Whether the rule is the one for this request, by every criterion SDKs compare. The Default rule always is. */
export const matchRule = (rule: SamplingRule, request: SamplingRequest): boolean =>
  rule.RuleName === DEFAULT_RULE_NAME ||
  (matches(rule.ServiceName, request.serviceName) &&
    matches(rule.ServiceType, request.serviceType) &&
    matches(rule.Host, request.host) &&
    matches(rule.HTTPMethod, request.httpMethod) &&
    matches(rule.URLPath, request.urlPath));

/**
 * Whether SDKs use the rule at all. They drop rules of another version, for named resources, or with attributes:
 * those are for AWS services such as API Gateway.
 */
export const isRuleForSdks = (rule: SamplingRule): boolean =>
  rule.Version === 1 &&
  rule.ResourceARN === '*' &&
  Object.keys(rule.Attributes ?? {}).length === 0 &&
  rule.ServiceType !== '';
