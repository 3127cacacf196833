import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  BatchGetTracesCommand,
  CreateSamplingRuleCommand,
  GetSamplingStatisticSummariesCommand,
  GetServiceGraphCommand,
  paginateGetTraceSummaries,
  type TraceSummary,
  XRayClient,
} from '@aws-sdk/client-xray';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from '../support/build-once.ts';
import { type LocalProgram, startLocalProgram } from '../support/local-program.ts';
import { runProgram } from '../support/run-program.ts';

const SHOP = fileURLToPath(new URL('../fixtures/sdk-node/shop.mjs', import.meta.url));

/** What the SDK made of the answer to one report, by rule. */
interface ReportAnswer {
  readonly targets: Readonly<
    Record<string, { readonly quota?: number; readonly interval?: number }>
  >;
}

let local: LocalProgram;
let client: XRayClient;
let shop: {
  readonly clientId: string;
  readonly first: ReportAnswer;
  readonly second: ReportAnswer;
};
/** All traces of the shop, newest first. */
let summaries: readonly TraceSummary[];

const window = () => ({
  StartTime: new Date(Date.now() - 60_000),
  EndTime: new Date(Date.now() + 1_000),
});

const listAll = async (): Promise<readonly TraceSummary[]> => {
  const all: TraceSummary[] = [];
  for await (const page of paginateGetTraceSummaries({ client }, window())) {
    all.push(...(page.TraceSummaries ?? []));
  }
  return all;
};

/** What the shop is asked: twelve and one checkouts, one that breaks, one of many steps. */
const TRACES = 15;

beforeAll(async () => {
  buildOnce();
  local = await startLocalProgram('--memory');
  // It speaks to the console, of versions of Node to come.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  client = new XRayClient({
    endpoint: local.ready.http,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
  });
  const any = { ServiceName: '*', ServiceType: '*', Host: '*', HTTPMethod: '*', URLPath: '*' };
  const rule = { RuleName: 'all', ResourceARN: '*', Version: 1, ...any };
  await client.send(
    new CreateSamplingRuleCommand({
      SamplingRule: { ...rule, Priority: 1, FixedRate: 1, ReservoirSize: 10 },
    }),
  );
  const env = { PATH: process.env['PATH'] ?? '', AWS_XRAY_DAEMON_ADDRESS: local.ready.udp };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [SHOP], { env });
  expect(stderr).toBe('');
  shop = JSON.parse(stdout);
  // UDP acknowledges nothing: what was sent is there a moment later.
  do {
    await delay(20);
    summaries = await listAll();
  } while (summaries.length < TRACES || summaries.some(({ IsPartial }) => IsPartial));
}, 60_000);

afterAll(async () => {
  client.destroy();
  await local.stop('SIGKILL');
});

const idOf = (path: string): string =>
  summaries.find(({ Http }) => Http?.HttpURL?.endsWith(path))?.Id ?? '';

const readDocuments = async (id: string) => {
  const { Traces = [] } = await client.send(new BatchGetTracesCommand({ TraceIds: [id] }));
  return (Traces[0]?.Segments ?? []).map(({ Document = '' }) => JSON.parse(Document));
};

describe('the X-Ray SDK for Node, sending to xrayctl local', () => {
  it('records by the rules of X-Ray, all of it', () => {
    const paths = summaries.map(({ Http }) => Http?.HttpURL?.replace('http://shop.local', ''));
    expect(paths.toSorted()).toEqual([
      '/broken',
      ...Array.from({ length: 13 }, () => '/checkout'),
      '/many',
    ]);
  });

  it('reports what it sampled, and is given a quota at the second report', async () => {
    expect(shop.first.targets['all']).toMatchObject({ rate: 1 });
    expect(shop.first.targets['all']?.quota).toBeUndefined();
    expect(shop.second.targets['all']).toMatchObject({ rate: 1, quota: 10, interval: 10 });
    const { SamplingStatisticSummaries = [] } = await client.send(
      new GetSamplingStatisticSummariesCommand(),
    );
    const sums = SamplingStatisticSummaries.filter(({ RuleName }) => RuleName === 'all');
    const sum = (count: 'RequestCount' | 'SampledCount' | 'BorrowCount') =>
      sums.reduce((total, one) => total + (one[count] ?? 0), 0);
    expect(sum('RequestCount')).toBe(TRACES);
    expect(sum('SampledCount') + sum('BorrowCount')).toBe(TRACES);
  });

  it('is summarised for the AWS SDK', () => {
    const summary = summaries.find(({ Id }) => Id === idOf('/checkout'));
    expect(summary).toMatchObject({
      HasFault: false,
      HasError: false,
      HasThrottle: false,
      IsPartial: false,
      Http: { HttpMethod: 'GET', HttpStatus: 200, HttpURL: 'http://shop.local/checkout' },
      Users: [{ UserName: 'alice' }],
      Annotations: {
        cart: [{ AnnotationValue: { StringValue: 'c-7' } }],
        items: [{ AnnotationValue: { NumberValue: 3 } }],
        gift: [{ AnnotationValue: { BooleanValue: true } }],
      },
      EntryPoint: { Name: 'shop.local' },
    });
    expect(summary?.StartTime).toBeInstanceOf(Date);
    expect(summary?.ServiceIds?.map(({ Name, Type }) => [Name, Type])).toEqual([
      ['shop.local', undefined],
      ['shop.local', 'client'],
      ['billing.local', undefined],
    ]);
  });

  it('is put together across services', async () => {
    const [shopSegment, billing] = await readDocuments(idOf('/checkout'));
    const named = (name: string) =>
      shopSegment.subsegments.find((one: { readonly name: string }) => one.name === name);
    const call = named('127.0.0.1');
    expect(named('price')).toMatchObject({ subsegments: [{ name: 'tax' }] });
    expect(shopSegment.metadata).toEqual({ shop: { cart: { lines: [1, 2, 3] } } });
    expect(shopSegment.aws.xray).toMatchObject({ sdk: 'X-Ray for Node.js', rule_name: 'all' });
    expect(call).toMatchObject({ namespace: 'remote', http: { response: { status: 200 } } });
    expect(billing).toMatchObject({ name: 'billing.local', parent_id: call.id });
  });

  it('keeps the exception of what broke', async () => {
    const [segment] = await readDocuments(idOf('/broken'));
    expect(segment).toMatchObject({ fault: true, http: { response: { status: 500 } } });
    const [risky] = segment.subsegments;
    expect(risky.cause.exceptions).toMatchObject([{ type: 'TypeError', message: 'no such cart' }]);
    const summary = summaries.find(({ Id }) => Id === idOf('/broken'));
    expect(summary).toMatchObject({ HasFault: true });
    const [{ Services = [] } = {}] = summary?.FaultRootCauses ?? [];
    expect(Services[0]?.EntityPath?.map(({ Name }) => Name)).toEqual(['shop.local', 'risky']);
  });

  it('nests the subsegments the SDK sent on their own', async () => {
    const documents = await readDocuments(idOf('/many'));
    expect(documents).toHaveLength(1);
    const names = documents[0].subsegments.map(({ name }: { readonly name: string }) => name);
    expect(new Set(names)).toEqual(
      new Set(Array.from({ length: 150 }, (_, index) => `step-${index}`)),
    );
  });

  it('is a graph for the AWS SDK', async () => {
    const { Services = [] } = await client.send(new GetServiceGraphCommand(window()));
    const node = (name: string, type?: string) =>
      Services.find(({ Name, Type }) => Name === name && Type === type);
    expect(node('shop.local')?.SummaryStatistics).toMatchObject({
      OkCount: TRACES - 1,
      FaultStatistics: { TotalCount: 1 },
      TotalCount: TRACES,
    });
    expect(node('shop.local')?.Edges).toMatchObject([
      { ReferenceId: node('billing.local')?.ReferenceId, SummaryStatistics: { TotalCount: 13 } },
    ]);
    expect(node('shop.local', 'client')).toBeDefined();
  });
});

describe('what the SDK sent, read by xrayctl', () => {
  const run = async (...args: readonly string[]) => {
    const { code, stdout } = await runProgram([`--local=${local.ready.http}`, ...args]);
    expect(code).toBe(0);
    return stdout;
  };

  it('is listed', async () => {
    const listed = JSON.parse(await run('traces', '--service', 'shop.local', '-o', 'json'));
    expect(listed.TraceSummaries).toHaveLength(TRACES);
    expect(listed.TracesProcessedCount).toBeGreaterThanOrEqual(TRACES);
    const ids = await run('traces', '--since', '5m', '--fault', '-o', 'ids');
    expect(ids).toBe(`${idOf('/broken')}\n`);
  });

  it('is drawn as a waterfall and as a map', async () => {
    const waterfall = await run('trace', idOf('/checkout'));
    for (const row of [
      'shop.local GET /checkout 200',
      'price',
      'tax',
      'billing.local GET /charge',
    ]) {
      expect(waterfall).toContain(row);
    }
    const map = JSON.parse(await run('map', '--since', '5m', '-o', 'json'));
    const names = map.Services.map(({ Name }: { readonly Name: string }) => Name);
    expect(names).toEqual(expect.arrayContaining(['shop.local', 'billing.local']));
    const one = JSON.parse(await run('map', '--trace', idOf('/checkout'), '-o', 'json'));
    expect(one.Services).toHaveLength(3);
  });

  it('stands beside what xrayctl sends itself', async () => {
    const byUdp = await run('send', '--wait', '--name', 'canary');
    const byApi = await run('send', '--direct', '--wait', '--name', 'canary');
    const listed = await run('traces', '--since', '5m', '--service', 'canary', '-o', 'ids');
    const id = /1-[0-9a-f]{8}-[0-9a-f]{24}/;
    expect(listed.trim().split('\n').toSorted()).toEqual(
      [byUdp, byApi].map((text) => id.exec(text)?.[0]).toSorted(),
    );
  });
});
