import { describe, expect, it } from 'vitest';
import { readServiceMap, readTraceMap } from '../../../../src/core/map/service-map.ts';
import { XrayctlError } from '../../../../src/std/xrayctl-error.ts';
import { ApiError } from '../../../../src/xray/api/api-error.ts';
import type {
  GetServiceGraphInput,
  GetServiceGraphOutput,
  GetTraceGraphInput,
  GetTraceGraphOutput,
} from '../../../../src/xray/api/graph.ts';
import type { TraceId } from '../../../../src/xray/ids.ts';

const HOUR = 3_600;
const waiting = { clock: { sleep: async () => undefined }, random: { next: () => 0 } };

const mapOf = async (
  end: number,
  answer: (input: GetServiceGraphInput) => GetServiceGraphOutput,
  group?: string,
) => {
  const asked: GetServiceGraphInput[] = [];
  const getServiceGraph = async (input: GetServiceGraphInput) => {
    asked.push(input);
    return answer(input);
  };
  const map = await readServiceMap(
    { ...waiting, xray: { getServiceGraph } },
    { window: { start: 0, end }, group },
  );
  return { map, asked };
};

describe('readServiceMap', () => {
  it('reads every page of every window and merges them', async () => {
    const { map, asked } = await mapOf(12 * HOUR, ({ StartTime, EndTime, NextToken }) =>
      NextToken === undefined
        ? {
            Services: [{ ReferenceId: 0, Name: 'a', Edges: [{ ReferenceId: 1 }] }],
            StartTime,
            EndTime,
            NextToken: 'more',
          }
        : { Services: [{ ReferenceId: 1, Name: 'b' }], StartTime, EndTime },
    );
    expect(asked).toHaveLength(4);
    expect(map).toMatchObject({
      start: 0,
      end: 12 * HOUR,
      windows: { read: 2, total: 2 },
      missing: [],
      containsOldGroupVersions: false,
    });
    expect(map.services).toEqual([
      { ReferenceId: 0, Name: 'a', Edges: [{ ReferenceId: 1 }] },
      { ReferenceId: 1, Name: 'b', Edges: [] },
    ]);
  });

  it('asks for a group, and tells when its filter changed', async () => {
    const { map, asked } = await mapOf(
      HOUR,
      () => ({ Services: [], ContainsOldGroupVersions: true }),
      'slow',
    );
    expect(asked).toEqual([{ StartTime: 0, EndTime: HOUR, GroupName: 'slow' }]);
    expect(map).toMatchObject({ containsOldGroupVersions: true, start: undefined });
  });

  it('gives what it could read, and names what it could not', async () => {
    const { map } = await mapOf(12 * HOUR, ({ StartTime }) => {
      if (StartTime === 0) throw new XrayctlError('remote', 'X-Ray broke');
      return { Services: [{ ReferenceId: 0, Name: 'a' }] };
    });
    expect(map.missing).toEqual([{ start: 0, end: 6 * HOUR, reason: 'X-Ray broke' }]);
    expect(map.services.map(({ Name }) => Name)).toEqual(['a']);
  });
});

describe('readTraceMap', () => {
  const read = (answer: (input: GetTraceGraphInput) => GetTraceGraphOutput) =>
    readTraceMap(
      { ...waiting, xray: { getTraceGraph: async (input: GetTraceGraphInput) => answer(input) } },
      { id: '1-6553f100-000000000000000000000001' as TraceId },
    );

  it('asks for the one trace and follows its pages', async () => {
    const services = await read(({ TraceIds, NextToken }) => ({
      Services: [{ ReferenceId: NextToken === undefined ? 0 : 1, Name: TraceIds[0] ?? '' }],
      ...(NextToken === undefined ? { NextToken: 'more' } : {}),
    }));
    expect(services.map(({ ReferenceId }) => ReferenceId)).toEqual([0, 1]);
  });

  it('has no services for a trace X-Ray does not know', async () => {
    const services = await read(() => {
      throw new ApiError('InvalidRequestException', 'Trace id not found');
    });
    expect(services).toEqual([]);
  });

  it('fails as X-Ray fails otherwise', async () => {
    const reading = read(() => {
      throw new ApiError('AccessDeniedException', 'Denied');
    });
    await expect(reading).rejects.toMatchObject({ kind: 'access' });
  });
});
