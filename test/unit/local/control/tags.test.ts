import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../../src/xray/api/api-error.ts';
import { ACCOUNT_ARN, makeControl, newRule, refusalOf } from './make-control.ts';

const ResourceARN = `${ACCOUNT_ARN}sampling-rule/checkout`;
const tag = (Key: string, Value = '') => ({ Key, Value });

const withTags = async (...Tags: { Key: string; Value: string }[]) => {
  const made = makeControl();
  await made.control.createSamplingRule({ SamplingRule: newRule(), Tags });
  const list = async () => (await made.control.listTagsForResource({ ResourceARN })).Tags;
  return { ...made, list };
};

describe('tags', () => {
  it('come with a new rule, are added, replaced in place and removed', async () => {
    const { control, list } = await withTags(tag('Owner', 'shop'), tag('Stage', 'dev'));
    await control.tagResource({
      ResourceARN,
      Tags: [tag('Stage', 'prod'), tag('email@owner', 'a@b')],
    });
    expect(await list()).toEqual([
      tag('Owner', 'shop'),
      tag('Stage', 'prod'),
      tag('email@owner', 'a@b'),
    ]);
    await control.untagResource({ ResourceARN, TagKeys: ['Owner', 'Absent'] });
    expect(await list()).toEqual([tag('Stage', 'prod'), tag('email@owner', 'a@b')]);
  });

  it('belong to groups as well, and go with them', async () => {
    const { control } = makeControl();
    const input = { GroupName: 'slow', FilterExpression: 'fault', Tags: [tag('a', 'b')] };
    const { Group } = await control.createGroup(input);
    const arn = Group?.GroupARN ?? '';
    expect(
      (await control.listTagsForResource({ ResourceARN: arn, NextToken: 'any' })).Tags,
    ).toEqual([tag('a', 'b')]);
    await control.deleteGroup({ GroupName: 'slow' });
    const gone = control.listTagsForResource({ ResourceARN: arn });
    expect(await refusalOf(gone)).toBe(`ResourceNotFoundException: Resource ${arn} not found`);
    const again = await control.createGroup({ GroupName: 'slow', FilterExpression: 'fault' });
    const ResourceARN = again.Group?.GroupARN ?? '';
    expect((await control.listTagsForResource({ ResourceARN })).Tags).toEqual([]);
  });

  it('do not come back with a rule made anew', async () => {
    const { control, list } = await withTags(tag('a'));
    await control.deleteSamplingRule({ RuleName: 'checkout' });
    await control.createSamplingRule({ SamplingRule: newRule() });
    expect(await list()).toEqual([]);
  });

  it.each([
    [
      'a reserved key',
      [tag('AWS:x')],
      'Caller is an end user and not allowed to mutate system tags',
    ],
    ['a key twice', [tag('a', '1'), tag('a', '2')], 'Duplicate tag keys found in the request'],
    [
      'a key with a star',
      [tag('a*')],
      'Tag keys and values may hold letters, numbers, spaces and _ . : / = + - @',
    ],
    [
      'a value with a line break',
      [tag('a', 'b\nc')],
      'Tag keys and values may hold letters, numbers, spaces and _ . : / = + - @',
    ],
    [
      'more than 50',
      Array.from({ length: 50 }, (_, index) => tag(`key${index}`)),
      'The resultant tag set must not have more than 50 user tags.',
    ],
  ])('refuse %s, and stay as they were', async (_, Tags, message) => {
    const { control, list } = await withTags(tag('Owner'));
    expect(await refusalOf(control.tagResource({ ResourceARN, Tags }))).toBe(
      `InvalidRequestException: ${message}`,
    );
    expect(await list()).toEqual([tag('Owner')]);
  });

  it('may be 50', async () => {
    const { control, list } = await withTags(tag('key0'));
    const Tags = Array.from({ length: 50 }, (_, index) => tag(`key${index}`));
    await control.tagResource({ ResourceARN, Tags });
    expect(await list()).toHaveLength(50);
  });

  it.each([
    `${ACCOUNT_ARN}sampling-rule/other`,
    'arn:aws:xray:us-east-1:000000000000:sampling-rule/checkout',
    'x',
  ])('have no place on %s, and the error names it', async (arn) => {
    const { control } = await withTags();
    for (const call of [
      control.listTagsForResource({ ResourceARN: arn }),
      control.tagResource({ ResourceARN: arn, Tags: [] }),
      control.untagResource({ ResourceARN: arn, TagKeys: [] }),
    ]) {
      const error = await call.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ name: 'ResourceNotFoundException', resourceName: arn });
    }
  });
});
