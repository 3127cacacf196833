import { describe, expect, it } from 'vitest';
import type { TraceSummary } from '../../../../src/xray/api/traces.ts';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import type { Segment, SegmentDocument } from '../../../../src/xray/segment.ts';
import { deriveFacts } from '../../../../src/xray/summary/derive-facts.ts';
import {
  EPOCH,
  idOf,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  TRACE_ID,
} from '../../../support/make-segment.ts';
import { readFixture } from '../../../support/read-fixture.ts';

const ACCOUNT = { accountId: '123456789012' };

const summaryOf = (...documents: readonly SegmentDocument[]): TraceSummary =>
  deriveFacts(buildTrace(TRACE_ID, documents), 3, ACCOUNT).summary;

describe('deriveFacts: the summary', () => {
  it('tells all there is to tell of one plain segment', () => {
    const document = makeSegment(1, [0, 2.5], { name: 'front', origin: 'AWS::EC2::Instance' });
    const front = { Name: 'front', Names: ['front'], Type: 'AWS::EC2::Instance' };
    expect(summaryOf(document)).toEqual({
      Id: TRACE_ID,
      StartTime: EPOCH,
      Duration: 2.5,
      ResponseTime: 2.5,
      HasFault: false,
      HasError: false,
      HasThrottle: false,
      IsPartial: false,
      Http: {},
      Annotations: {},
      Users: [],
      ServiceIds: [front, { ...front, Type: 'client' }],
      ResourceARNs: [],
      InstanceIds: [],
      AvailabilityZones: [],
      EntryPoint: front,
      FaultRootCauses: [],
      ErrorRootCauses: [],
      ResponseTimeRootCauses: [],
      Revision: 3,
    });
  });

  const ok = { HasFault: false, HasError: false, HasThrottle: false };
  const status = (code: number) => ({ http: { response: { status: code } } });
  it.each<[string, Partial<Segment>, Partial<TraceSummary>]>([
    ['a 200', status(200), ok],
    ['a 404', { ...status(404), error: true }, { ...ok, HasError: true }],
    ['a 429', { ...status(429), error: true, throttle: true }, { ...ok, HasThrottle: true }],
    ['a 500', { ...status(500), fault: true }, { ...ok, HasFault: true }],
    ['a fault that is an error too', { fault: true, error: true }, { ...ok, HasFault: true }],
    ['a 503 nobody flagged', status(503), ok],
  ])('tells the outcome of %s', (_, members, expected) => {
    expect(summaryOf(makeSegment(1, [0, 1], members))).toMatchObject(expected);
  });

  it('is not touched by a failure the root came through', () => {
    const call = makeSubsegment(2, [0.1, 0.9], {
      name: 'back',
      namespace: 'remote',
      fault: true,
      ...status(503),
    });
    const documents = [
      makeSegment(1, [0, 1], { ...status(200), subsegments: [call] }),
      makeSegment(3, [0.2, 0.8], { name: 'back', parent_id: idOf(2), fault: true, ...status(503) }),
    ];
    expect(summaryOf(...documents)).toMatchObject({ ...ok, Http: { HttpStatus: 200 } });
  });

  it('takes the request from the root alone, members it has', () => {
    const request = {
      url: 'https://example.com/a',
      method: 'GET',
      user_agent: 'curl/8',
      client_ip: '192.0.2.1',
      x_forwarded_for: true,
    };
    const root = makeSegment(1, [0, 1], { http: { request, response: { status: 201 } } });
    expect(summaryOf(root).Http).toEqual({
      HttpURL: 'https://example.com/a',
      HttpStatus: 201,
      HttpMethod: 'GET',
      UserAgent: 'curl/8',
      ClientIp: '192.0.2.1',
    });
    const { method } = request;
    expect(summaryOf(makeSegment(1, [0, 1], { http: { request: { method } } })).Http).toEqual({
      HttpMethod: 'GET',
    });
  });

  it("lasts as long as its last part; the response only as long as the root's", () => {
    const call = makeSubsegment(2, [1, 1.2345], { name: 'back', namespace: 'remote' });
    const documents = [
      makeSegment(1, [0.5, 1.5], { subsegments: [call] }),
      makeSegment(3, [1.1, 7.25], { parent_id: idOf(2) }),
    ];
    expect(summaryOf(...documents)).toMatchObject({
      StartTime: EPOCH + 0.5,
      Duration: 6.75,
      ResponseTime: 1,
    });
  });

  it('is partial, without a duration, while anything is in progress', () => {
    const rootOpen = summaryOf(makeSegment(1, [0]));
    expect(rootOpen).toMatchObject({ IsPartial: true });
    expect(rootOpen).not.toHaveProperty('Duration');
    expect(rootOpen).not.toHaveProperty('ResponseTime');
    const partOpen = summaryOf(makeSegment(1, [0, 1], { subsegments: [makeSubsegment(2, [0])] }));
    expect(partOpen).toMatchObject({ IsPartial: true, ResponseTime: 1 });
    expect(partOpen).not.toHaveProperty('Duration');
  });

  it('is partial while a caller is missing; without a root it has no entry and no outcome', () => {
    const summary = summaryOf(makeSegment(1, [0, 1], { parent_id: idOf(9), fault: true }));
    expect(summary).toMatchObject({ ...ok, IsPartial: true, Duration: 1, Http: {} });
    expect(summary).not.toHaveProperty('EntryPoint');
    expect(summary).not.toHaveProperty('ResponseTime');
    const orphan = makeIndependent(3, 9, [0, 1]);
    expect(summaryOf(makeSegment(1, [0, 1]), orphan)).toMatchObject({ IsPartial: true });
  });

  it('takes the earliest of several roots', () => {
    const summary = summaryOf(
      makeSegment(2, [5, 6], { name: 'second', fault: true }),
      makeSegment(1, [0, 1], { name: 'first' }),
    );
    expect(summary).toMatchObject({ ...ok, EntryPoint: { Name: 'first' } });
  });

  it('gathers distinct annotations of segments and subsegments, each under its type', () => {
    const part = makeSubsegment(2, [0, 1], { annotations: { user: 'b', age: 30, paid: false } });
    const summary = summaryOf(
      makeSegment(1, [0, 1], { annotations: { user: 'a', age: 30 }, subsegments: [part] }),
      makeSegment(3, [0, 1], { parent_id: idOf(2), annotations: { user: 'a', age: '30' } }),
    );
    const value = (AnnotationValue: object) => ({ AnnotationValue });
    expect(summary.Annotations).toEqual({
      user: [value({ StringValue: 'a' }), value({ StringValue: 'b' })],
      age: [value({ NumberValue: 30 }), value({ StringValue: '30' })],
      paid: [value({ BooleanValue: false })],
    });
  });

  it('keeps an annotation whatever its name', () => {
    const annotations = JSON.parse('{"__proto__": "a", "constructor": "b"}');
    const summary = summaryOf(makeSegment(1, [0, 1], { annotations }));
    expect(JSON.parse(JSON.stringify(summary.Annotations))).toHaveProperty('constructor');
    expect(Object.keys(summary.Annotations ?? {})).toEqual(['__proto__', 'constructor']);
  });

  it('gathers distinct users, resources, instances and zones of all segments', () => {
    const ec2 = { instance_id: 'i-1', availability_zone: 'us-west-2a' };
    const members = { user: 'ann', resource_arn: 'arn:a', aws: { ec2 } };
    const summary = summaryOf(
      makeSegment(1, [0, 1], members),
      makeSegment(2, [0, 1], { ...members, parent_id: idOf(1) }),
      makeSegment(3, [0, 1], {
        parent_id: idOf(1),
        user: 'bob',
        resource_arn: 'arn:b',
        aws: { ec2: { ...ec2, instance_id: 'i-2' } },
      }),
    );
    expect(summary).toMatchObject({
      Users: [{ UserName: 'ann' }, { UserName: 'bob' }],
      ResourceARNs: [{ ARN: 'arn:a' }, { ARN: 'arn:b' }],
      InstanceIds: [{ Id: 'i-1' }, { Id: 'i-2' }],
      AvailabilityZones: [{ Name: 'us-west-2a' }],
    });
  });

  it('lists reported, inferred and client services', () => {
    const call = makeSubsegment(2, [0, 1], { name: 'x', namespace: 'remote' });
    const summary = summaryOf(makeSegment(1, [0, 1], { name: 'front', subsegments: [call] }));
    expect(summary.ServiceIds).toEqual([
      { Name: 'front', Names: ['front'] },
      { Name: 'front', Names: ['front'], Type: 'client' },
      { Name: 'x', Names: ['x'], Type: 'remote' },
    ]);
  });

  it('makes something of nothing', () => {
    expect(deriveFacts(buildTrace(TRACE_ID, []), 1, ACCOUNT)).toMatchObject({
      summary: { Id: TRACE_ID, HasFault: false, IsPartial: false, ServiceIds: [] },
      graph: { nodes: [], edges: [] },
    });
  });
});

describe("deriveFacts: the Developer Guide's trace", () => {
  const { Traces } = JSON.parse(readFixture('xray-developer-guide/batch-get-traces.json'));
  const { TraceSummaries } = JSON.parse(
    readFixture('developer-guide-answers/get-trace-summaries.json'),
  );
  const [trace] = Traces;
  const documents: SegmentDocument[] = trace.Segments.map(({ Document }: { Document: string }) =>
    JSON.parse(Document),
  );
  const facts = deriveFacts(buildTrace(trace.Id, documents), 1, ACCOUNT);

  it('has the summary that GetTraceSummaries gives of it', () => {
    const { Http, ...documented } = TraceSummaries[1];
    expect(facts.summary).toMatchObject(documented);
    // The guide masked the client's address differently in its two examples.
    const { ClientIp, ...request } = Http;
    expect(ClientIp).toBeDefined();
    expect(facts.summary.Http).toMatchObject(request);
  });

  it('has the services and calls of its documents, twins included', () => {
    const { nodes, edges } = facts.graph;
    const nameOf = (index: number) => `${nodes[index]?.name} ${nodes[index]?.type}`;
    const topic =
      'arn:aws:sns:us-west-2:123456789012:awseb-e-ruag3jyweb-stack-NotificationTopic-6B829NT9V5O9';
    const calls = edges.map(({ from, to }) => [nameOf(from), nameOf(to)]);
    const environment = 'Scorekeep AWS::ElasticBeanstalk::Environment';
    expect(calls).toEqual([
      ['Scorekeep client', environment],
      [environment, 'random-name AWS::Lambda'],
      ['random-name AWS::Lambda', 'random-name AWS::Lambda::Function'],
      ['random-name AWS::Lambda::Function', `${topic} AWS::SNS`],
      [environment, 'scorekeep-user AWS::DynamoDB::Table'],
    ]);
    expect(edges.every(({ aliases }) => aliases.length === 0)).toBe(true);
    expect(facts.summary.EntryPoint?.Type).toBe('AWS::ElasticBeanstalk::Environment');
  });

  it('spent its response time in the function', () => {
    const [cause] = facts.summary.ResponseTimeRootCauses ?? [];
    expect(cause?.Services?.map(({ Name, Type }) => [Name, Type])).toEqual([
      ['Scorekeep', 'AWS::ElasticBeanstalk::Environment'],
      ['random-name', 'AWS::Lambda'],
      ['random-name', 'AWS::Lambda::Function'],
    ]);
  });
});

describe('deriveFacts: documents of SDKs', () => {
  it('tells the failed table of the Go SDK, and where the fault came from', () => {
    const document = JSON.parse(readFixture('otel-collector/ddbSample.txt'));
    const { summary } = deriveFacts(buildTrace(document.trace_id, [document]), 1, ACCOUNT);
    expect(summary).toMatchObject({
      HasFault: true,
      Duration: 0.057,
      Users: [{ UserName: 'xraysegmentdump' }],
      Annotations: {
        'DDB.DescribeExistingTableAndPutToMissingTable.Annotation': [
          { AnnotationValue: { StringValue: 'anno' } },
        ],
      },
    });
    expect(summary.ServiceIds?.map(({ Name, Type }) => `${Name} ${Type}`)).toEqual([
      'DDB undefined',
      'DDB client',
      'xray_sample_table AWS::DynamoDB::Table',
      'does_not_exist AWS::DynamoDB::Table',
    ]);
    const [cause] = summary.FaultRootCauses ?? [];
    expect(cause?.ClientImpacting).toBe(true);
    const names = cause?.Services?.map(({ EntityPath }) => EntityPath?.map(({ Name }) => Name));
    expect(names).toEqual([
      ['DDB', 'DDB.DescribeExistingTableAndPutToMissingTable', 'dynamodb'],
      ['dynamodb'],
    ]);
  });
});
