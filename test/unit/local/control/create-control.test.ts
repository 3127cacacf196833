import { describe, expect, it } from 'vitest';
import { createControl } from '../../../../src/local/control/create-control.ts';
import { OPERATION_PATHS } from '../../../../src/xray/api/operations.ts';
import { createMemorySettings } from '../../../support/memory-settings.ts';
import { makeControl, refusalOf } from './make-control.ts';

const TRACE_OPERATIONS = [
  'PutTraceSegments',
  'GetTraceSummaries',
  'BatchGetTraces',
  'GetServiceGraph',
  'GetTraceGraph',
  'GetTimeSeriesServiceStatistics',
];

describe('the control plane', () => {
  it('has a method for every operation that is not about traces', () => {
    const { findGroup, groupFilter, groupChangedAt, ...api } = makeControl().control;
    const expected = Object.keys(OPERATION_PATHS)
      .filter((name) => !TRACE_OPERATIONS.includes(name))
      .map((name) => name.charAt(0).toLowerCase() + name.slice(1));
    expect(Object.keys(api).sort()).toEqual(expected.sort());
  });

  it('rejects, and does not throw, what is not valid', async () => {
    const { control } = makeControl();
    const call = control.getGroup({ GroupName: 5 } as never);
    expect(await refusalOf(call)).toBe(
      "SerializationException: NUMBER_VALUE can not be converted to a String (at 'groupName')",
    );
  });

  it.each([
    ['cn-north-1', 'arn:aws-cn:xray:cn-north-1:1:group/Default'],
    ['us-gov-west-1', 'arn:aws-us-gov:xray:us-gov-west-1:1:group/Default'],
    ['eu-west-1', 'arn:aws:xray:eu-west-1:1:group/Default'],
  ])('names things by the partition of %s', (region, arn) => {
    const control = createControl({
      settings: createMemorySettings(),
      clock: { now: () => 0 },
      random: { hex: (bytes) => '0'.repeat(bytes * 2) },
      region,
      accountId: '1',
    });
    expect(control.findGroup({ GroupName: 'Default' }).GroupARN).toBe(arn);
  });
});
