import { isoTime } from './iso-time.ts';

/** The members of the read operations that hold a timestamp. [botocore xray 2016-04-12] */
const TIME_MEMBERS: ReadonlySet<string> = new Set([
  'StartTime',
  'EndTime',
  'ApproximateTime',
  'MatchedEventTime',
]);

/** Maps whose keys are the user's words, not members of a shape. */
const MAP_MEMBERS: ReadonlySet<string> = new Set(['Annotations']);

const mapMember = (name: string, value: unknown): unknown =>
  typeof value === 'number' && TIME_MEMBERS.has(name)
    ? (isoTime(value) ?? value)
    : mapAwsShape(value);

const mapMembers = (value: object): Record<string, unknown> => {
  const mapped: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    if (member === null || member === undefined) continue;
    mapped.push([name, MAP_MEMBERS.has(name) ? mapMapOf(member) : mapMember(name, member)]);
  }
  return Object.fromEntries(mapped);
};

const mapMapOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapAwsShape(member)]))
    : mapAwsShape(value);

/**
 * An answer of X-Ray as AWS CLI v2 prints it: times as ISO 8601 in UTC, absent and null members left out, everything
 * else as it came, members newer than our types included.
 */
export const mapAwsShape = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(mapAwsShape);
  return typeof value === 'object' && value !== null ? mapMembers(value) : value;
};
