import type { TraceSummary } from '../../src/xray/api/traces.ts';
import type { IndependentSubsegment, Segment } from '../../src/xray/segment.ts';
import { makeId, makeTraceId, type Slot } from './subject.ts';

/** One request of a shop, in the documents its services would send. */
export interface Checkout {
  readonly id: string;
  /** Whole epoch seconds. */
  readonly start: number;
  /** Reads a table and asks billing, through a host name; both subsegments are in it. */
  readonly front: Segment;
  /** Fails with an exception. */
  readonly billing: Segment;
  /** Work of billing's, sent alone. */
  readonly compute: IndependentSubsegment;
  /** Ids of the two calls of the front end. */
  readonly tableCallId: string;
  readonly billingCallId: string;
}

/**
 * A front end on EC2 (4 s) that reads table `carts` (0.5 s) and asks billing (3 s by its own watch, 2.5 s by billing's),
 * which faults. All times are quarters of a second: they add up without rounding.
 */
export const makeCheckout = ({ start }: Slot, front: Partial<Segment> = {}): Checkout => {
  const id = makeTraceId(start);
  const [frontId, tableCallId, billingCallId, billingId] = [makeId(), makeId(), makeId(), makeId()];
  return {
    id,
    start,
    tableCallId,
    billingCallId,
    front: {
      trace_id: id,
      id: frontId,
      name: 'shop',
      origin: 'AWS::EC2::Instance',
      resource_arn: 'arn:aws:ec2:us-east-1:000000000000:instance/i-0a',
      start_time: start,
      end_time: start + 4,
      user: 'alice',
      fault: true,
      http: {
        request: {
          method: 'POST',
          url: 'https://shop.example.com/checkout',
          user_agent: 'curl/8',
          client_ip: '192.0.2.17',
        },
        response: { status: 500 },
      },
      aws: { ec2: { instance_id: 'i-0a', availability_zone: 'us-east-1a' } },
      annotations: { cart: 'c-1', items: 3, gift: true },
      metadata: { default: { note: ['kept', { as: 'it is' }] } },
      subsegments: [
        {
          id: tableCallId,
          name: 'DynamoDB',
          namespace: 'aws',
          start_time: start + 0.25,
          end_time: start + 0.75,
          aws: { operation: 'GetItem', table_name: 'carts', region: 'us-east-1' },
          http: { response: { status: 200 } },
        },
        {
          id: billingCallId,
          name: 'billing.internal',
          namespace: 'remote',
          start_time: start + 0.75,
          end_time: start + 3.75,
          fault: true,
          http: {
            request: { method: 'POST', url: 'http://billing.internal/charge', traced: true },
            response: { status: 503 },
          },
        },
      ],
      ...front,
    },
    billing: {
      trace_id: id,
      id: billingId,
      parent_id: billingCallId,
      name: 'billing',
      start_time: start + 1,
      end_time: start + 3.5,
      fault: true,
      user: 'teller',
      annotations: { cart: 'c-1', attempt: 2 },
      cause: {
        exceptions: [{ id: makeId(), type: 'CardRefused', message: 'no funds' }],
      },
    },
    compute: {
      type: 'subsegment',
      trace_id: id,
      id: makeId(),
      parent_id: billingId,
      name: 'compute-tax',
      start_time: start + 1.5,
      end_time: start + 2,
    },
  };
};

const FRONT = { Name: 'shop', Names: ['shop'], Type: 'AWS::EC2::Instance' };
const BILLING = { Name: 'billing', Names: ['billing'] };

/** The summary of a checkout, sent in one call, member for member. */
export const summaryOf = ({ id, start }: Checkout): TraceSummary => ({
  Id: id,
  StartTime: start,
  Duration: 4,
  ResponseTime: 4,
  HasFault: true,
  HasError: false,
  HasThrottle: false,
  IsPartial: false,
  Http: {
    HttpURL: 'https://shop.example.com/checkout',
    HttpStatus: 500,
    HttpMethod: 'POST',
    UserAgent: 'curl/8',
    ClientIp: '192.0.2.17',
  },
  Annotations: {
    cart: [{ AnnotationValue: { StringValue: 'c-1' } }],
    items: [{ AnnotationValue: { NumberValue: 3 } }],
    gift: [{ AnnotationValue: { BooleanValue: true } }],
    attempt: [{ AnnotationValue: { NumberValue: 2 } }],
  },
  Users: [{ UserName: 'alice' }, { UserName: 'teller' }],
  ServiceIds: [
    FRONT,
    { Name: 'shop', Names: ['shop'], Type: 'client' },
    { Name: 'carts', Names: ['carts'], Type: 'AWS::DynamoDB::Table' },
    BILLING,
  ],
  ResourceARNs: [{ ARN: 'arn:aws:ec2:us-east-1:000000000000:instance/i-0a' }],
  InstanceIds: [{ Id: 'i-0a' }],
  AvailabilityZones: [{ Name: 'us-east-1a' }],
  EntryPoint: FRONT,
  FaultRootCauses: [
    {
      ClientImpacting: true,
      Services: [
        {
          ...FRONT,
          EntityPath: [
            { Name: 'shop', Exceptions: [], Remote: false },
            { Name: 'billing.internal', Exceptions: [], Remote: true },
          ],
          Inferred: false,
        },
        {
          ...BILLING,
          EntityPath: [
            {
              Name: 'billing',
              Exceptions: [{ Name: 'CardRefused', Message: 'no funds' }],
              Remote: false,
            },
          ],
          Inferred: false,
        },
      ],
    },
  ],
  ErrorRootCauses: [],
  ResponseTimeRootCauses: [
    {
      ClientImpacting: true,
      Services: [
        {
          ...FRONT,
          EntityPath: [
            { Name: 'shop', Coverage: 1, Remote: false },
            { Name: 'billing.internal', Coverage: 0.75, Remote: true },
          ],
          Inferred: false,
        },
        {
          ...BILLING,
          EntityPath: [{ Name: 'billing', Coverage: 0.625, Remote: false }],
          Inferred: false,
        },
      ],
    },
  ],
  Revision: 1,
});
