/** The error names X-Ray answers with, and their HTTP status. [botocore 2016-04-12; the last four are the front end's] */
export const API_ERROR_STATUS = {
  InvalidRequestException: 400,
  ValidationException: 400,
  SerializationException: 400,
  RuleLimitExceededException: 400,
  TooManyTagsException: 400,
  InvalidPolicyRevisionIdException: 400,
  LockoutPreventionException: 400,
  MalformedPolicyDocumentException: 400,
  PolicyCountLimitExceededException: 400,
  PolicySizeLimitExceededException: 400,
  ResourceNotFoundException: 404,
  ThrottledException: 429,
  UnknownOperationException: 404,
  AccessDeniedException: 403,
  RequestEntityTooLargeException: 413,
  UnsupportedMediaTypeException: 415,
} as const;

export type ApiErrorName = keyof typeof API_ERROR_STATUS;

/** A request X-Ray refuses: the name and the words an SDK will show its user. */
export class ApiError extends Error {
  override readonly name: ApiErrorName;
  /** Set for ResourceNotFoundException and TooManyTagsException. */
  readonly resourceName: string | undefined;

  constructor(name: ApiErrorName, message: string, resourceName?: string) {
    super(message);
    this.name = name;
    this.resourceName = resourceName;
  }
}
