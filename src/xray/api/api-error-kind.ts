import type { ErrorKind } from '../../std/xrayctl-error.ts';

/** Whose trouble each error name of X-Ray's is. Names beyond the model's come from the front end before it. */
const KINDS = {
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
  UnsupportedMediaTypeException: 'usage',
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
} as const satisfies Readonly<Record<string, ErrorKind>>;

/**
 * The kind of an error X-Ray answered with, by its name; undefined for a name X-Ray is not known to use. The name comes
 * from whoever answered: `constructor` is none.
 */
export const kindOfApiError = (name: string): ErrorKind | undefined =>
  Object.hasOwn(KINDS, name) ? KINDS[name as keyof typeof KINDS] : undefined;
