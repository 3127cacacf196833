/** What a keyword holds, and with it which operators and values it takes. */
export type KeywordType = 'boolean' | 'number' | 'string';

/** Asked of the trace as a whole. Booleans and `http.*` are the root request's. `responsetime` and `duration` are seconds. */
export const TRACE_KEYWORDS = {
  ok: 'boolean',
  error: 'boolean',
  throttle: 'boolean',
  fault: 'boolean',
  partial: 'boolean',
  inferred: 'boolean',
  responsetime: 'number',
  duration: 'number',
  'http.status': 'number',
  'http.url': 'string',
  'http.method': 'string',
  'http.useragent': 'string',
  'http.clientip': 'string',
  user: 'string',
  availabilityzone: 'string',
  'instance.id': 'string',
  'resource.arn': 'string',
} as const satisfies Readonly<Record<string, KeywordType>>;

/** Asked of what a caller saw of one call. */
export const EDGE_KEYWORDS = {
  ok: 'boolean',
  error: 'boolean',
  throttle: 'boolean',
  fault: 'boolean',
  partial: 'boolean',
  responsetime: 'number',
  duration: 'number',
} as const satisfies Readonly<Record<string, KeywordType>>;

/** Asked of one service and one call it answered. */
export const SERVICE_KEYWORDS = {
  ...EDGE_KEYWORDS,
  root: 'boolean',
  inferred: 'boolean',
  name: 'string',
  type: 'string',
} as const satisfies Readonly<Record<string, KeywordType>>;

/** Asked of any element of a root cause's path; `index` counts from 0. */
const ROOT_CAUSE_ELEMENT_KEYWORDS = {
  first: 'boolean',
  last: 'boolean',
  index: 'number',
  name: 'string',
} as const satisfies Readonly<Record<string, KeywordType>>;

export const ROOT_CAUSE_SERVICE_KEYWORDS = {
  ...ROOT_CAUSE_ELEMENT_KEYWORDS,
  inferred: 'boolean',
  type: 'string',
} as const satisfies Readonly<Record<string, KeywordType>>;

export const ROOT_CAUSE_ENTITY_KEYWORDS = {
  ...ROOT_CAUSE_ELEMENT_KEYWORDS,
  remote: 'boolean',
} as const satisfies Readonly<Record<string, KeywordType>>;

/** `coverage` is a share of the root's response time, 0 to 1. */
export const RESPONSE_TIME_ENTITY_KEYWORDS = {
  ...ROOT_CAUSE_ENTITY_KEYWORDS,
  coverage: 'number',
} as const satisfies Readonly<Record<string, KeywordType>>;

export const ROOT_CAUSE_EXCEPTION_KEYWORDS = {
  ...ROOT_CAUSE_ELEMENT_KEYWORDS,
  message: 'string',
} as const satisfies Readonly<Record<string, KeywordType>>;

export type TraceKeyword = keyof typeof TRACE_KEYWORDS;
export type ServiceKeyword = keyof typeof SERVICE_KEYWORDS;
export type EdgeKeyword = keyof typeof EDGE_KEYWORDS;
export type RootCauseKeyword =
  | keyof typeof ROOT_CAUSE_SERVICE_KEYWORDS
  | keyof typeof RESPONSE_TIME_ENTITY_KEYWORDS
  | keyof typeof ROOT_CAUSE_EXCEPTION_KEYWORDS;
export type Keyword = TraceKeyword | ServiceKeyword | EdgeKeyword | RootCauseKeyword;
