import { describe, expect, it } from 'vitest';
import type { GetTraceSummariesInput } from '../../../../src/xray/api/traces.ts';
import { type MadeLocal, makeLocal, rootOf, traceIdOf } from '../make-local.ts';

const BEGIN = 1_700_000_000;

/** So many traces, one a second, each with its number as an annotation. */
const fill = async (local: MadeLocal, count: number): Promise<void> => {
  for (let first = 0; first < count; first += 50) {
    const numbers = Array.from(
      { length: Math.min(50, count - first) },
      (_, index) => first + index,
    );
    await local.put(
      ...numbers.map((number) => rootOf(number, BEGIN + number, 0.5, { annotations: { number } })),
    );
  }
};

interface Listing {
  readonly ids: readonly string[];
  readonly pageSizes: readonly number[];
  readonly examined: number;
}

const listAll = async (local: MadeLocal, input: GetTraceSummariesInput): Promise<Listing> => {
  const ids: string[] = [];
  const pageSizes: number[] = [];
  let examined = 0;
  let token: string | undefined;
  do {
    const page = await local.api.getTraceSummaries({
      ...input,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const summaries = page.TraceSummaries ?? [];
    ids.push(...summaries.map(({ Id = '' }) => Id));
    pageSizes.push(summaries.length);
    examined += page.TracesProcessedCount ?? 0;
    token = page.NextToken;
  } while (token !== undefined);
  return { ids, pageSizes, examined };
};

const idsDown = (from: number, to: number): readonly string[] =>
  Array.from({ length: from - to + 1 }, (_, index) => traceIdOf(from - index));

describe('a listing of summaries', () => {
  it('gives pages that are short, or empty, and carry a token all the same', async () => {
    const local = makeLocal();
    await fill(local, 2_500);
    const window = { StartTime: BEGIN, EndTime: BEGIN + 3_000 };
    const oldest = await listAll(local, { ...window, FilterExpression: 'annotation.number < 2' });
    expect(oldest).toEqual({ ids: idsDown(1, 0), pageSizes: [0, 0, 2], examined: 2_500 });
    const all = await listAll(local, window);
    expect(all.ids).toEqual(idsDown(2_499, 0));
    expect(Math.max(...all.pageSizes)).toBe(100);
    const hour = { StartTime: BEGIN + 100, EndTime: BEGIN + 300 };
    expect((await listAll(local, hour)).ids).toEqual(idsDown(299, 100));
    local.store.close();
  });

  it('goes on where it was, whatever arrives meanwhile', async () => {
    const local = makeLocal();
    await fill(local, 150);
    const window = { StartTime: BEGIN, EndTime: BEGIN + 500 };
    const first = await local.api.getTraceSummaries(window);
    await local.put(rootOf(400, BEGIN + 400), rootOf(401, BEGIN + 149));
    const second = await local.api.getTraceSummaries({
      ...window,
      NextToken: first.NextToken ?? '',
    });
    expect(second.TraceSummaries?.map(({ Id }) => Id)).toEqual(idsDown(49, 0));
    local.store.close();
  });

  it('says from when on it has looked', async () => {
    const local = makeLocal();
    await fill(local, 150);
    const window = { StartTime: BEGIN - 10, EndTime: BEGIN + 500 };
    const first = await local.api.getTraceSummaries(window);
    expect(first.ApproximateTime).toBe(BEGIN + 50);
    const second = await local.api.getTraceSummaries({
      ...window,
      NextToken: first.NextToken ?? '',
    });
    expect(second.ApproximateTime).toBe(BEGIN - 10);
    local.store.close();
  });

  it('looks at the newest thousand when a sample is asked for without a rate', async () => {
    const local = makeLocal();
    await fill(local, 1_200);
    const window = { StartTime: BEGIN, EndTime: BEGIN + 2_000, Sampling: true };
    const sample = await listAll(local, window);
    expect(sample.ids).toEqual(idsDown(1_199, 200));
    const named = { ...window, SamplingStrategy: { Name: 'PartialScan' as const } };
    expect((await listAll(local, named)).examined).toBe(1_000);
    local.store.close();
  });

  it('ignores a strategy when no sample is asked for', async () => {
    const local = makeLocal();
    await fill(local, 10);
    const window = { StartTime: BEGIN, EndTime: BEGIN + 20 };
    const { ids } = await listAll(local, {
      ...window,
      SamplingStrategy: { Name: 'FixedRate', Value: 9 },
    });
    expect(ids).toHaveLength(10);
    local.store.close();
  });

  it('takes a fixed share of what was received, the same one each time', async () => {
    const local = makeLocal();
    await fill(local, 1_000);
    const nowSeconds = local.clock.now() / 1_000;
    const sample = (Value: number) =>
      listAll(local, {
        StartTime: nowSeconds - 60,
        EndTime: nowSeconds + 60,
        TimeRangeType: 'Event',
        Sampling: true,
        SamplingStrategy: { Name: 'FixedRate', Value },
      });
    const tenth = await sample(0.1);
    expect(tenth.ids.length).toBeGreaterThan(60);
    expect(tenth.ids.length).toBeLessThan(140);
    expect(tenth.examined).toBe(tenth.ids.length);
    expect(await sample(0.1)).toEqual(tenth);
    const half = await sample(0.5);
    expect(half.ids).toEqual(expect.arrayContaining([...tenth.ids]));
    local.store.close();
  });

  it('finds by receipt what began long ago, at its latest change', async () => {
    const local = makeLocal();
    await local.put(rootOf(1, 1_000));
    const receivedAt = local.clock.now() / 1_000;
    await local.clock.advance(60_000);
    await local.put({
      ...rootOf(1, 1_000.1),
      id: '00000000000000aa',
      parent_id: '0000000000000010',
    });
    const at = (StartTime: number) =>
      listAll(local, { StartTime, EndTime: StartTime + 1, TimeRangeType: 'Event' });
    expect((await at(receivedAt)).ids).toEqual([]);
    expect((await at(receivedAt + 60)).ids).toEqual([traceIdOf(1)]);
    local.store.close();
  });

  it('finds by the end of the service the filter names, not of others', async () => {
    const local = makeLocal();
    const child = {
      ...rootOf(1, BEGIN + 1, 1),
      id: '00000000000000aa',
      parent_id: '0000000000000010',
    };
    await local.put(rootOf(1, BEGIN, 300), { ...child, name: 'child' });
    const ended = (FilterExpression: string, second: number) =>
      listAll(local, {
        StartTime: BEGIN + second,
        EndTime: BEGIN + second + 1,
        TimeRangeType: 'Service',
        FilterExpression,
      });
    expect((await ended('service("child")', 2)).ids).toEqual([traceIdOf(1)]);
    expect((await ended('service("root")', 2)).ids).toEqual([]);
    expect((await ended('service("root") AND !service("nobody")', 300)).ids).toEqual([
      traceIdOf(1),
    ]);
    expect((await ended('', 300)).ids).toEqual([traceIdOf(1)]);
    expect((await ended('', 150)).ids).toEqual([]);
    local.store.close();
  });

  it('shows the same services as the trace has nodes', async () => {
    const local = makeLocal();
    await local.put(rootOf(1, BEGIN, 1, { origin: 'AWS::ECS::Container' }));
    const window = { StartTime: BEGIN, EndTime: BEGIN + 1 };
    const { TraceSummaries: [summary] = [] } = await local.api.getTraceSummaries(window);
    expect(JSON.parse(JSON.stringify(summary)).ServiceIds).toEqual([
      { Name: 'root', Names: ['root'], Type: 'AWS::ECS::Container' },
      { Name: 'root', Names: ['root'], Type: 'client' },
    ]);
    local.store.close();
  });

  it('resolves groups in expressions', async () => {
    const local = makeLocal();
    await local.put(rootOf(1, BEGIN, 1, { fault: true }), rootOf(2, BEGIN));
    await local.api.createGroup({ GroupName: 'broken', FilterExpression: 'fault' });
    const window = { StartTime: BEGIN, EndTime: BEGIN + 1 };
    const { ids } = await listAll(local, { ...window, FilterExpression: 'group.name = "broken"' });
    expect(ids).toEqual([traceIdOf(1)]);
    local.store.close();
  });
});
