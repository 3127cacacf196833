import { expect, it } from 'vitest';
import type { Tag } from '../../../src/xray/api/admin.ts';
import { type GetSubject, refusalOf } from '../subject.ts';

const NOBODY = 'arn:aws:xray:us-east-1:000000000000:group/nobody/X';
const NOT_FOUND = `ResourceNotFoundException: Resource ${NOBODY} not found`;

/** Lends a group of its own to a test, tagged. */
const withGroup = async (
  subject: GetSubject,
  Tags: readonly Tag[],
  test: (ResourceARN: string) => Promise<void>,
): Promise<void> => {
  const { api } = subject();
  const group = { GroupName: 'tagged', FilterExpression: 'ok', Tags };
  const { Group } = await api.createGroup(group);
  try {
    await test(Group?.GroupARN ?? '');
  } finally {
    await api.deleteGroup({ GroupName: 'tagged' });
  }
};

const TEAM = { Key: 'team', Value: 'shop' };

export const describeListTagsForResource = (subject: GetSubject): void => {
  it('lists the tags of a group, and none of the default ones', async () => {
    await withGroup(subject, [TEAM], async (ResourceARN) => {
      expect(await subject().api.listTagsForResource({ ResourceARN })).toEqual({ Tags: [TEAM] });
    });
    const { SamplingRuleRecords = [] } = await subject().api.getSamplingRules({});
    const ResourceARN = SamplingRuleRecords[0]?.SamplingRule?.RuleARN ?? '';
    expect(await subject().api.listTagsForResource({ ResourceARN })).toEqual({ Tags: [] });
  });

  it('refuses a resource that is not there', async () => {
    const call = subject().api.listTagsForResource({ ResourceARN: NOBODY });
    expect(await refusalOf(call)).toBe(NOT_FOUND);
  });
};

export const describeTagResource = (subject: GetSubject): void => {
  it('adds tags and replaces those of the same key', async () => {
    await withGroup(subject, [TEAM], async (ResourceARN) => {
      const { api } = subject();
      const stage = { Key: 'e-mail@stage', Value: '' };
      const Tags = [{ Key: 'team', Value: 'cart' }, stage];
      expect(await api.tagResource({ ResourceARN, Tags })).toEqual({});
      const listed = await api.listTagsForResource({ ResourceARN });
      expect(listed.Tags).toEqual(Tags);
    });
  });

  it('takes 50 tags of a resource', async () => {
    await withGroup(subject, [TEAM], async (ResourceARN) => {
      const { api } = subject();
      const many = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));
      expect(await refusalOf(api.tagResource({ ResourceARN, Tags: many }))).toMatch(
        /^(InvalidRequest|TooManyTags)Exception: .*50/,
      );
      expect((await api.listTagsForResource({ ResourceARN })).Tags).toEqual([TEAM]);
      await api.tagResource({ ResourceARN, Tags: many.slice(1) });
      expect((await api.listTagsForResource({ ResourceARN })).Tags).toHaveLength(50);
    });
  });

  it.each([
    [[{ Key: 'aws:mine', Value: '' }], /^InvalidRequestException: .*system tags/],
    [[TEAM, TEAM], /^InvalidRequestException: Duplicate tag keys/],
    [[{ Key: '', Value: '' }], /^ValidationException: .* at 'tags\.1\.member\.key' /],
    [[{ Key: 'k' }], /^ValidationException: .* Value null at 'tags\.1\.member\.value' /],
    [[{ Key: 'k', Value: 'v'.repeat(257) }], /^ValidationException: .*\.value' /],
  ])('refuses %j', async (Tags, refusal) => {
    await withGroup(subject, [], async (ResourceARN) => {
      const call = subject().api.tagResource({ ResourceARN, Tags } as never);
      expect(await refusalOf(call)).toMatch(refusal);
    });
  });

  it('refuses a resource that is not there', async () => {
    const call = subject().api.tagResource({ ResourceARN: NOBODY, Tags: [TEAM] });
    expect(await refusalOf(call)).toBe(NOT_FOUND);
  });
};

export const describeUntagResource = (subject: GetSubject): void => {
  it('takes tags away, those that are not there too', async () => {
    const stage = { Key: 'stage', Value: 'test' };
    await withGroup(subject, [TEAM, stage], async (ResourceARN) => {
      const { api } = subject();
      expect(await api.untagResource({ ResourceARN, TagKeys: ['team', 'none'] })).toEqual({});
      expect((await api.listTagsForResource({ ResourceARN })).Tags).toEqual([stage]);
    });
  });

  it('refuses a resource that is not there', async () => {
    const call = subject().api.untagResource({ ResourceARN: NOBODY, TagKeys: ['a'] });
    expect(await refusalOf(call)).toBe(NOT_FOUND);
  });
};
