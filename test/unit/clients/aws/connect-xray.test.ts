import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectXRay } from '../../../../src/clients/aws/connect-xray.ts';
import type { XRayTarget } from '../../../../src/ports/xray-connection.ts';
import { XrayctlError } from '../../../../src/std/xrayctl-error.ts';
import { OPERATION_PATHS } from '../../../../src/xray/api/operations.ts';
import { RETRIEVAL_PATHS } from '../../../../src/xray/api/retrieval.ts';
import { type StubAnswer, type StubServer, startStubServer } from '../../../support/stub-server.ts';

const servers: StubServer[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) await server.stop();
});

const serve = async (answer: (count: number) => StubAnswer): Promise<StubServer> => {
  const server = await startStubServer((_, count) => answer(count));
  servers.push(server);
  return server;
};

const targetAt = (endpoint: string): XRayTarget => ({
  endpoint,
  local: true,
  region: 'eu-west-1',
  profile: undefined,
});

const never = new AbortController().signal;

const connectTo = async (endpoint: string, signal = never) =>
  (await connectXRay(targetAt(endpoint), signal)).api;

const failureOf = async (promise: Promise<unknown>): Promise<XrayctlError> => {
  const error: unknown = await promise.then(
    () => new Error('succeeded'),
    (reason: unknown) => reason,
  );
  if (error instanceof XrayctlError) return error;
  throw error;
};

describe('connectXRay', () => {
  it('sends the wire’s own JSON, signed with placeholder credentials for the region', async () => {
    const server = await serve(() => ({ body: '{"TraceSummaries":[]}' }));
    const xray = await connectTo(server.url);
    await xray.getTraceSummaries({
      StartTime: 1795341600.25,
      EndTime: 1795341660,
      Sampling: false,
    });
    const [request] = server.requests;
    expect(request?.path).toBe('/TraceSummaries');
    expect(JSON.parse(request?.body ?? '')).toEqual({
      StartTime: 1795341600.25,
      EndTime: 1795341660,
      Sampling: false,
    });
    expect(request?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=local\/\d{8}\/eu-west-1\/xray\/aws4_request/,
    );
  });

  it('gives times as epoch seconds and keeps members newer than the model', async () => {
    const body =
      '{"TraceSummaries":[{"Id":"1-a","StartTime":1.79534160025E9,"Newer":{"A":[1]},"Http":null}],"NextToken":null}';
    const server = await serve(() => ({ body }));
    const xray = await connectTo(server.url);
    expect(await xray.getTraceSummaries({ StartTime: 1, EndTime: 2 })).toEqual({
      TraceSummaries: [{ Id: '1-a', StartTime: 1795341600.25, Newer: { A: [1] } }],
    });
  });

  it('speaks every operation at its path', async () => {
    const body = '{"TraceSummaries":[],"Traces":[],"Services":[],"RetrievalToken":"t"}';
    const server = await serve(() => ({ body }));
    const xray = await connectTo(server.url);
    const paths = { ...OPERATION_PATHS, ...RETRIEVAL_PATHS };
    const operations = Object.keys(paths) as (keyof typeof paths)[];
    for (const operation of operations) {
      const method =
        `${operation.charAt(0).toLowerCase()}${operation.slice(1)}` as keyof typeof xray;
      await (xray[method] as (input: object) => Promise<unknown>)({});
    }
    expect(server.requests.map(({ path }) => path)).toEqual(
      operations.map((operation) => paths[operation]),
    );
  });

  it('retrieves traces in the wire’s own JSON', async () => {
    const complete =
      '{"RetrievalStatus":"COMPLETE","TraceFormat":"XRAY","NextToken":null,"Traces":[{"Id":"1-a","Duration":0.5,"Spans":[{"Id":"a","Document":"{}"}]}]}';
    const bodies = ['{"RetrievalToken":"token-1"}', '{}', complete];
    const server = await serve((count) => ({ body: bodies[count - 1] ?? '' }));
    const xray = await connectTo(server.url);
    const window = { StartTime: 1795341600, EndTime: 1795345200 };
    const started = await xray.startTraceRetrieval({ TraceIds: ['1-a'], ...window });
    const list = { RetrievalToken: 'token-1', TraceFormat: 'XRAY' } as const;
    const early = await xray.listRetrievedTraces(list);
    const late = await xray.listRetrievedTraces({ ...list, NextToken: 'n' });
    expect(server.requests.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      ['/StartTraceRetrieval', { TraceIds: ['1-a'], ...window }],
      ['/ListRetrievedTraces', list],
      ['/ListRetrievedTraces', { ...list, NextToken: 'n' }],
    ]);
    expect([started, early]).toEqual([{ RetrievalToken: 'token-1' }, {}]);
    expect(late).toEqual({
      RetrievalStatus: 'COMPLETE',
      TraceFormat: 'XRAY',
      Traces: [{ Id: '1-a', Duration: 0.5, Spans: [{ Id: 'a', Document: '{}' }] }],
    });
  });

  it.each([
    ['startTraceRetrieval', '{}', 'there is no RetrievalToken in it'],
    ['listRetrievedTraces', '{"Traces":[{"Spans":{}}]}', 'Traces[0].Spans is no list'],
  ] as const)('takes a wrong answer to %s for another server’s', async (method, body, why) => {
    const server = await serve(() => ({ body }));
    const xray = await connectTo(server.url);
    const failure = await failureOf(xray[method]({} as never));
    expect(failure.message).toContain(`not X-Ray's JSON (${why})`);
  });

  it.each(['[]', '"X-Ray"', 'null'])('takes %s for another server’s answer', async (body) => {
    const server = await serve(() => ({ body }));
    const failure = await failureOf((await connectTo(server.url)).getGroups({}));
    expect(failure.message).toContain("not X-Ray's JSON");
  });

  it.each([
    ['{}', 'there is no TraceSummaries in it'],
    ['{"status":"ok"}', 'there is no TraceSummaries in it'],
    ['{"TraceSummaries":"none"}', 'TraceSummaries is no list'],
    ['{"TraceSummaries":[null]}', 'TraceSummaries[0] is missing'],
    ['{"TraceSummaries":[{},{"Id":5}]}', 'TraceSummaries[1].Id is no string'],
    ['{"TraceSummaries":[{"Http":[]}]}', 'TraceSummaries[0].Http is no object'],
    [
      '{"TraceSummaries":[{"Annotations":{"a":[{"AnnotationValue":{"NumberValue":"1"}}]}}]}',
      'TraceSummaries[0].Annotations.a[0].AnnotationValue.NumberValue is no number',
    ],
    ['{"TraceSummaries":[],"NextToken":7}', 'NextToken is no string'],
  ])('takes %s for another server’s answer, for %s', async (body, why) => {
    const server = await serve(() => ({ body }));
    const xray = await connectTo(server.url);
    const failure = await failureOf(xray.getTraceSummaries({ StartTime: 1, EndTime: 2 }));
    expect(failure.kind).toBe('remote');
    expect(failure.message).toContain(`not X-Ray's JSON (${why})`);
  });

  it('takes a number that is none for an absent one', async () => {
    const statistics = '{"OkCount":1,"TotalCount":1e999,"TotalResponseTime":"NaN"}';
    const body = `{"Services":[{"Name":"a","SummaryStatistics":${statistics}}]}`;
    const server = await serve(() => ({ body }));
    const graph = await (await connectTo(server.url)).getServiceGraph({ StartTime: 1, EndTime: 2 });
    expect(graph).toEqual({ Services: [{ Name: 'a', SummaryStatistics: { OkCount: 1 } }] });
  });

  it('refuses a region that can be none', async () => {
    const connection = connectXRay({ ...targetAt('http://127.0.0.1:1'), region: 'a b' }, never);
    const failure = await failureOf(connection.then(({ api }) => api.getGroups({})));
    expect(failure.kind).toBe('usage');
    expect(failure.remedy).toContain('--region');
  });

  it('keeps the path of an endpoint', async () => {
    const server = await serve(() => ({}));
    await (await connectTo(`${server.url}/behind/a/proxy`)).getGroups({});
    expect(server.requests[0]?.path).toBe('/behind/a/proxy/Groups');
  });

  it.each([
    {
      of: 'a filter that is refused',
      answer: {
        status: 400,
        headers: { 'x-amzn-errortype': 'InvalidRequestException', 'x-amzn-requestid': 'r-1' },
        body: '{"Message":"Invalid filter"}',
      },
      kind: 'usage',
      says: /refused GetGroups: Invalid filter \(InvalidRequestException, request r-1\)/,
    },
    {
      of: 'missing rights',
      answer: {
        status: 403,
        body: '{"__type":"com.amazonaws.xray#AccessDeniedException","message":"no"}',
      },
      kind: 'access',
      says: /AccessDeniedException/,
    },
    {
      of: 'throttling',
      answer: { status: 429, headers: { 'x-amzn-errortype': 'ThrottledException' } },
      kind: 'remote',
      says: /ThrottledException/,
    },
    {
      of: 'an internal failure without words',
      answer: {
        status: 500,
        headers: { 'x-amzn-errortype': 'InternalFailure' },
        body: '{"message":null}',
      },
      kind: 'remote',
      says: /HTTP status 500 \(InternalFailure\)/,
    },
    {
      of: 'another server',
      answer: { status: 404, body: '<html>not here</html>' },
      kind: 'remote',
      says: /not X-Ray's JSON \(HTTP status 404\)/,
    },
    {
      of: 'a redirect',
      answer: { status: 302, headers: { location: 'http://else.where/' }, body: '{}' },
      kind: 'remote',
      says: /HTTP status 302, a redirect to http:\/\/else.where\/, which is not followed/,
    },
    {
      of: 'another server that likes it',
      answer: { status: 200, body: 'hello' },
      kind: 'remote',
      says: /not X-Ray's JSON \(HTTP status 200\)/,
    },
  ])('tells $of as $kind', async ({ answer, kind, says }) => {
    const server = await serve(() => answer);
    const failure = await failureOf((await connectTo(server.url)).getGroups({}));
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(says);
  });

  it('names the permission that is missing, but not to those who need none', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKID');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's');
    const server = await serve(() => ({
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
    }));
    const asUser = await connectXRay({ ...targetAt(server.url), local: false }, never);
    expect((await failureOf(asUser.api.getGroups({}))).remedy).toContain('xray:GetGroups');
    const failure = await failureOf((await connectTo(server.url)).getGroups({}));
    expect(failure.remedy).toContain('asks for no credentials');
  });

  it('says how to start a local X-Ray when none listens', async () => {
    const server = await startStubServer(() => ({}));
    await server.stop();
    const failure = await failureOf((await connectTo(server.url)).getGroups({}));
    expect(failure.kind).toBe('remote');
    expect(failure.message).toBe(
      `${server.url} cannot be reached: nothing listens there (GetGroups)`,
    );
    expect(failure.remedy).toContain('xrayctl local');
  });

  it('tries again when throttled, where credentials are the user’s own', async () => {
    const server = await serve((count) =>
      count < 3
        ? { status: 429, headers: { 'x-amzn-errortype': 'ThrottledException' } }
        : { body: '{"Groups":[]}' },
    );
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIDTEST';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
    try {
      const { api } = await connectXRay({ ...targetAt(server.url), local: false }, never);
      expect(await api.getGroups({})).toEqual({ Groups: [] });
    } finally {
      delete process.env['AWS_ACCESS_KEY_ID'];
      delete process.env['AWS_SECRET_ACCESS_KEY'];
    }
    expect(server.requests).toHaveLength(3);
    expect(server.requests[0]?.headers.authorization).toContain('Credential=AKIDTEST/');
  });

  it('ends with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new XrayctlError('timeout', 'too late');
    const server = await serve(() => {
      controller.abort(reason);
      return {};
    });
    const xray = await connectTo(server.url, controller.signal);
    await expect(xray.getGroups({})).rejects.toBe(reason);
    await expect(xray.getGroups({})).rejects.toBe(reason);
    expect(server.requests).toHaveLength(1);
  });
});
