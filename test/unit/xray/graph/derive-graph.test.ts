import { describe, expect, it } from 'vitest';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import { deriveGraph } from '../../../../src/xray/graph/derive-graph.ts';
import type { SegmentDocument, Subsegment } from '../../../../src/xray/segment.ts';
import type { TraceGraph } from '../../../../src/xray/trace-facts.ts';
import {
  EPOCH,
  idOf,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  TRACE_ID,
} from '../../../support/make-segment.ts';

const ACCOUNT = { accountId: '123456789012' };

const graphOf = (...documents: readonly SegmentDocument[]): TraceGraph =>
  deriveGraph(buildTrace(TRACE_ID, documents), ACCOUNT);

/** `name (type)`, of every node but the client. */
const nodesOf = ({ nodes }: TraceGraph): readonly string[] =>
  nodes.filter(({ type }) => type !== 'client').map(({ name, type }) => `${name} (${type})`);

/** `from > to`, by name, of every edge but the client's. */
const edgesOf = ({ nodes, edges }: TraceGraph): readonly string[] =>
  edges
    .filter(({ from }) => nodes[from]?.type !== 'client')
    .map(({ from, to, edgeType }) => {
      const arrow = edgeType === 'link' ? '~>' : '->';
      return `${nodes[from]?.name} ${arrow} ${nodes[to]?.name}`;
    });

const calling = (members: Partial<Subsegment>) =>
  graphOf(
    makeSegment(1, [0, 2], { name: 'front', subsegments: [makeSubsegment(2, [0.5, 1], members)] }),
  );

describe('deriveGraph: nodes', () => {
  it('draws the entry with a client of the same name, which nobody measured', () => {
    const { nodes, edges } = graphOf(makeSegment(1, [0, 2], { name: 'front', fault: true }));
    const call = { outcome: 'fault', duration: 2 };
    const common = { name: 'front', names: ['front'], accountId: null };
    const times = { start: EPOCH, end: EPOCH + 2 };
    expect(nodes).toEqual([
      {
        ...common,
        ...times,
        type: null,
        root: true,
        inferred: false,
        state: 'active',
        calls: [call],
      },
      {
        ...common,
        ...times,
        type: 'client',
        root: false,
        inferred: true,
        state: 'unknown',
        calls: [],
      },
    ]);
    expect(edges).toEqual([
      { from: 1, to: 0, aliases: [], edgeType: undefined, ...times, calls: [call], eventAges: [] },
    ]);
  });

  const resources: readonly (readonly [string, Partial<Subsegment>, string])[] = [
    ['a remote call', { name: 'api.example.com', namespace: 'remote' }, 'api.example.com (remote)'],
    [
      'an SQL query',
      { name: 'db@host', namespace: 'remote', sql: { url: 'jdbc:x' } },
      'db@host (Database::SQL)',
    ],
    [
      'a DynamoDB table',
      { name: 'DynamoDB', namespace: 'aws', aws: { operation: 'GetItem', table_name: 'users' } },
      'users (AWS::DynamoDB::Table)',
    ],
    [
      'a DynamoDB table as the Go SDK names the service',
      { name: 'dynamodb', namespace: 'aws', aws: { operation: 'GetItem', table_name: 'users' } },
      'users (AWS::DynamoDB::Table)',
    ],
    [
      'an S3 bucket',
      { name: 'S3', namespace: 'aws', aws: { operation: 'GetObject', bucket_name: 'pictures' } },
      'pictures (AWS::S3::Bucket)',
    ],
    [
      'a queue',
      {
        name: 'SQS',
        namespace: 'aws',
        aws: { operation: 'SendMessage', queue_url: 'https://sqs/1/q' },
      },
      'https://sqs/1/q (AWS::SQS::Queue)',
    ],
    [
      'a topic',
      { name: 'SNS', namespace: 'aws', aws: { operation: 'Publish', topic_arn: 'arn:aws:sns:t' } },
      'arn:aws:sns:t (AWS::SNS)',
    ],
    [
      'a function',
      { name: 'Lambda', namespace: 'aws', aws: { operation: 'Invoke', function_name: 'resize' } },
      'resize (AWS::Lambda)',
    ],
    [
      'a resource without an operation as its service alone',
      { name: 'DynamoDB', namespace: 'aws', aws: { table_name: 'users' } },
      'DynamoDB (AWS::DynamoDB)',
    ],
    [
      'an operation without a resource as its service alone',
      { name: 'S3', namespace: 'aws', aws: { operation: 'ListBuckets' } },
      'S3 (AWS::S3)',
    ],
    [
      'another service by its name, whatever it touches',
      { name: 'KMS', namespace: 'aws', aws: { operation: 'Decrypt', table_name: 'users' } },
      'KMS (AWS::KMS)',
    ],
  ];

  it.each(resources)('draws %s', (_, members, expected) => {
    const graph = calling(members);
    expect(nodesOf(graph)).toEqual(['front (null)', expected]);
    expect(edgesOf(graph)).toEqual([`front -> ${expected.slice(0, expected.lastIndexOf(' ('))}`]);
  });

  it('draws no node for local work', () => {
    expect(nodesOf(calling({ name: 'render' }))).toEqual(['front (null)']);
    expect(nodesOf(calling({ name: 'render', sql: { url: 'jdbc:x' } }))).toEqual(['front (null)']);
  });

  it('knows a remote callee as passive and an AWS one as unknown, both inferred', () => {
    const [, , remote] = calling({ name: 'x', namespace: 'remote' }).nodes;
    const [, , table] = calling({ name: 'KMS', namespace: 'aws' }).nodes;
    expect(remote).toMatchObject({ state: 'passive', inferred: true, root: false });
    expect(table).toMatchObject({ state: 'unknown', inferred: true, root: false });
  });

  it('tells accounts apart, and leaves its own out', () => {
    const accountOf = (accountId: string) =>
      calling({ name: 'S3', namespace: 'aws', aws: { account_id: accountId } }).nodes[2]?.accountId;
    expect(accountOf('999999999999')).toBe('999999999999');
    expect(accountOf(ACCOUNT.accountId)).toBeNull();
  });

  it('takes a folded twin for the callee: its type, time and outcome', () => {
    const call = makeSubsegment(2, [0.5, 1], { name: 'SQS', namespace: 'aws', fault: true });
    const twin = makeSegment(3, [0.6, 0.9], {
      name: 'SQS',
      origin: 'AWS::SQS::Special',
      parent_id: idOf(2),
      inferred: true,
      error: true,
    });
    const graph = graphOf(makeSegment(1, [0, 2], { name: 'front', subsegments: [call] }), twin);
    expect(nodesOf(graph)).toEqual(['front (null)', 'SQS (AWS::SQS::Special)']);
    expect(graph.nodes[2]?.calls).toEqual([{ outcome: 'error', duration: 0.3 }]);
    expect(graph.edges[1]?.calls).toEqual([{ outcome: 'fault', duration: 0.5 }]);
  });

  it('counts one node for all segments of a service, and one edge for all calls to it', () => {
    const calls = [2, 3].map((number) =>
      makeSubsegment(number, [0, number], { name: 'x', namespace: 'remote' }),
    );
    const graph = graphOf(makeSegment(1, [0, 4], { name: 'front', subsegments: calls }));
    expect(nodesOf(graph)).toEqual(['front (null)', 'x (remote)']);
    expect(graph.edges[1]).toMatchObject({
      start: EPOCH,
      end: EPOCH + 3,
      calls: [{ duration: 2 }, { duration: 3 }],
    });
  });

  it('keeps services of one name and different origins apart', () => {
    const graph = graphOf(
      makeSegment(1, [0, 2], { name: 'fn', origin: 'AWS::Lambda' }),
      makeSegment(2, [0, 1], { name: 'fn', origin: 'AWS::Lambda::Function', parent_id: idOf(1) }),
    );
    expect(nodesOf(graph)).toEqual(['fn (AWS::Lambda)', 'fn (AWS::Lambda::Function)']);
    expect(edgesOf(graph)).toEqual(['fn -> fn']);
  });
});

describe('deriveGraph: calls', () => {
  const front = (members: Partial<Subsegment>) =>
    makeSegment(1, [0, 2], {
      name: 'front',
      subsegments: [makeSubsegment(2, [0.5, 1.5], members)],
    });
  const back = (members = {}) =>
    makeSegment(3, [0.6, 1.4], { name: 'back', parent_id: idOf(2), ...members });

  it("gives the edge the caller's time and outcome, the node the callee's", () => {
    const graph = graphOf(front({ name: 'back', namespace: 'remote', fault: true }), back());
    expect(nodesOf(graph)).toEqual(['front (null)', 'back (null)']);
    expect(graph.nodes[2]?.calls).toEqual([{ outcome: 'ok', duration: 0.8 }]);
    expect(graph.edges[1]).toMatchObject({
      start: EPOCH + 0.5,
      end: EPOCH + 1.5,
      calls: [{ outcome: 'fault', duration: 1 }],
    });
  });

  it('notes how the caller knew its callee, where that differs in name or type', () => {
    const aliasesOf = (call: Partial<Subsegment>, callee = {}) =>
      graphOf(front(call), back(callee)).edges[1]?.aliases;
    const host = { Name: 'www2.example.com', Names: ['www2.example.com'], Type: 'remote' };
    expect(aliasesOf({ name: 'www2.example.com', namespace: 'remote' })).toEqual([host]);
    const sameName = { Name: 'back', Names: ['back'], Type: 'remote' };
    expect(aliasesOf({ name: 'back', namespace: 'remote' })).toEqual([sameName]);
    const invoke = { operation: 'Invoke', function_name: 'back' };
    const lambda = { name: 'Lambda', namespace: 'aws', aws: invoke };
    expect(aliasesOf(lambda, { origin: 'AWS::Lambda' })).toEqual([]);
  });

  it('hangs a segment on a segment directly, with its own time', () => {
    const graph = graphOf(
      makeSegment(1, [0, 2], { name: 'front' }),
      makeSegment(2, [0.5, 1], { name: 'back', parent_id: idOf(1) }),
    );
    expect(edgesOf(graph)).toEqual(['front -> back']);
    expect(graph.edges[1]?.calls).toEqual([{ outcome: 'ok', duration: 0.5 }]);
  });

  it('does not take the time of local work for the time of the call in it', () => {
    const graph = graphOf(front({ name: 'prepare and call' }), back());
    expect(edgesOf(graph)).toEqual(['front -> back']);
    expect(graph.edges[1]).toMatchObject({ aliases: [], calls: [{ duration: 0.8 }] });
  });

  it('finds the caller of a nested and of a separately sent subsegment', () => {
    const nested = makeSubsegment(2, [0, 1], {
      subsegments: [makeSubsegment(3, [0, 1], { name: 'x', namespace: 'remote' })],
    });
    const graph = graphOf(
      makeIndependent(4, 2, [0, 1], { name: 'y', namespace: 'remote' }),
      makeSegment(1, [0, 2], { name: 'front', subsegments: [nested] }),
    );
    expect(edgesOf(graph)).toEqual(['front -> x', 'front -> y']);
  });

  it('draws no edge and no client where the caller never arrived', () => {
    const graph = graphOf(
      makeSegment(1, [0, 2], { name: 'back', parent_id: idOf(9) }),
      makeIndependent(3, 8, [1, 2], { name: 'x', namespace: 'remote' }),
    );
    expect(graph.nodes.map(({ name }) => name)).toEqual(['back', 'x']);
    expect(graph.nodes[0]).toMatchObject({ root: false, state: 'active' });
    expect(graph.edges).toEqual([]);
  });

  it('gives what was cut out of a loop no client', () => {
    const graph = graphOf(
      makeSegment(1, [0, 2], { name: 'a', parent_id: idOf(2) }),
      makeSegment(2, [1, 2], { name: 'b', parent_id: idOf(1) }),
    );
    expect(graph.nodes.some(({ type, root }) => type === 'client' || root)).toBe(false);
    expect(edgesOf(graph)).toEqual(['a -> b']);
  });

  it('leaves the time of what is in progress open', () => {
    const graph = graphOf(makeSegment(1, [0], { name: 'front' }));
    expect(graph.nodes[0]).toMatchObject({
      start: EPOCH,
      end: EPOCH,
      calls: [{ outcome: 'ok', duration: undefined }],
    });
  });

  it('tells the span of a call that its work outlived', () => {
    const call = makeSubsegment(2, [0.5, 0.75], { name: 'back', namespace: 'remote' });
    const graph = graphOf(
      makeSegment(1, [0, 2], { name: 'front', subsegments: [call] }),
      makeSegment(3, [0.6, 7], { name: 'back', parent_id: idOf(2) }),
    );
    expect(graph.nodes[0]?.calls).toEqual([{ outcome: 'ok', duration: 2, span: 7 }]);
    expect(graph.nodes[2]?.calls).toEqual([{ outcome: 'ok', duration: 6.4 }]);
    expect(graph.edges[0]?.calls).toEqual([{ outcome: 'ok', duration: 2 }]);
  });
});

describe('deriveGraph: queues', () => {
  it('keeps a queue between sender and taker, linked, with the time the message waited', () => {
    const send = makeSubsegment(2, [0.5, 1], {
      name: 'SQS',
      namespace: 'aws',
      aws: { operation: 'SendMessage', queue_url: 'https://sqs/1/q' },
    });
    const graph = graphOf(
      makeSegment(1, [0, 2], { name: 'front', subsegments: [send] }),
      makeSegment(3, [31, 32], { name: 'worker', parent_id: idOf(2), error: true }),
    );
    expect(edgesOf(graph)).toEqual(['front -> https://sqs/1/q', 'https://sqs/1/q ~> worker']);
    expect(graph.edges[2]).toMatchObject({
      edgeType: 'link',
      start: EPOCH + 31,
      end: EPOCH + 32,
      calls: [{ outcome: 'error', duration: 1 }],
      eventAges: [30],
      aliases: [],
    });
  });
});
