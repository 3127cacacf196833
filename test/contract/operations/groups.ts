import { expect, it } from 'vitest';
import { makeCheckout } from '../checkout.ts';
import { type GetSubject, putAll, refusalOf, takeSlot } from '../subject.ts';

const NO_INSIGHTS = { InsightsEnabled: false, NotificationsEnabled: false };
const DEFAULT_GROUP = {
  GroupName: 'Default',
  GroupARN: expect.stringMatching(/^arn:aws:xray:us-east-1:\d{12}:group\/Default$/),
  InsightsConfiguration: NO_INSIGHTS,
};
const NOT_FOUND = 'InvalidRequestException: Group not found';
const EITHER = 'InvalidRequestException: Provide either GroupName or GroupARN';

/** What names no group, or not one alone: for every operation that takes a group. */
const BAD_KEYS: readonly (readonly [object, string])[] = [
  [{}, EITHER],
  [{ GroupName: 'a', GroupARN: 'b' }, EITHER],
  [{ GroupName: 'nobody' }, NOT_FOUND],
  // Names are case-sensitive.
  [{ GroupName: 'default' }, NOT_FOUND],
  [{ GroupARN: 'arn:aws:xray:us-east-1:000000000000:group/nobody/X' }, NOT_FOUND],
];

export const describeGetGroups = (subject: GetSubject): void => {
  it('has the default group from the beginning', async () => {
    expect(await subject().api.getGroups({})).toEqual({ Groups: [DEFAULT_GROUP] });
  });

  it('takes no token', async () => {
    expect(await refusalOf(subject().api.getGroups({ NextToken: 'zzz' }))).toBe(
      'InvalidRequestException: Next Token not supported',
    );
  });
};

export const describeGetGroup = (subject: GetSubject): void => {
  it('finds a group by name or ARN', async () => {
    const { Group } = await subject().api.getGroup({ GroupName: 'Default' });
    expect(Group).toEqual(DEFAULT_GROUP);
    expect(await subject().api.getGroup({ GroupARN: Group?.GroupARN ?? '' })).toEqual({ Group });
  });

  it.each(BAD_KEYS)('refuses %j', async (key, refusal) => {
    expect(await refusalOf(subject().api.getGroup(key))).toBe(refusal);
  });
};

export const describeCreateGroup = (subject: GetSubject): void => {
  it('makes a group that is listed, found and filtered by from then on', async () => {
    const { api } = subject();
    const InsightsConfiguration = { InsightsEnabled: true, NotificationsEnabled: true };
    const Tags = [{ Key: 'team', Value: 'shop' }];
    const { Group } = await api.createGroup({
      GroupName: 'of-alice',
      FilterExpression: 'user = "alice"',
      InsightsConfiguration,
      Tags,
    });
    expect(Group).toEqual({
      GroupName: 'of-alice',
      GroupARN: expect.stringMatching(
        /^arn:aws:xray:us-east-1:\d{12}:group\/of-alice\/[A-Z2-7]{52}$/,
      ),
      FilterExpression: 'user = "alice"',
      InsightsConfiguration,
    });
    const GroupARN = Group?.GroupARN ?? '';
    expect((await api.getGroups({})).Groups).toEqual([DEFAULT_GROUP, Group]);
    expect(await api.getGroup({ GroupARN })).toEqual({ Group });
    expect(await api.listTagsForResource({ ResourceARN: GroupARN })).toEqual({ Tags });

    const slot = takeSlot(subject());
    const [alice, bob] = [makeCheckout(slot), makeCheckout(slot, { user: 'bob' })];
    await putAll(subject(), alice.front, bob.front);
    for (const FilterExpression of ['group.name = "of-alice"', `group.arn = "${GroupARN}"`]) {
      const found = await api.getTraceSummaries({ ...slot.window, FilterExpression });
      expect(found.TraceSummaries?.map(({ Id }) => Id)).toEqual([alice.id]);
    }
    await api.deleteGroup({ GroupName: 'of-alice' });
  });

  it('takes 25 groups, the default one included', async () => {
    const { api } = subject();
    const names = Array.from({ length: 24 }, (_, index) => `quota-${index}`);
    for (const GroupName of names) await api.createGroup({ GroupName, FilterExpression: 'ok' });
    const extra = api.createGroup({ GroupName: 'quota-24', FilterExpression: 'ok' });
    expect(await refusalOf(extra)).toMatch(/^InvalidRequestException: .*25 groups/);
    for (const GroupName of names) await api.deleteGroup({ GroupName });
    expect((await api.getGroups({})).Groups).toHaveLength(1);
  });

  it('refuses a name twice', async () => {
    const { api } = subject();
    const twice = { GroupName: 'twice', FilterExpression: 'ok' };
    await api.createGroup(twice);
    expect(await refusalOf(api.createGroup(twice))).toBe(
      'InvalidRequestException: twice already exists',
    );
    await api.deleteGroup({ GroupName: 'twice' });
  });

  it.each([
    [{ GroupName: 'Default' }, 'InvalidRequestException: Default is a reserved group name'],
    [{ GroupName: 'with space' }, /^InvalidRequestException: Group names /],
    [{ GroupName: 'x'.repeat(33) }, /^ValidationException: .* at 'groupName' /],
    [{ GroupName: undefined }, /^ValidationException: .* Value null at 'groupName' /],
    [{ FilterExpression: undefined }, 'InvalidRequestException: Filter Expression is empty'],
    [{ FilterExpression: 'latency >' }, /^InvalidRequestException: /],
    [{ FilterExpression: 'group.name = "refused"' }, /^InvalidRequestException: .*itself/],
    [{ Tags: [{ Key: 'aws:x', Value: 'y' }] }, /^InvalidRequestException: .*system tags/],
  ])('refuses %j, and makes nothing', async (changes, refusal) => {
    const { api } = subject();
    const input = { GroupName: 'refused', FilterExpression: 'ok', ...changes };
    expect(await refusalOf(api.createGroup(input as never))).toMatch(refusal);
    expect((await api.getGroups({})).Groups).toEqual([DEFAULT_GROUP]);
  });
};

export const describeUpdateGroup = (subject: GetSubject): void => {
  it('changes filter and insights, and keeps the ARN', async () => {
    const { api } = subject();
    const { Group } = await api.createGroup({ GroupName: 'altered', FilterExpression: 'ok' });
    const altered = await api.updateGroup({
      GroupARN: Group?.GroupARN ?? '',
      FilterExpression: 'responsetime > 5',
      InsightsConfiguration: { InsightsEnabled: true },
    });
    const expected = {
      ...Group,
      FilterExpression: 'responsetime > 5',
      InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: false },
    };
    expect(altered).toEqual({ Group: expected });
    expect(await api.getGroup({ GroupName: 'altered' })).toEqual({ Group: expected });
    await api.deleteGroup({ GroupName: 'altered' });
  });

  it('refuses to take the filter away', async () => {
    const { api } = subject();
    await api.createGroup({ GroupName: 'bare', FilterExpression: 'ok' });
    expect(await refusalOf(api.updateGroup({ GroupName: 'bare' }))).toBe(
      'InvalidRequestException: Filter Expression is empty',
    );
    await api.deleteGroup({ GroupName: 'bare' });
  });

  it.each(BAD_KEYS)('refuses %j', async (key, refusal) => {
    const call = subject().api.updateGroup({ ...key, FilterExpression: 'ok' });
    expect(await refusalOf(call)).toBe(refusal);
  });
};

export const describeDeleteGroup = (subject: GetSubject): void => {
  it('forgets the group and its tags, not its traces', async () => {
    const { api } = subject();
    const slot = takeSlot(subject());
    await putAll(subject(), makeCheckout(slot).front);
    const { Group } = await api.createGroup({
      GroupName: 'leaving',
      FilterExpression: 'fault',
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    expect(await api.deleteGroup({ GroupName: 'leaving' })).toEqual({});
    expect(await refusalOf(api.getGroup({ GroupName: 'leaving' }))).toBe(NOT_FOUND);
    const tags = api.listTagsForResource({ ResourceARN: Group?.GroupARN ?? '' });
    expect(await refusalOf(tags)).toMatch(/^ResourceNotFoundException: /);
    expect((await api.getTraceSummaries(slot.window)).TraceSummaries).toHaveLength(1);
  });

  it('never deletes the default group', async () => {
    expect(await refusalOf(subject().api.deleteGroup({ GroupName: 'Default' }))).toMatch(
      /^InvalidRequestException: .*Default group/,
    );
  });

  it.each(BAD_KEYS)('refuses %j', async (key, refusal) => {
    expect(await refusalOf(subject().api.deleteGroup(key))).toBe(refusal);
  });
};
