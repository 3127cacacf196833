import type { HttpBlock, SqlBlock, TraceEntity } from '../../../xray/segment.ts';

/** Members of an `aws` block that name what the call was about, the most telling first. */
const RESOURCE_MEMBERS = [
  'table_name',
  'bucket_name',
  'queue_url',
  'topic_arn',
  'function_name',
] as const;

/** Path of a URL, without host and query; the text itself when it is no URL. */
export const urlPath = (url: string): string => {
  const match = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(url);
  return match === null ? url : match[1] || '/';
};

const lastPart = (text: string): string => text.split(/[/:]/).at(-1) || text;

const resourceOf = (aws: Readonly<Record<string, unknown>>): string | undefined => {
  for (const member of RESOURCE_MEMBERS) {
    const value = aws[member];
    if (typeof value === 'string' && value !== '') return lastPart(value);
  }
  const names = aws['resource_names'];
  const first: unknown = Array.isArray(names) ? names[0] : undefined;
  return typeof first === 'string' ? lastPart(first) : undefined;
};

const httpParts = (http: HttpBlock | undefined): readonly (string | undefined)[] => [
  http?.request?.method,
  http?.request?.url === undefined ? undefined : urlPath(http.request.url),
];

const sqlOf = (entity: TraceEntity): SqlBlock | undefined =>
  'sql' in entity ? entity.sql : undefined;

/** SQL on one line. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const joined = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

const isAwsCall = (entity: TraceEntity): boolean =>
  'namespace' in entity && entity.namespace === 'aws';

/** What was called: `UpdateItem scorekeep-user`, `SELECT * FROM users`, `POST /users`; or nothing. */
export const callOf = (entity: TraceEntity): string => {
  const query = sqlOf(entity)?.sanitized_query;
  if (query !== undefined) return oneLine(query);
  const operation = entity.aws?.['operation'];
  if (typeof operation === 'string') return joined([operation, resourceOf(entity.aws ?? {})]);
  return joined(httpParts(entity.http));
};

/** The status a call answered; for AWS calls only when it tells something (4xx, 5xx). */
export const statusOf = (entity: TraceEntity): number | undefined => {
  const status = entity.http?.response?.status;
  return status !== undefined && isAwsCall(entity) && status < 400 ? undefined : status;
};

/** Numbers and quoted texts differ between the calls of a loop; the calls are the same all the same. */
const withoutValues = (text: string): string =>
  text.replace(/'(?:[^']|'')*'|\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\d+/gi, '?');

/** Equal for calls that do the same with other values: the same operation, table, query, route. */
export const callShape = (entity: TraceEntity): string => withoutValues(callOf(entity));
