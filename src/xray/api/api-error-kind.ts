import type { ErrorKind } from '../../std/xrayctl-error.ts';

/** Whose trouble each error name of X-Ray's is. Names beyond the model's come from the front end before it. */
const KINDS: Readonly<Record<string, ErrorKind>> = {
  InvalidRequestException: 'usage',
  ValidationException: 'usage',
  SerializationException: 'usage',
  ResourceNotFoundException: 'usage',
  RuleLimitExceededException: 'usage',
  TooManyTagsException: 'usage',
  InvalidPolicyRevisionIdException: 'usage',
  LockoutPreventionException: 'usage',
  MalformedPolicyDocumentException: 'usage',
  PolicyCountLimitExceededException: 'usage',
  PolicySizeLimitExceededException: 'usage',
  RequestEntityTooLargeException: 'usage',
  ThrottledException: 'remote',
  UnknownOperationException: 'remote',
  AccessDeniedException: 'access',
  UnrecognizedClientException: 'access',
  InvalidSignatureException: 'access',
  InvalidClientTokenId: 'access',
  IncompleteSignature: 'access',
  MissingAuthenticationTokenException: 'access',
  ExpiredTokenException: 'access',
  ExpiredToken: 'access',
  OptInRequired: 'access',
  SignatureDoesNotMatch: 'access',
};

/** The kind of an error X-Ray answered with, by its name; undefined for a name X-Ray is not known to use. */
export const kindOfApiError = (name: string): ErrorKind | undefined => KINDS[name];
