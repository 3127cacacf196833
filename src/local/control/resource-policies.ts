import type { ResourcePolicy } from '../../xray/api/admin.ts';
import { ApiError } from '../../xray/api/api-error.ts';
import type { InputOf } from '../../xray/api/operations.ts';
import type { EpochSeconds } from '../../xray/api/traces.ts';
import { LIMITS } from '../../xray/limits.ts';
import { invalidRequest } from '../invalid-request.ts';
import type { Settings } from '../settings.ts';
import type { Handlers } from './handlers.ts';
import { createJsonStore } from './json-store.ts';
import { explainPolicy, isLockout } from './policy-document.ts';

/** The revision a policy has before it exists: asking for it means "create, never replace". */
const NO_REVISION = 0;

const revisionOf = (policy: ResourcePolicy | undefined): number =>
  policy === undefined ? NO_REVISION : Number(policy.PolicyRevisionId);

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

const checkDocument = ({
  PolicyName,
  PolicyDocument,
  BypassPolicyLockoutCheck,
}: InputOf<'PutResourcePolicy'>): void => {
  if (bytesOf(PolicyDocument) > LIMITS.resourcePolicyBytes) {
    throw new ApiError(
      'PolicySizeLimitExceededException',
      `The resource policy ${PolicyName} is larger than ${LIMITS.resourcePolicyBytes} bytes`,
    );
  }
  const fault = explainPolicy(PolicyDocument);
  if (fault !== undefined) {
    throw new ApiError(
      'MalformedPolicyDocumentException',
      `The resource policy ${PolicyName} is malformed: ${fault}`,
    );
  }
  if (!BypassPolicyLockoutCheck && isLockout(PolicyDocument)) {
    throw new ApiError(
      'LockoutPreventionException',
      `The resource policy ${PolicyName} would prevent any subsequent PutResourcePolicy request`,
    );
  }
};

const conflict = (what: string): ApiError =>
  new ApiError('InvalidPolicyRevisionIdException', `Another concurrent request has ${what}`);

/** Put, list and delete of resource policies. They are kept and told, and grant nothing: here nobody is refused. */
export const createResourcePolicies = (
  settings: Settings,
  now: () => EpochSeconds,
): Handlers<'PutResourcePolicy' | 'DeleteResourcePolicy' | 'ListResourcePolicies'> => {
  const policies = createJsonStore<ResourcePolicy>(settings, 'resource-policy');
  return {
    PutResourcePolicy: (input) => {
      const { PolicyName, PolicyDocument, PolicyRevisionId } = input;
      const old = policies.get(PolicyName);
      const revision = revisionOf(old);
      if (PolicyRevisionId !== undefined && PolicyRevisionId !== String(revision)) {
        throw conflict(`modified the resource policy ${PolicyName}`);
      }
      if (old === undefined && policies.names().length >= LIMITS.resourcePolicies) {
        throw new ApiError(
          'PolicyCountLimitExceededException',
          `The limit of ${LIMITS.resourcePolicies} resource policies has been reached`,
        );
      }
      checkDocument(input);
      const policy: ResourcePolicy = {
        PolicyName,
        PolicyDocument,
        PolicyRevisionId: String(revision + 1),
        LastUpdatedTime: now(),
      };
      policies.put(PolicyName, policy);
      return { ResourcePolicy: policy };
    },

    DeleteResourcePolicy: ({ PolicyName, PolicyRevisionId }) => {
      const policy = policies.get(PolicyName);
      const isOther = policy === undefined || PolicyRevisionId !== policy.PolicyRevisionId;
      if (PolicyRevisionId !== undefined && isOther) {
        throw conflict(`modified or deleted the resource policy ${PolicyName}`);
      }
      if (policy === undefined) {
        throw invalidRequest(`The resource policy ${PolicyName} does not exist.`);
      }
      policies.delete(PolicyName);
      return {};
    },

    ListResourcePolicies: ({ NextToken }) => {
      if (NextToken !== undefined) throw invalidRequest('NextToken is currently not supported');
      const all = policies.names().map((name) => policies.get(name));
      return { ResourcePolicies: all.filter((policy) => policy !== undefined) };
    },
  };
};
