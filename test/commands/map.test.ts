import { describe, expect, it } from 'vitest';
import { XrayctlError } from '../../src/std/xrayctl-error.ts';
import { ApiError } from '../../src/xray/api/api-error.ts';
import type {
  GetServiceGraphInput,
  GetServiceGraphOutput,
  GetTraceGraphInput,
  Service,
} from '../../src/xray/api/graph.ts';
import { type FakeWorldOptions, runInFakeWorld } from '../support/fake-world.ts';

/** 2026-11-22T10:00:00Z, where the clock of the fake world stands. */
const NOW = Date.UTC(2026, 10, 22, 10) / 1000;
const HOUR = 3_600;
const TRACE_ID = '1-58406520-a006649127e371903a2de979';

const statistics = (ok: number, fault: number, seconds: number) => ({
  OkCount: ok,
  ErrorStatistics: { ThrottleCount: 0, OtherCount: 0, TotalCount: 0 },
  FaultStatistics: { OtherCount: fault, TotalCount: fault },
  TotalCount: ok + fault,
  TotalResponseTime: seconds,
});

const services: readonly Service[] = [
  {
    ReferenceId: 0,
    Name: 'shop',
    Names: ['shop'],
    Type: 'AWS::EKS::Container',
    State: 'active',
    Root: true,
    StartTime: NOW - 60,
    EndTime: NOW - 0.5,
    SummaryStatistics: statistics(90, 10, 20),
    ResponseTimeHistogram: [{ Value: 0.2, Count: 100 }],
    Edges: [
      {
        ReferenceId: 1,
        SummaryStatistics: statistics(100, 0, 10),
        ResponseTimeHistogram: [{ Value: 0.1, Count: 100 }],
      },
    ],
  },
  {
    ReferenceId: 1,
    Name: 'orders',
    Names: ['orders'],
    Type: 'AWS::EKS::Container',
    State: 'active',
    SummaryStatistics: statistics(100, 0, 6),
    ResponseTimeHistogram: [{ Value: 0.06, Count: 100 }],
    Edges: [],
  },
];

const run = async (
  argv: readonly string[],
  answer: (input: GetServiceGraphInput) => GetServiceGraphOutput = () => ({
    Services: services,
    StartTime: NOW - 60,
    EndTime: NOW,
    ContainsOldGroupVersions: false,
  }),
  options: FakeWorldOptions = {},
) => {
  const asked: GetServiceGraphInput[] = [];
  const getServiceGraph = async (input: GetServiceGraphInput) => {
    asked.push(input);
    return answer(input);
  };
  const xray = { getServiceGraph, ...options.xray };
  return { ...(await runInFakeWorld(['map', ...argv], { ...options, xray })), asked };
};

describe('xrayctl map', () => {
  it('draws nodes and calls with their figures, the slowest hop and what the network took', async () => {
    const { code, stdout, stderr, asked } = await run([]);
    expect(code).toBe(0);
    expect(asked).toEqual([{ StartTime: NOW - 1_800, EndTime: NOW }]);
    expect(stdout).toMatch(/^shop +AWS::EKS::Container +3.33\/min +90.0% +0% +10.0%/m);
    expect(stdout).toMatch(/^ {2}→ orders +3.33\/min +100%.* 40.0%$/m);
    expect(stdout).toContain('slowest hop: shop → orders, mean 100ms');
    expect(stderr).toBe('1 of 1 window read, 2 nodes\n');
    const one = await run([], () => ({ Services: services.slice(1) }));
    expect(one.stderr).toBe('1 of 1 window read, 1 node\n');
  });

  it('is what aws xray get-service-graph prints as -o json', async () => {
    const { stdout } = await run(['-o', 'json']);
    const printed = JSON.parse(stdout) as { Services: Service[] };
    expect(Object.keys(printed)).toEqual([
      'Services',
      'StartTime',
      'EndTime',
      'ContainsOldGroupVersions',
    ]);
    expect(printed).toMatchObject({
      StartTime: '2026-11-22T09:59:00+00:00',
      EndTime: '2026-11-22T10:00:00+00:00',
      ContainsOldGroupVersions: false,
    });
    expect(printed.Services[0]).toMatchObject({
      Name: 'shop',
      EndTime: '2026-11-22T09:59:59.500000+00:00',
      SummaryStatistics: { TotalResponseTime: 20 },
    });
    const queried = await run(['-o', 'json', '--query', 'Services[].Name']);
    expect(JSON.parse(queried.stdout)).toEqual(['shop', 'orders']);
  });

  it('merges windows wider than six hours', async () => {
    const { stdout, asked } = await run(['--since', '12h', '-o', 'json']);
    expect(asked).toHaveLength(2);
    const [shop] = (JSON.parse(stdout) as { Services: Service[] }).Services;
    expect(shop?.SummaryStatistics).toEqual(statistics(180, 20, 40));
    expect(shop?.ResponseTimeHistogram).toEqual([{ Value: 0.2, Count: 200 }]);
  });

  it('asks for a group', async () => {
    const { asked } = await run(['--group', 'slow']);
    expect(asked[0]).toMatchObject({ GroupName: 'slow' });
  });

  it('warns when the filter of the group changed', async () => {
    const { stderr } = await run(['--group', 'slow'], () => ({
      Services: services,
      ContainsOldGroupVersions: true,
    }));
    expect(stderr).toContain("the group's filter changed");
  });

  it.each([
    ['tree', /^└─ orders/m],
    ['mermaid', /^flowchart LR/],
    ['dot', /^digraph/],
  ])('draws as %s', async (output, pattern) => {
    expect((await run(['-o', output])).stdout).toMatch(pattern);
  });

  it('gives the partial map, names what is missing and ends with 4', async () => {
    const { code, stdout, stderr } = await run(['--since', '12h'], ({ StartTime }) => {
      if (StartTime < NOW - 6 * HOUR) throw new XrayctlError('remote', 'X-Ray broke');
      return { Services: services };
    });
    expect(code).toBe(4);
    expect(stdout).toContain('shop');
    // 100 calls in the six hours that were read, not in twelve.
    expect(stdout).toMatch(/^shop .* 16.7\/h/m);
    expect(stderr).toContain('2026-11-21T22:00:00Z to 2026-11-22T04:00:00Z: X-Ray broke');
  });

  describe('of one trace', () => {
    const ofTrace = (argv: readonly string[], answer: readonly Service[] | Error) =>
      run(['--trace', TRACE_ID, ...argv], undefined, {
        xray: {
          getTraceGraph: async ({ TraceIds }: GetTraceGraphInput) => {
            expect(TraceIds).toEqual([TRACE_ID]);
            if (answer instanceof Error) throw answer;
            return { Services: answer };
          },
          getTraceSegmentDestination: async () => ({ Destination: 'XRay', Status: 'ACTIVE' }),
        },
      });

    it('counts calls, as a trace has no rate', async () => {
      const { code, stdout } = await ofTrace([], services);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^NODE +TYPE +CALLS/);
      expect(stdout).toMatch(/^shop +AWS::EKS::Container +100 /m);
    });

    it('is what aws xray get-trace-graph prints as -o json', async () => {
      const { stdout } = await ofTrace(['-o', 'json'], services);
      expect(Object.keys(JSON.parse(stdout) as object)).toEqual(['Services']);
    });

    it.each([
      ['refused', new ApiError('InvalidRequestException', 'Trace id not found')],
      ['answered with nothing', []],
    ])('ends with 1 when it is %s', async (_name, answer) => {
      const { code, stderr } = await ofTrace([], answer);
      expect(code).toBe(1);
      expect(stderr).toContain(`trace ${TRACE_ID} was not found`);
    });

    it.each(['--group', '--since', '--from', '--to'])('does not go with %s', async (flag) => {
      const value = flag === '--group' ? 'slow' : flag === '--since' ? '1h' : 'now-1h';
      const { code, world } = await run(['--trace', TRACE_ID, flag, value]);
      expect([code, world.targets]).toEqual([2, []]);
    });
  });

  describe('when nothing is found', () => {
    const nothing = () => ({ Services: [] });

    it.each(['table', 'tree', 'mermaid', 'dot'])('writes nothing as %s', async (output) => {
      const { code, stdout } = await run(['-o', output], nothing);
      expect([code, stdout]).toEqual([0, '']);
    });

    it('is the empty shape as json, and 1 under --fail-empty', async () => {
      const { stdout, code } = await run(['-o', 'json', '--fail-empty'], nothing);
      expect(JSON.parse(stdout)).toEqual({ Services: [], ContainsOldGroupVersions: false });
      expect(code).toBe(1);
    });

    it('tells people on a terminal', async () => {
      expect((await run([], nothing)).stderr).not.toContain('No services found');
      expect((await run([], nothing, { stderrIsTTY: true })).stderr).toContain('No services found');
    });
  });

  it.each([
    [['--trace', 'nope'], 'is not a trace id'],
    [['-o', 'csv'], '"csv" is not a format'],
    [['--query', 'Services'], '--query works on JSON'],
    [['shop'], 'one argument too many'],
  ])('refuses %j', async (argv, message) => {
    const { code, stderr } = await run(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
