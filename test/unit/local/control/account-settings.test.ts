import { describe, expect, it } from 'vitest';
import { makeControl, refusalOf, START } from './make-control.ts';

describe('the encryption setting', () => {
  it('is none at first', async () => {
    expect(await makeControl().control.getEncryptionConfig({})).toEqual({
      EncryptionConfig: { Status: 'ACTIVE', Type: 'NONE' },
    });
  });

  it('is what was put last, also after a restart', async () => {
    const { control, settings } = makeControl();
    const config = { KeyId: 'alias/mine', Status: 'ACTIVE', Type: 'KMS' };
    expect(await control.putEncryptionConfig({ Type: 'KMS', KeyId: 'alias/mine' })).toEqual({
      EncryptionConfig: config,
    });
    const again = makeControl(settings).control;
    expect(await again.getEncryptionConfig({})).toEqual({ EncryptionConfig: config });
    await again.putEncryptionConfig({ Type: 'NONE' });
    expect(await again.getEncryptionConfig({})).toEqual({
      EncryptionConfig: { Status: 'ACTIVE', Type: 'NONE' },
    });
  });

  it.each([
    [{ Type: 'KMS' as const }, 'KeyId is required when Type is KMS'],
    [{ Type: 'NONE' as const, KeyId: 'k' }, 'KeyId must be omitted when Type is NONE'],
  ])('refuses %j', async (input, message) => {
    const { control } = makeControl();
    expect(await refusalOf(control.putEncryptionConfig(input))).toBe(
      `InvalidRequestException: ${message}`,
    );
  });
});

describe('the indexing rule', () => {
  const rule = (percentage: number, ModifiedAt: number) => ({
    Name: 'Default',
    ModifiedAt,
    Rule: {
      Probabilistic: {
        DesiredSamplingPercentage: percentage,
        ActualSamplingPercentage: percentage,
      },
    },
  });
  const wish = (percentage: number) => ({
    Probabilistic: { DesiredSamplingPercentage: percentage },
  });

  it('is one percent until changed, and then what was asked for', async () => {
    const { control, settings } = makeControl();
    expect(await control.getIndexingRules({})).toEqual({ IndexingRules: [rule(1, 0)] });
    expect(await control.updateIndexingRule({ Name: 'Default', Rule: wish(12.5) })).toEqual({
      IndexingRule: rule(12.5, START),
    });
    expect(await makeControl(settings).control.getIndexingRules({})).toEqual({
      IndexingRules: [rule(12.5, START)],
    });
  });

  it.each([
    ['Other', wish(1), 'ResourceNotFoundException: Indexing rule Other not found'],
    [
      'Default',
      wish(100.1),
      'InvalidRequestException: DesiredSamplingPercentage must be a number between 0 and 100',
    ],
    [
      'Default',
      wish(-1),
      'InvalidRequestException: DesiredSamplingPercentage must be a number between 0 and 100',
    ],
    [
      'Default',
      {},
      'InvalidRequestException: DesiredSamplingPercentage must be a number between 0 and 100',
    ],
  ])('of the name %s is not changed to %j', async (Name, Rule, refusal) => {
    const { control } = makeControl();
    expect(await refusalOf(control.updateIndexingRule({ Name, Rule }))).toBe(refusal);
    expect(await control.getIndexingRules({})).toEqual({ IndexingRules: [rule(1, 0)] });
  });
});

it('segments go to X-Ray', async () => {
  expect(await makeControl().control.getTraceSegmentDestination({})).toEqual({
    Destination: 'XRay',
    Status: 'ACTIVE',
  });
});

describe('telemetry', () => {
  const record = (Timestamp: number) => ({ Timestamp, SegmentsReceivedCount: 7 });

  it('is taken', async () => {
    const { control } = makeControl();
    const daemon = { Hostname: 'laptop', EC2InstanceId: 'i-1' };
    expect(await control.putTelemetryRecords({ TelemetryRecords: [record(1)], ...daemon })).toEqual(
      {},
    );
  });

  it('is refused when empty, and when it has no time', async () => {
    const { control } = makeControl();
    expect(await refusalOf(control.putTelemetryRecords({ TelemetryRecords: [] }))).toBe(
      'InvalidRequestException: Telemetry records cannot be empty',
    );
    const timeless = { TelemetryRecords: [{ SegmentsSentCount: 1 }] } as never;
    expect(await refusalOf(control.putTelemetryRecords(timeless))).toMatch(
      /Value null at 'telemetryRecords.1.member.timestamp' failed/,
    );
  });
});
