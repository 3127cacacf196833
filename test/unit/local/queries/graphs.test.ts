import { describe, expect, it } from 'vitest';
import type { Service } from '../../../../src/xray/api/graph.ts';
import { type MadeLocal, makeLocal, rootOf, traceIdOf } from '../make-local.ts';

/** On a minute. */
const BEGIN = 1_700_000_040;

const countOf = (services: readonly Service[] = [], name: string): number =>
  services.find(({ Name, Type }) => Name === name && Type === undefined)?.SummaryStatistics
    ?.TotalCount ?? 0;

const rootsIn = async (local: MadeLocal, StartTime: number, EndTime: number): Promise<number> => {
  const { Services } = await local.api.getServiceGraph({ StartTime, EndTime });
  return countOf(Services, 'root');
};

describe('the service graph', () => {
  it('counts what was active in the window, at ragged edges too', async () => {
    const local = makeLocal();
    for (let second = 0; second < 180; second += 1)
      await local.put(rootOf(second, BEGIN + second, 0.25));
    expect(await rootsIn(local, BEGIN, BEGIN + 180)).toBe(180);
    expect(await rootsIn(local, BEGIN + 60, BEGIN + 120)).toBe(60);
    expect(await rootsIn(local, BEGIN + 0.5, BEGIN + 150)).toBe(149);
    expect(await rootsIn(local, BEGIN + 10.1, BEGIN + 70)).toBe(60);
    expect(await rootsIn(local, BEGIN + 500, BEGIN + 600)).toBe(0);
    local.store.close();
  });

  it('counts what began long before and still ran', async () => {
    const local = makeLocal();
    await local.put(rootOf(1, BEGIN, 3_600), rootOf(2, BEGIN, 30));
    expect(await rootsIn(local, BEGIN + 20, BEGIN + 21)).toBe(2);
    expect(await rootsIn(local, BEGIN + 1_800, BEGIN + 1_801)).toBe(1);
    expect(await rootsIn(local, BEGIN + 3_601, BEGIN + 3_700)).toBe(0);
    local.store.close();
  });

  it('tells its extent, and none when it is empty', async () => {
    const local = makeLocal();
    await local.put(rootOf(1, BEGIN + 5, 2));
    const window = { StartTime: BEGIN, EndTime: BEGIN + 60 };
    expect(await local.api.getServiceGraph(window)).toMatchObject({
      StartTime: BEGIN + 5,
      EndTime: BEGIN + 7,
    });
    const empty = await local.api.getServiceGraph({ StartTime: 0, EndTime: 60 });
    expect(empty).toEqual({ Services: [], ContainsOldGroupVersions: false });
    local.store.close();
  });

  it('says when the filter of the group changed within the window', async () => {
    const local = makeLocal();
    const now = () => local.clock.now() / 1_000;
    await local.put(rootOf(1, now(), 1, { fault: true }));
    await local.api.createGroup({ GroupName: 'g', FilterExpression: 'fault' });
    const ask = () =>
      local.api.getServiceGraph({ StartTime: now() - 60, EndTime: now() + 1, GroupName: 'g' });
    expect(await ask()).toMatchObject({ ContainsOldGroupVersions: false });
    await local.api.updateGroup({ GroupName: 'g', FilterExpression: 'ok' });
    expect(await ask()).toMatchObject({ ContainsOldGroupVersions: true, Services: [] });
    await local.clock.advance(120_000);
    expect(await ask()).toMatchObject({ ContainsOldGroupVersions: false });
    local.store.close();
  });

  it('takes one group, by name or ARN, and Default for all', async () => {
    const local = makeLocal();
    await local.put(rootOf(1, BEGIN), rootOf(2, BEGIN, 1, { fault: true }));
    const { Group } = await local.api.createGroup({ GroupName: 'g', FilterExpression: 'fault' });
    const window = { StartTime: BEGIN, EndTime: BEGIN + 60 };
    const count = async (key: object) =>
      countOf((await local.api.getServiceGraph({ ...window, ...key })).Services, 'root');
    expect(await count({ GroupName: 'g' })).toBe(1);
    expect(await count({ GroupARN: Group?.GroupARN })).toBe(1);
    expect(await count({ GroupName: 'Default' })).toBe(2);
    await expect(count({ GroupName: 'g', GroupARN: Group?.GroupARN })).rejects.toThrow(
      'Provide either GroupName or GroupARN',
    );
    await expect(count({ NextToken: 'x' })).rejects.toThrow('Invalid token');
    local.store.close();
  });
});

describe('the graph of one trace', () => {
  it('is known as soon as it is stored, and has no extent', async () => {
    const local = makeLocal();
    await local.put({ ...rootOf(1, BEGIN), parent_id: '00000000000000ff' });
    const { Services = [] } = await local.api.getTraceGraph({
      TraceIds: [traceIdOf(1).toUpperCase()],
    });
    expect(Services.map(({ Name }) => Name)).toEqual(['root']);
    expect(Services[0]?.StartTime ?? Services[0]?.EndTime).toBeUndefined();
    local.store.close();
  });
});

describe('time series', () => {
  it('go by receipt, newest first, period by period', async () => {
    const local = makeLocal();
    const startedAt = local.clock.now() / 1_000;
    await local.put(rootOf(1, BEGIN), rootOf(2, BEGIN));
    await local.clock.advance(60_000);
    await local.put(rootOf(3, BEGIN, 1, { fault: true }));
    await local.clock.advance(180_000);
    await local.put(rootOf(4, BEGIN));
    const ask = async (members: object = {}) => {
      const window = { StartTime: startedAt, EndTime: startedAt + 3_600 };
      const { TimeSeriesServiceStatistics: series = [] } =
        await local.api.getTimeSeriesServiceStatistics({
          ...window,
          ...members,
        });
      return series.map((one) => [
        (one.Timestamp ?? 0) - startedAt,
        (one.EdgeSummaryStatistics ?? one.ServiceSummaryStatistics)?.TotalCount ?? 0,
      ]);
    };
    expect(await ask()).toEqual([
      [300, 1],
      [120, 1],
      [60, 2],
    ]);
    expect(await ask({ Period: 300 })).toEqual([[300, 4]]);
    expect(await ask({ EntitySelectorExpression: 'service("root")', Period: 300 })).toEqual([
      [300, 4],
    ]);
    await local.api.createGroup({ GroupName: 'g', FilterExpression: 'fault' });
    expect(await ask({ GroupName: 'g' })).toEqual([[120, 1]]);
    await expect(ask({ EntitySelectorExpression: 'service("a") { fault }' })).rejects.toThrow(
      'position',
    );
    local.store.close();
  });
});
