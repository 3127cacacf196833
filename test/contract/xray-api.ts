import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { XRayApi } from '../../src/ports/xray-api.ts';
import type { Service } from '../../src/xray/api/graph.ts';
import type { SamplingRule } from '../../src/xray/api/sampling.ts';
import type { GetTraceSummariesInput, TraceSummary } from '../../src/xray/api/traces.ts';

/** An X-Ray of its own, empty when the suite begins. */
export interface XRaySubject {
  readonly api: XRayApi;
  readonly stop: () => Promise<void>;
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
const nowSeconds = (): number => Math.floor(Date.now()) / 1_000;

interface MadeTrace {
  readonly id: string;
  readonly start: number;
  readonly documents: readonly string[];
}

/** A front end that asks a back end, which reads a table: two segments, one inferred node. Ended two seconds ago. */
const makeTrace = (service: string, members: Readonly<Record<string, unknown>> = {}): MadeTrace => {
  const start = nowSeconds() - 3;
  const id = `1-${Math.floor(start).toString(16)}-${hex(12)}`;
  const [callId, queryId] = [hex(8), hex(8)];
  const front = {
    trace_id: id,
    id: hex(8),
    name: `${service}-front`,
    start_time: start,
    end_time: start + 0.5,
    http: {
      request: {
        method: 'GET',
        url: `http://${service}/cart`,
        client_ip: '10.0.0.1',
        user_agent: 'curl/8',
      },
      response: { status: 200 },
    },
    user: 'alice',
    annotations: { cart: service, items: 3, gift: true },
    subsegments: [
      {
        id: callId,
        name: `${service}-back`,
        namespace: 'remote',
        start_time: start + 0.1,
        end_time: start + 0.4,
        http: {
          request: { method: 'GET', url: 'http://back/', traced: true },
          response: { status: 200 },
        },
      },
    ],
    ...members,
  };
  const back = {
    trace_id: id,
    id: hex(8),
    parent_id: callId,
    name: `${service}-back`,
    origin: 'AWS::ECS::Container',
    start_time: start + 0.15,
    end_time: start + 0.35,
    subsegments: [
      {
        id: queryId,
        name: 'DynamoDB',
        namespace: 'aws',
        start_time: start + 0.2,
        end_time: start + 0.3,
        aws: { operation: 'GetItem', table_name: `${service}-table` },
      },
    ],
  };
  return { id, start, documents: [JSON.stringify(front), JSON.stringify(back)] };
};

/** A trace of one segment that began so many seconds ago. */
const makeLoneRoot = (name: string, secondsAgo: number): MadeTrace => {
  const start = nowSeconds() - secondsAgo;
  const id = `1-${Math.floor(start).toString(16)}-${hex(12)}`;
  const root = { trace_id: id, id: hex(8), name, start_time: start, end_time: start + 0.05 };
  return { id, start, documents: [JSON.stringify(root)] };
};

const put = async (api: XRayApi, ...traces: readonly MadeTrace[]): Promise<void> => {
  const TraceSegmentDocuments = traces.flatMap(({ documents }) => documents);
  const answer = await api.putTraceSegments({ TraceSegmentDocuments });
  expect(answer.UnprocessedTraceSegments).toEqual([]);
};

const lastMinute = (): { StartTime: number; EndTime: number } => ({
  StartTime: nowSeconds() - 60,
  EndTime: nowSeconds() + 1,
});

/** All pages of a listing. */
const listAll = async (
  api: XRayApi,
  input: GetTraceSummariesInput,
): Promise<readonly TraceSummary[]> => {
  const summaries: TraceSummary[] = [];
  let token: string | undefined;
  do {
    const page = await api.getTraceSummaries({
      ...input,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    summaries.push(...(page.TraceSummaries ?? []));
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return summaries;
};

const findIds = async (
  api: XRayApi,
  FilterExpression: string,
): Promise<readonly (string | undefined)[]> => {
  const summaries = await listAll(api, { ...lastMinute(), FilterExpression });
  return summaries.map(({ Id }) => Id);
};

const nodeOf = (
  services: readonly Service[] = [],
  name: string,
  type?: string,
): Service | undefined =>
  services.find((service) => service.Name === name && (service.Type ?? undefined) === type);

const RULE: SamplingRule = {
  RuleName: 'checkout',
  ResourceARN: '*',
  Priority: 100,
  FixedRate: 0.5,
  ReservoirSize: 10,
  ServiceName: 'shop-*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: 'POST',
  URLPath: '/checkout*',
  Version: 1,
};

type GetApi = () => XRayApi;

const describePut = (api: GetApi): void => {
  describe('PutTraceSegments', () => {
    it('judges every document by itself', async () => {
      const trace = makeTrace('judge');
      const answer = await api().putTraceSegments({
        TraceSegmentDocuments: [
          '{',
          JSON.stringify({ id: '70de5b6f19ff9a0b', name: 'no-trace', start_time: 1, end_time: 2 }),
          ...trace.documents,
        ],
      });
      expect(answer.UnprocessedTraceSegments).toMatchObject([
        { ErrorCode: 'ParseError', Message: 'Invalid segment. ErrorCode: ParseError' },
        { Id: '70de5b6f19ff9a0b', ErrorCode: 'MissingTraceId' },
      ]);
      const { Traces = [] } = await api().batchGetTraces({ TraceIds: [trace.id] });
      expect(Traces).toHaveLength(1);
    });

    it('refuses an empty list', async () => {
      const refused = api().putTraceSegments({ TraceSegmentDocuments: [] });
      await expect(refused).rejects.toThrow('Segments can not be empty');
    });

    it('refuses more than 50 documents', async () => {
      const documents = Array.from({ length: 51 }, () => makeTrace('many').documents[0] as string);
      const refused = api().putTraceSegments({ TraceSegmentDocuments: documents });
      await expect(refused).rejects.toThrow('50');
    });

    it('keeps the first complete version of a segment', async () => {
      const trace = makeTrace('first');
      const [front = ''] = trace.documents;
      const changed = JSON.stringify({ ...JSON.parse(front), name: 'renamed' });
      await put(api(), trace);
      await put(api(), { ...trace, documents: [changed] });
      const { Traces = [] } = await api().batchGetTraces({ TraceIds: [trace.id] });
      const names = Traces[0]?.Segments?.map(({ Document = '' }) => JSON.parse(Document).name);
      expect(names).toContain('first-front');
      expect(names).not.toContain('renamed');
    });

    it('replaces what is in progress by what is complete', async () => {
      const trace = makeTrace('progress');
      const [front = ''] = trace.documents;
      const { end_time: _, ...open } = JSON.parse(front);
      await put(api(), { ...trace, documents: [JSON.stringify({ ...open, in_progress: true })] });
      const [before] = await listAll(api(), {
        ...lastMinute(),
        FilterExpression: 'annotation.cart = "progress"',
      });
      expect(before).toMatchObject({ Id: trace.id, IsPartial: true });
      expect(before?.Duration ?? undefined).toBeUndefined();
      await put(api(), trace);
      const [after] = await listAll(api(), {
        ...lastMinute(),
        FilterExpression: 'annotation.cart = "progress"',
      });
      expect(after).toMatchObject({ Id: trace.id, IsPartial: false, Duration: 0.5 });
      expect(after?.Revision).toBeGreaterThan(before?.Revision ?? 0);
    });
  });
};

const describeSummaries = (api: GetApi): void => {
  describe('GetTraceSummaries', () => {
    /** More than a page of them. */
    const paged = Array.from({ length: 250 }, (_, index) => makeLoneRoot('paged', 30 - index / 10));

    beforeAll(async () => {
      for (let at = 0; at < paged.length; at += 50) await put(api(), ...paged.slice(at, at + 50));
    });

    it('summarises a trace', async () => {
      const trace = makeTrace('summary');
      await put(api(), trace);
      const [summary] = await listAll(api(), {
        ...lastMinute(),
        FilterExpression: 'annotation.cart = "summary"',
      });
      expect(summary).toMatchObject({
        Id: trace.id,
        Duration: 0.5,
        ResponseTime: 0.5,
        HasFault: false,
        HasError: false,
        HasThrottle: false,
        IsPartial: false,
        Http: {
          HttpURL: 'http://summary/cart',
          HttpStatus: 200,
          HttpMethod: 'GET',
          ClientIp: '10.0.0.1',
        },
        Users: [{ UserName: 'alice' }],
        EntryPoint: { Name: 'summary-front' },
      });
      expect(summary?.StartTime).toBeCloseTo(trace.start, 2);
      expect(summary?.Annotations?.['items']?.[0]?.AnnotationValue?.NumberValue).toBe(3);
      expect(summary?.Annotations?.['gift']?.[0]?.AnnotationValue?.BooleanValue).toBe(true);
      expect(
        summary?.ServiceIds?.map(({ Name, Type }) => `${Name} ${Type ?? ''}`.trim()).sort(),
      ).toEqual([
        'summary-back AWS::ECS::Container',
        'summary-front',
        'summary-front client',
        'summary-table AWS::DynamoDB::Table',
      ]);
    });

    it('finds traces by expression', async () => {
      const slow = makeTrace('find-slow', { fault: true });
      const fine = makeTrace('find-fine');
      await put(api(), slow, fine);
      expect(await findIds(api(), 'service("find-slow-front") { fault }')).toEqual([slow.id]);
      expect(await findIds(api(), 'ok annotation.cart = "find-fine"')).toEqual([fine.id]);
      expect(await findIds(api(), 'edge("find-fine-front", "find-fine-back")')).toEqual([fine.id]);
      expect(await findIds(api(), 'http.url CONTAINS "nowhere"')).toEqual([]);
    });

    it('tells where an expression is wrong', async () => {
      const refused = api().getTraceSummaries({
        ...lastMinute(),
        FilterExpression: 'responsetime >',
      });
      await expect(refused).rejects.toThrow('line 1, position');
    });

    it('lists newest first, each trace once, over pages of a token', async () => {
      const summaries = await listAll(api(), {
        ...lastMinute(),
        FilterExpression: 'service("paged")',
      });
      expect(summaries.map(({ Id }) => Id)).toEqual(paged.map(({ id }) => id).reverse());
    });

    it('takes a token for the same query alone', async () => {
      const window = lastMinute();
      const page = await api().getTraceSummaries(window);
      expect(page.NextToken).toEqual(expect.any(String));
      const other = { ...window, FilterExpression: 'fault', NextToken: page.NextToken as string };
      await expect(api().getTraceSummaries(other)).rejects.toThrow('Invalid token');
      const nonsense = { ...window, NextToken: 'nonsense' };
      await expect(api().getTraceSummaries(nonsense)).rejects.toThrow('Invalid token');
    });

    it('counts what it examined and says how far it came', async () => {
      const window = lastMinute();
      const page = await api().getTraceSummaries({
        ...window,
        FilterExpression: 'service("nobody")',
      });
      expect(page.TraceSummaries).toEqual([]);
      expect(page.TracesProcessedCount).toBeGreaterThan(200);
      expect(page.ApproximateTime).toBeGreaterThanOrEqual(window.StartTime - 1);
      expect(page.ApproximateTime).toBeLessThanOrEqual(window.EndTime);
    });

    it('looks at receipt, or at the end of a service, when told to', async () => {
      const trace = makeTrace('event');
      const before = nowSeconds();
      await put(api(), trace);
      const filter = { FilterExpression: 'service("event-back")' };
      const received = { StartTime: before - 1, EndTime: nowSeconds() + 1, ...filter };
      const [event] = await listAll(api(), { ...received, TimeRangeType: 'Event' });
      expect(event?.Id).toBe(trace.id);
      expect(event?.MatchedEventTime).toBeGreaterThan(before - 1);
      expect(await listAll(api(), { ...received, TimeRangeType: 'TraceId' })).toEqual([]);
      const ended = { StartTime: trace.start + 0.3, EndTime: trace.start + 0.4, ...filter };
      const [service] = await listAll(api(), { ...ended, TimeRangeType: 'Service' });
      expect(service?.Id).toBe(trace.id);
      expect(service?.MatchedEventTime).toBeCloseTo(trace.start + 0.35, 2);
    });

    it('samples by receipt, and says why it will not otherwise', async () => {
      const window = lastMinute();
      const sampled = (TimeRangeType: 'TraceId' | 'Event', Value?: number) =>
        listAll(api(), {
          ...window,
          TimeRangeType,
          Sampling: true,
          SamplingStrategy: { Name: 'FixedRate', ...(Value === undefined ? {} : { Value }) },
        });
      await expect(sampled('Event')).rejects.toThrow('sampling rate must be specified');
      await expect(sampled('Event', 2)).rejects.toThrow('between [0, 1]');
      await expect(sampled('TraceId', 0.5)).rejects.toThrow(
        'Cannot use FixedRate with input time range type: TraceId',
      );
      const all = await listAll(api(), { ...window, TimeRangeType: 'Event' });
      const half = await sampled('Event', 0.5);
      expect(await sampled('Event', 0)).toEqual([]);
      expect(await sampled('Event', 1)).toHaveLength(all.length);
      expect(half.length).toBeGreaterThan(0);
      expect(half.length).toBeLessThan(all.length);
    });

    it('refuses windows that are backwards or too long', async () => {
      const now = nowSeconds();
      const backwards = api().getTraceSummaries({ StartTime: now, EndTime: now - 1 });
      await expect(backwards).rejects.toThrow('End time cannot be earlier than start time');
      const long = api().getTraceSummaries({ StartTime: now - 25 * 3_600, EndTime: now });
      await expect(long).rejects.toThrow('Time range cannot be longer than 24 hours');
    });
  });
};

const describeTraces = (api: GetApi): void => {
  describe('BatchGetTraces', () => {
    it('gives back whole traces, with what was inferred', async () => {
      const trace = makeTrace('batch');
      await put(api(), trace);
      const { Traces = [], UnprocessedTraceIds } = await api().batchGetTraces({
        TraceIds: [trace.id],
      });
      expect(UnprocessedTraceIds).toEqual([]);
      expect(Traces[0]).toMatchObject({ Id: trace.id, Duration: 0.5, LimitExceeded: false });
      const segments = Traces[0]?.Segments?.map(({ Id, Document = '' }) => {
        const document = JSON.parse(Document);
        expect(document.id).toBe(Id);
        return document;
      });
      expect(segments?.map(({ name, inferred }) => [name, inferred ?? false])).toEqual([
        ['batch-front', false],
        ['batch-back', false],
        ['DynamoDB', true],
      ]);
      const [front, back, table] = segments ?? [];
      expect(front.annotations).toEqual({ cart: 'batch', items: 3, gift: true });
      expect(front.subsegments[0].http.request).toEqual({ method: 'GET', url: 'http://back/' });
      expect(table).toMatchObject({
        origin: 'AWS::DynamoDB::Table',
        parent_id: back.subsegments[0].id,
        trace_id: trace.id,
      });
      const again = await api().batchGetTraces({ TraceIds: [trace.id] });
      expect(again.Traces?.[0]?.Segments?.map(({ Id }) => Id).sort()).toEqual(
        segments?.map(({ id }) => id).sort(),
      );
    });

    it('nests subsegments that were sent alone', async () => {
      const trace = makeTrace('nest');
      const [front = ''] = trace.documents;
      const { subsegments, ...segment } = JSON.parse(front);
      const [call] = subsegments;
      const alone = { ...call, type: 'subsegment', trace_id: trace.id, parent_id: segment.id };
      await put(api(), { ...trace, documents: [JSON.stringify(alone)] });
      await put(api(), { ...trace, documents: [JSON.stringify(segment)] });
      const { Traces = [] } = await api().batchGetTraces({ TraceIds: [trace.id] });
      const [{ Document = '' } = {}] = Traces[0]?.Segments ?? [];
      const [nested] = JSON.parse(Document).subsegments;
      expect(nested).toMatchObject({ id: call.id, name: 'nest-back', namespace: 'remote' });
      expect(Object.keys(nested)).not.toEqual(expect.arrayContaining(['type']));
      expect(nested.trace_id ?? nested.parent_id).toBeUndefined();
    });

    it('leaves out what is not there', async () => {
      const trace = makeTrace('known');
      await put(api(), trace);
      const unknown = `1-00000000-${hex(12)}`;
      const { Traces = [], UnprocessedTraceIds } = await api().batchGetTraces({
        TraceIds: [unknown, trace.id],
      });
      expect(Traces.map(({ Id }) => Id)).toEqual([trace.id]);
      expect(UnprocessedTraceIds).toEqual([]);
    });

    it('refuses what it cannot take', async () => {
      const ids = Array.from({ length: 6 }, () => `1-00000000-${hex(12)}`);
      const [id = ''] = ids;
      const get = (TraceIds: readonly string[]) => api().batchGetTraces({ TraceIds });
      await expect(get(ids)).rejects.toThrow('Exceeding maximum query size: 5');
      await expect(get(['1-2-3'])).rejects.toThrow('Invalid trace id 1-2-3: incorrect id format');
      await expect(get([id, id])).rejects.toThrow('Containing duplicate trace ids');
      const token = api().batchGetTraces({ TraceIds: [id], NextToken: 'x' });
      await expect(token).rejects.toThrow('NextToken is currently not supported');
    });
  });
};

const describeGraphs = (api: GetApi): void => {
  describe('GetServiceGraph', () => {
    it('adds up nodes and edges', async () => {
      await put(
        api(),
        makeTrace('graph'),
        makeTrace('graph', { fault: true }),
        makeTrace('graph', { error: true }),
      );
      const { Services, StartTime, EndTime, ContainsOldGroupVersions } =
        await api().getServiceGraph(lastMinute());
      expect(StartTime).toBeLessThan(EndTime ?? 0);
      expect(ContainsOldGroupVersions).toBe(false);
      const front = nodeOf(Services, 'graph-front');
      const back = nodeOf(Services, 'graph-back', 'AWS::ECS::Container');
      const client = nodeOf(Services, 'graph-front', 'client');
      const table = nodeOf(Services, 'graph-table', 'AWS::DynamoDB::Table');
      expect(front).toMatchObject({
        Root: true,
        State: 'active',
        SummaryStatistics: {
          OkCount: 1,
          ErrorStatistics: { OtherCount: 1, TotalCount: 1 },
          FaultStatistics: { TotalCount: 1 },
          TotalCount: 3,
          TotalResponseTime: 1.5,
        },
        ResponseTimeHistogram: [{ Value: 0.5, Count: 3 }],
      });
      expect(client?.Edges).toMatchObject([{ ReferenceId: front?.ReferenceId }]);
      expect(front?.Edges).toMatchObject([
        { ReferenceId: back?.ReferenceId, SummaryStatistics: { TotalCount: 3 } },
      ]);
      expect(back?.Edges).toMatchObject([{ ReferenceId: table?.ReferenceId }]);
    });

    it('is empty where nothing happened', async () => {
      const answer = await api().getServiceGraph({ StartTime: 1_000_000, EndTime: 1_003_600 });
      expect(answer.Services).toEqual([]);
      expect(answer.StartTime ?? answer.EndTime ?? undefined).toBeUndefined();
    });

    it('keeps to a group', async () => {
      const trace = makeTrace('grouped', { fault: true });
      await api().createGroup({
        GroupName: 'grouped',
        FilterExpression: 'service("grouped-front") { fault }',
      });
      await put(api(), trace, makeTrace('grouped'));
      const { Services } = await api().getServiceGraph({ ...lastMinute(), GroupName: 'grouped' });
      expect(nodeOf(Services, 'grouped-front')?.SummaryStatistics?.TotalCount).toBe(1);
      expect(nodeOf(Services, 'graph-front')).toBeUndefined();
      const unknown = api().getServiceGraph({ ...lastMinute(), GroupName: 'nobody' });
      await expect(unknown).rejects.toThrow('Group not found');
    });

    it('refuses windows of more than six hours', async () => {
      const now = nowSeconds();
      const long = api().getServiceGraph({ StartTime: now - 7 * 3_600, EndTime: now });
      await expect(long).rejects.toThrow('Time range cannot be longer than 6 hours');
    });
  });

  describe('GetTraceGraph', () => {
    it('draws one trace', async () => {
      const trace = makeTrace('single');
      await put(api(), trace);
      const { Services } = await api().getTraceGraph({ TraceIds: [trace.id] });
      expect(Services?.map(({ Name, Type }) => `${Name} ${Type ?? ''}`.trim()).sort()).toEqual([
        'single-back AWS::ECS::Container',
        'single-front',
        'single-front client',
        'single-table AWS::DynamoDB::Table',
      ]);
    });

    it('refuses what it cannot draw', async () => {
      const unknown = `1-00000000-${hex(12)}`;
      const draw = (TraceIds: readonly string[]) => api().getTraceGraph({ TraceIds });
      await expect(draw([])).rejects.toThrow('Zero trace ids provided');
      await expect(draw(['x'])).rejects.toThrow('Invalid traceId. ErrorCode: InvalidId');
      await expect(draw([unknown, unknown])).rejects.toThrow(
        'Currently only one trace Id is supported',
      );
      await expect(draw([unknown])).rejects.toThrow('Trace id not found');
    });
  });

  describe('GetTimeSeriesServiceStatistics', () => {
    const countsOf = async (EntitySelectorExpression: string, Period?: number) => {
      const { TimeSeriesServiceStatistics: series = [] } =
        await api().getTimeSeriesServiceStatistics({
          ...lastMinute(),
          EntitySelectorExpression,
          ...(Period === undefined ? {} : { Period }),
        });
      return series.reduce(
        (sum, { EdgeSummaryStatistics: edge, ServiceSummaryStatistics: service }) =>
          sum + (edge?.TotalCount ?? 0) + (service?.TotalCount ?? 0),
        0,
      );
    };

    it('counts the calls of a service or an edge', async () => {
      await put(api(), makeTrace('series'), makeTrace('series'));
      expect(await countsOf('service("series-back")')).toBe(2);
      expect(await countsOf('edge("series-front", "series-back")', 300)).toBe(2);
      expect(await countsOf('service("series-nobody")')).toBe(0);
    });

    it('takes periods of one and five minutes', async () => {
      const refused = api().getTimeSeriesServiceStatistics({ ...lastMinute(), Period: 90 });
      await expect(refused).rejects.toThrow('Time period must be one of [60, 300]');
    });
  });
};

const describeSampling = (api: GetApi): void => {
  describe('sampling', () => {
    it('creates, updates, lists and deletes rules', async () => {
      const created = await api().createSamplingRule({ SamplingRule: RULE });
      expect(created.SamplingRuleRecord?.SamplingRule).toMatchObject(RULE);
      const updated = await api().updateSamplingRule({
        SamplingRuleUpdate: { RuleName: 'checkout', FixedRate: 0.1 },
      });
      expect(updated.SamplingRuleRecord?.SamplingRule).toMatchObject({ ...RULE, FixedRate: 0.1 });
      const { SamplingRuleRecords = [] } = await api().getSamplingRules({});
      expect(SamplingRuleRecords.map(({ SamplingRule }) => SamplingRule?.RuleName).sort()).toEqual([
        'Default',
        'checkout',
      ]);
      await api().deleteSamplingRule({ RuleName: 'checkout' });
      const again = api().deleteSamplingRule({ RuleName: 'checkout' });
      await expect(again).rejects.toThrow('Sampling rule does not exist');
      await expect(api().deleteSamplingRule({ RuleName: 'Default' })).rejects.toThrow(
        'The default sampling rule cannot be deleted',
      );
    });

    it('gives targets to those who report', async () => {
      const document = {
        RuleName: 'Default',
        ClientID: hex(12),
        Timestamp: Math.floor(nowSeconds()),
        RequestCount: 10,
        SampledCount: 2,
        BorrowCount: 1,
      };
      const unknown = { ...document, RuleName: 'unknown' };
      const answer = await api().getSamplingTargets({
        SamplingStatisticsDocuments: [document, unknown],
      });
      expect(answer.SamplingTargetDocuments).toMatchObject([
        { RuleName: 'Default', FixedRate: 0.05 },
      ]);
      expect(answer.LastRuleModification).toEqual(expect.any(Number));
      expect(answer.UnprocessedStatistics).toMatchObject([{ RuleName: 'unknown' }]);
      const { SamplingStatisticSummaries = [] } = await api().getSamplingStatisticSummaries({});
      expect(SamplingStatisticSummaries).toMatchObject([
        { RuleName: 'Default', RequestCount: 10, SampledCount: 2 },
      ]);
    });
  });
};

const describeAdmin = (api: GetApi): void => {
  describe('groups', () => {
    it('are created, found, updated and deleted', async () => {
      const created = await api().createGroup({
        GroupName: 'slow',
        FilterExpression: 'responsetime > 5',
      });
      const arn = created.Group?.GroupARN ?? '';
      expect(arn).toContain(':group/slow/');
      expect((await api().getGroup({ GroupARN: arn })).Group).toMatchObject({ GroupName: 'slow' });
      await api().updateGroup({ GroupName: 'slow', FilterExpression: 'responsetime > 9' });
      const { Groups = [] } = await api().getGroups({});
      expect(Groups.find(({ GroupName }) => GroupName === 'slow')?.FilterExpression).toBe(
        'responsetime > 9',
      );
      expect(Groups.some(({ GroupName }) => GroupName === 'Default')).toBe(true);
      await api().deleteGroup({ GroupName: 'slow' });
      await expect(api().getGroup({ GroupName: 'slow' })).rejects.toThrow('Group not found');
    });

    it('carry tags', async () => {
      const { Group } = await api().createGroup({
        GroupName: 'tagged',
        FilterExpression: 'fault',
        Tags: [{ Key: 'team', Value: 'shop' }],
      });
      const ResourceARN = Group?.GroupARN ?? '';
      await api().tagResource({ ResourceARN, Tags: [{ Key: 'stage', Value: 'test' }] });
      await api().untagResource({ ResourceARN, TagKeys: ['team'] });
      const { Tags } = await api().listTagsForResource({ ResourceARN });
      expect(Tags).toEqual([{ Key: 'stage', Value: 'test' }]);
    });
  });

  describe('insights', () => {
    it('are none, in valid shapes', async () => {
      const { InsightSummaries } = await api().getInsightSummaries({
        ...lastMinute(),
        GroupName: 'Default',
      });
      expect(InsightSummaries).toEqual([]);
      const InsightId = '12345678-1234-4123-8123-123456789012';
      await expect(api().getInsight({ InsightId })).rejects.toThrow();
      await expect(api().getInsightEvents({ InsightId })).rejects.toThrow();
      await expect(api().getInsightImpactGraph({ InsightId, ...lastMinute() })).rejects.toThrow();
    });
  });

  describe('the account', () => {
    it('keeps its encryption', async () => {
      expect((await api().getEncryptionConfig({})).EncryptionConfig).toMatchObject({
        Type: 'NONE',
      });
      await api().putEncryptionConfig({ Type: 'KMS', KeyId: 'alias/mine' });
      expect((await api().getEncryptionConfig({})).EncryptionConfig).toMatchObject({ Type: 'KMS' });
      await api().putEncryptionConfig({ Type: 'NONE' });
    });

    it('keeps resource policies, against concurrent changes', async () => {
      const PolicyName = 'sns';
      const PolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'sns.amazonaws.com' },
            Action: 'xray:PutTraceSegments',
            Resource: '*',
          },
        ],
      });
      await api().putResourcePolicy({ PolicyName, PolicyDocument });
      const { ResourcePolicies = [] } = await api().listResourcePolicies({});
      expect(ResourcePolicies).toMatchObject([{ PolicyName, PolicyRevisionId: '1' }]);
      const stale = api().putResourcePolicy({ PolicyName, PolicyDocument, PolicyRevisionId: '0' });
      await expect(stale).rejects.toThrow();
      await api().deleteResourcePolicy({ PolicyName });
      expect((await api().listResourcePolicies({})).ResourcePolicies).toEqual([]);
    });

    it('sends segments to X-Ray and indexes them', async () => {
      expect(await api().getTraceSegmentDestination({})).toMatchObject({
        Destination: 'XRay',
        Status: 'ACTIVE',
      });
      await api().updateIndexingRule({
        Name: 'Default',
        Rule: { Probabilistic: { DesiredSamplingPercentage: 5 } },
      });
      const { IndexingRules = [] } = await api().getIndexingRules({});
      expect(IndexingRules[0]).toMatchObject({
        Name: 'Default',
        Rule: { Probabilistic: { DesiredSamplingPercentage: 5 } },
      });
    });

    it('takes telemetry', async () => {
      const record = { Timestamp: nowSeconds(), SegmentsReceivedCount: 5, SegmentsSentCount: 5 };
      await expect(api().putTelemetryRecords({ TelemetryRecords: [record] })).resolves.toEqual({});
      const empty = api().putTelemetryRecords({ TelemetryRecords: [] });
      await expect(empty).rejects.toThrow('Telemetry records cannot be empty');
    });
  });
};

/**
 * What every X-Ray does, whoever is behind it: every operation round trip by round trip, and the refusals users meet.
 * Runs against an X-Ray that nobody else writes to.
 */
export const describeXRayApi = (name: string, createSubject: () => Promise<XRaySubject>): void => {
  describe(name, () => {
    let subject: XRaySubject;
    const api: GetApi = () => subject.api;

    beforeAll(async () => {
      subject = await createSubject();
    });

    afterAll(async () => {
      await subject.stop();
    });

    describePut(api);
    describeSummaries(api);
    describeTraces(api);
    describeGraphs(api);
    describeSampling(api);
    describeAdmin(api);
  });
};
