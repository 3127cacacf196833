import type { ServiceId } from '../api/traces.ts';
import type { Segment, Subsegment } from '../segment.ts';
import type { TraceNode } from '../trace.ts';

/** What makes two calls meet in one node of the service graph. */
export interface NodeIdentity {
  readonly name: string;
  /** Null for a service that names no type. */
  readonly type: string | null;
  /** Set only for another account than the reader's own: X-Ray leaves its own out. */
  readonly accountId: string | null;
}

/** The account whose graph is drawn. */
export interface Account {
  readonly accountId: string;
}

/** A resource that becomes a node of its own when a call names it. */
interface Resource {
  /** Type of the service when no resource is named. */
  readonly service: string;
  /** Member of the `aws` block that holds the node's name. */
  readonly member: string;
  readonly type: string;
}

/** Type of a queue's node: what is sent to it waits, so its consumers hang on it by `link` edges. */
export const QUEUE_TYPE = 'AWS::SQS::Queue';

/** By service name in lower case: SDKs write DynamoDB, DynamoDb and dynamodb. Names and types as the live service's. */
const RESOURCES: ReadonlyMap<string, Resource> = new Map([
  ['dynamodb', resource('AWS::DynamoDB', 'table_name', 'AWS::DynamoDB::Table')],
  ['s3', resource('AWS::S3', 'bucket_name', 'AWS::S3::Bucket')],
  ['sqs', resource('AWS::SQS', 'queue_url', QUEUE_TYPE)],
  ['sns', resource('AWS::SNS', 'topic_arn', 'AWS::SNS')],
  ['lambda', resource('AWS::Lambda', 'function_name', 'AWS::Lambda')],
]);

function resource(service: string, member: string, type: string): Resource {
  return { service, member, type };
}

type AwsBlock = Readonly<Record<string, unknown>> | undefined;

const textOf = (aws: AwsBlock, member: string): string | undefined => {
  const value = aws?.[member];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const foreignAccount = (aws: AwsBlock, account: Account): string | null => {
  const accountId = textOf(aws, 'account_id');
  return accountId === undefined || accountId === account.accountId ? null : accountId;
};

/**
 * Name of the resource an AWS SDK call reached: a table, a bucket, a queue. Undefined where the call does not name both
 * its operation and a resource X-Ray knows.
 */
export const resourceNameOf = (name: string, aws: AwsBlock): string | undefined => {
  const known = RESOURCES.get(name.toLowerCase());
  if (known === undefined || textOf(aws, 'operation') === undefined) return undefined;
  return textOf(aws, known.member);
};

/** Name and type of what an AWS SDK call reached: the resource where the call names operation and resource. */
const awsIdentity = (name: string, aws: AwsBlock, accountId: string | null): NodeIdentity => {
  const known = RESOURCES.get(name.toLowerCase());
  if (known === undefined) return { name, type: `AWS::${name}`, accountId };
  const resourceName = resourceNameOf(name, aws);
  if (resourceName === undefined) return { name, type: known.service, accountId };
  return { name: resourceName, type: known.type, accountId };
};

/** The node of what does not report itself, from the subsegment that calls it and the twin X-Ray may have added. */
export const calleeIdentity = (
  call: Subsegment,
  twin: Segment | undefined,
  account: Account,
): NodeIdentity => {
  const accountId = foreignAccount(call.aws, account);
  const origin = twin?.origin;
  if (call.namespace === 'aws') {
    const identity = awsIdentity(call.name, call.aws, accountId);
    return origin === undefined || origin === '' ? identity : { ...identity, type: origin };
  }
  const type = origin || (call.sql === undefined ? 'remote' : 'Database::SQL');
  return { name: call.name, type, accountId };
};

/** The node a segment reports on: its name and origin. A twin that stands alone is known as its callee would be. */
export const segmentIdentity = (segment: Segment, account: Account): NodeIdentity => {
  const accountId = foreignAccount(segment.aws, account);
  const type = segment.origin || null;
  if (segment.inferred !== true) return { name: segment.name, type, accountId };
  if (segment.aws === undefined) return { name: segment.name, type: type ?? 'remote', accountId };
  const identity = awsIdentity(segment.name, segment.aws, accountId);
  return type === null ? identity : { ...identity, type };
};

/** The wire shape of an identity: absent members left out. */
export const printServiceId = ({ name, type, accountId }: NodeIdentity): ServiceId => {
  const names = [name];
  // Spelt out, not spread together: this runs for every node of every trace that comes in.
  if (accountId === null) {
    return type === null ? { Name: name, Names: names } : { Name: name, Names: names, Type: type };
  }
  return type === null
    ? { Name: name, Names: names, AccountId: accountId }
    : { Name: name, Names: names, AccountId: accountId, Type: type };
};

/** Whether the subsegment is a call to another service, AWS's or any other, rather than local work. */
export const isDownstreamCall = (call: Subsegment): boolean =>
  call.namespace === 'aws' || call.namespace === 'remote';

/** Whether a segment of the called service hangs directly under this node: then the call has a reporting callee. */
export const hasChildSegment = (node: TraceNode): boolean => {
  for (const child of node.children) {
    if (child.kind === 'segment') return true;
  }
  return false;
};
