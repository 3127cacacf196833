import { expect, it } from 'vitest';
import { type GetSubject, refusalOf } from '../subject.ts';

const NO_KEY = { EncryptionConfig: { Type: 'NONE', Status: 'ACTIVE' } };

export const describeGetEncryptionConfig = (subject: GetSubject): void => {
  it('tells of no key until one is put', async () => {
    expect(await subject().api.getEncryptionConfig({})).toEqual(NO_KEY);
  });
};

export const describePutEncryptionConfig = (subject: GetSubject): void => {
  it('keeps a key, and lets it go', async () => {
    const { api } = subject();
    const { EncryptionConfig } = await api.putEncryptionConfig({
      Type: 'KMS',
      KeyId: 'alias/mine',
    });
    expect(EncryptionConfig).toMatchObject({ Type: 'KMS', KeyId: 'alias/mine' });
    expect(['ACTIVE', 'UPDATING']).toContain(EncryptionConfig?.Status);
    expect((await api.getEncryptionConfig({})).EncryptionConfig).toMatchObject({
      Type: 'KMS',
      KeyId: 'alias/mine',
    });
    expect(await api.putEncryptionConfig({ Type: 'NONE' })).toEqual(NO_KEY);
    expect(await api.getEncryptionConfig({})).toEqual(NO_KEY);
  });

  it.each([
    [{ Type: 'KMS' }, /^InvalidRequestException: .*KeyId/],
    [{ Type: 'NONE', KeyId: 'alias/mine' }, /^InvalidRequestException: .*KeyId/],
    [{ Type: 'ROT13' }, /^ValidationException: .* at 'type' .*enum value set/],
    [{}, /^ValidationException: .* Value null at 'type'/],
  ])('refuses %j', async (input, refusal) => {
    expect(await refusalOf(subject().api.putEncryptionConfig(input as never))).toMatch(refusal);
  });
};

const ruleOf = (percentage: number) => ({
  Name: 'Default',
  ModifiedAt: expect.any(Number),
  Rule: {
    Probabilistic: {
      DesiredSamplingPercentage: percentage,
      ActualSamplingPercentage: percentage,
    },
  },
});

export const describeGetIndexingRules = (subject: GetSubject): void => {
  it('has the default rule: one percent', async () => {
    expect(await subject().api.getIndexingRules({})).toEqual({ IndexingRules: [ruleOf(1)] });
  });
};

export const describeUpdateIndexingRule = (subject: GetSubject): void => {
  const update = (Name: string, DesiredSamplingPercentage: number) =>
    subject().api.updateIndexingRule({
      Name,
      Rule: { Probabilistic: { DesiredSamplingPercentage } },
    });

  it('changes the percentage', async () => {
    expect(await update('Default', 12.5)).toEqual({ IndexingRule: ruleOf(12.5) });
    expect(await subject().api.getIndexingRules({})).toEqual({ IndexingRules: [ruleOf(12.5)] });
    await update('Default', 1);
  });

  it('refuses another rule, and what is no percentage', async () => {
    expect(await refusalOf(update('Other', 5))).toMatch(/^ResourceNotFoundException: /);
    expect(await refusalOf(update('Default', 101))).toMatch(/^InvalidRequestException: /);
  });
};

export const describeGetTraceSegmentDestination = (subject: GetSubject): void => {
  it('is X-Ray', async () => {
    expect(await subject().api.getTraceSegmentDestination({})).toEqual({
      Destination: 'XRay',
      Status: 'ACTIVE',
    });
  });
};

export const describePutTelemetryRecords = (subject: GetSubject): void => {
  const record = (Timestamp: number) => ({
    Timestamp,
    SegmentsReceivedCount: 5,
    SegmentsSentCount: 4,
    SegmentsSpilloverCount: 1,
    SegmentsRejectedCount: 0,
    BackendConnectionErrors: {
      TimeoutCount: 0,
      ConnectionRefusedCount: 1,
      HTTPCode4XXCount: 0,
      HTTPCode5XXCount: 0,
      UnknownHostCount: 0,
      OtherCount: 0,
    },
  });

  it('takes what a daemon tells of itself', async () => {
    const answer = await subject().api.putTelemetryRecords({
      TelemetryRecords: [record(subject().nowMs() / 1_000)],
      EC2InstanceId: 'i-0a',
      Hostname: 'shop-1',
      ResourceARN: 'arn:aws:ec2:us-east-1:000000000000:instance/i-0a',
    });
    expect(answer).toEqual({});
  });

  it.each([
    [{ TelemetryRecords: [] }, 'InvalidRequestException: Telemetry records cannot be empty'],
    [
      { TelemetryRecords: [{}] },
      /^ValidationException: .*'telemetryRecords\.1\.member\.timestamp'/,
    ],
    [{ TelemetryRecords: [record(1)], EC2InstanceId: 'x'.repeat(21) }, /^ValidationException: /],
    [{ TelemetryRecords: [{ Timestamp: 'now' }] }, /^SerializationException: /],
    [{}, /^ValidationException: .* Value null at 'telemetryRecords'/],
  ])('refuses %j', async (input, refusal) => {
    expect(await refusalOf(subject().api.putTelemetryRecords(input as never))).toMatch(refusal);
  });
};
