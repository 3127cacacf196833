import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../../../src/xray/api/operations.ts';
import { printFilter } from '../../../../src/xray/filter/print.ts';
import { ACCOUNT_ARN, makeControl, refusalOf, START } from './make-control.ts';

const OFF = { InsightsEnabled: false, NotificationsEnabled: false };
const DEFAULT_GROUP = {
  GroupName: 'Default',
  GroupARN: `${ACCOUNT_ARN}group/Default`,
  InsightsConfiguration: OFF,
};
const DEFAULT_ARN = DEFAULT_GROUP.GroupARN;

const withGroup = async () => {
  const made = makeControl();
  const { Group } = await made.control.createGroup({
    GroupName: 'slow',
    FilterExpression: 'fault',
  });
  return { ...made, arn: Group?.GroupARN ?? '' };
};

describe('the groups', () => {
  it('are Default alone at first, without a filter', async () => {
    const { control } = makeControl();
    expect(await control.getGroups({})).toEqual({ Groups: [DEFAULT_GROUP] });
    expect(await control.getGroup({ GroupName: 'Default' })).toEqual({ Group: DEFAULT_GROUP });
    expect(await control.getGroup({ GroupARN: DEFAULT_ARN })).toEqual({ Group: DEFAULT_GROUP });
  });

  it('are listed Default first, then by name, on one page', async () => {
    const { control } = makeControl();
    for (const GroupName of ['b', 'A', 'a']) {
      await control.createGroup({ GroupName, FilterExpression: 'error' });
    }
    const { Groups } = await control.getGroups({});
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(['Default', 'A', 'a', 'b']);
    expect(await refusalOf(control.getGroups({ NextToken: 'x' }))).toBe(
      'InvalidRequestException: Next Token not supported',
    );
  });

  it('outlive the control plane that made them', async () => {
    const { settings, control } = await withGroup();
    expect(await makeControl(settings).control.getGroups({})).toEqual(await control.getGroups({}));
  });

  it.each([{}, { GroupName: 'slow', GroupARN: DEFAULT_ARN }])(
    'are not found by %j: one of name and ARN must be given',
    async (key) => {
      const { control } = await withGroup();
      const message = 'InvalidRequestException: Provide either GroupName or GroupARN';
      expect(await refusalOf(control.getGroup(key))).toBe(message);
      expect(await refusalOf(control.updateGroup({ ...key, FilterExpression: 'ok' }))).toBe(
        message,
      );
      expect(await refusalOf(control.deleteGroup(key))).toBe(message);
    },
  );

  it.each([{ GroupName: 'Slow' }, { GroupARN: `${ACCOUNT_ARN}group/slow` }, { GroupARN: 'x' }])(
    'are not found by %j: names are case-sensitive and ARNs whole',
    async (key) => {
      const { control } = await withGroup();
      expect(await refusalOf(control.getGroup(key))).toBe(
        'InvalidRequestException: Group not found',
      );
    },
  );
});

describe('creating a group', () => {
  it('gives it an ARN of its own, new each time', async () => {
    const { control, arn } = await withGroup();
    expect(arn).toMatch(/^arn:aws:xray:eu-west-1:000000000000:group\/slow\/[A-Z2-7]{52}$/);
    await control.deleteGroup({ GroupName: 'slow' });
    const again = await control.createGroup({ GroupName: 'slow', FilterExpression: 'fault' });
    expect(again.Group?.GroupARN).not.toBe(arn);
    expect(again.Group).toMatchObject({ FilterExpression: 'fault', InsightsConfiguration: OFF });
  });

  it.each<[string, InputOf<'CreateGroup'>, string]>([
    ['a taken name', { GroupName: 'slow', FilterExpression: 'ok' }, 'slow already exists'],
    [
      'the name Default',
      { GroupName: 'Default', FilterExpression: 'ok' },
      'Default is a reserved group name',
    ],
    [
      'a name with a space',
      { GroupName: 'a b', FilterExpression: 'ok' },
      'Group names may hold letters, numbers and hyphens',
    ],
    ['no filter', { GroupName: 'a' }, 'Filter Expression is empty'],
    ['a blank filter', { GroupName: 'a', FilterExpression: '  ' }, 'Filter Expression is empty'],
    [
      'notifications without insights',
      {
        GroupName: 'a',
        FilterExpression: 'ok',
        InsightsConfiguration: { NotificationsEnabled: true },
      },
      'Notifications can only be enabled on a group with insights enabled',
    ],
    [
      'a filter on itself',
      { GroupName: 'a', FilterExpression: 'fault OR !(group.name = "a")' },
      'The filter expression of group a refers to itself',
    ],
  ])('refuses %s', async (_, input, message) => {
    const { control } = await withGroup();
    expect(await refusalOf(control.createGroup(input))).toBe(`InvalidRequestException: ${message}`);
    expect((await control.getGroups({})).Groups).toHaveLength(2);
  });

  it('refuses a filter that cannot be parsed, and says why', async () => {
    const { control } = makeControl();
    const refusal = await refusalOf(
      control.createGroup({ GroupName: 'a', FilterExpression: 'fault =' }),
    );
    expect(refusal).toMatch(/^InvalidRequestException: .+/);
    expect(refusal).not.toContain('undefined');
  });

  it('stops at 25 groups, Default included', async () => {
    const { control } = makeControl();
    for (let index = 0; index < 24; index += 1) {
      await control.createGroup({ GroupName: `group-${index}`, FilterExpression: 'ok' });
    }
    expect(
      await refusalOf(control.createGroup({ GroupName: 'more', FilterExpression: 'ok' })),
    ).toBe('InvalidRequestException: The limit of 25 groups, Default included, has been reached');
  });
});

describe('updating a group', () => {
  it('replaces filter and insights, by name or by ARN', async () => {
    const { control, arn } = await withGroup();
    const on = { InsightsEnabled: true, NotificationsEnabled: true };
    const first = await control.updateGroup({
      GroupName: 'slow',
      FilterExpression: 'error',
      InsightsConfiguration: on,
    });
    expect(first.Group).toMatchObject({ FilterExpression: 'error', InsightsConfiguration: on });
    const second = await control.updateGroup({
      GroupARN: arn,
      FilterExpression: 'error',
      InsightsConfiguration: { NotificationsEnabled: false },
    });
    expect(second.Group?.InsightsConfiguration).toEqual({
      InsightsEnabled: true,
      NotificationsEnabled: false,
    });
  });

  it.each([{}, { FilterExpression: '' }, { InsightsConfiguration: OFF }])(
    'wants a filter, and so refuses %j',
    async (change) => {
      const { control } = await withGroup();
      expect(await refusalOf(control.updateGroup({ GroupName: 'slow', ...change }))).toBe(
        'InvalidRequestException: Filter Expression is empty',
      );
    },
  );

  it('refuses a filter that comes back to its group through others, by name or by ARN', async () => {
    const { control, arn } = await withGroup();
    await control.createGroup({ GroupName: 'b', FilterExpression: `group.arn = "${arn}" fault` });
    await control.createGroup({ GroupName: 'c', FilterExpression: 'group.name = "b" OR ok' });
    const update = (FilterExpression: string) =>
      refusalOf(control.updateGroup({ GroupName: 'slow', FilterExpression }));
    expect(await update('group.name = "c"')).toBe(
      'InvalidRequestException: The filter expression of group slow refers to itself',
    );
    expect(await update('group.name = "unknown"')).toBe('accepted');
  });

  it('changes the insights of Default, never its filter', async () => {
    const { control } = makeControl();
    const on = { InsightsEnabled: true };
    const { Group } = await control.updateGroup({
      GroupName: 'Default',
      InsightsConfiguration: on,
    });
    expect(Group?.InsightsConfiguration).toEqual({ ...OFF, ...on });
    const filtered = control.updateGroup({ GroupName: 'Default', FilterExpression: 'ok' });
    expect(await refusalOf(filtered)).toBe(
      'InvalidRequestException: The filter expression of the Default group cannot be changed',
    );
    expect((await control.getGroups({})).Groups).toEqual([
      { ...DEFAULT_GROUP, InsightsConfiguration: { ...OFF, ...on } },
    ]);
  });
});

describe('deleting a group', () => {
  it('takes it away, by name or by ARN', async () => {
    const { control, arn } = await withGroup();
    expect(await control.deleteGroup({ GroupARN: arn })).toEqual({});
    expect(await refusalOf(control.deleteGroup({ GroupName: 'slow' }))).toBe(
      'InvalidRequestException: Group not found',
    );
  });

  it('is not for Default', async () => {
    expect(await refusalOf(makeControl().control.deleteGroup({ GroupName: 'Default' }))).toBe(
      'InvalidRequestException: The Default group cannot be deleted',
    );
  });
});

describe('groups for those who answer questions about traces', () => {
  it('are found with their filter, or refused as the API refuses them', async () => {
    const { control, arn } = await withGroup();
    expect(control.findGroup({ GroupName: 'slow' }).FilterExpression).toBe('fault');
    expect(control.findGroup({ GroupARN: arn }).GroupName).toBe('slow');
    expect(control.findGroup({ GroupName: 'Default' }).FilterExpression).toBeUndefined();
    expect(() => control.findGroup({ GroupName: 'other' })).toThrow('Group not found');
  });

  it('stand for their filter in other filters, Default for every trace', async () => {
    const { control, arn } = await withGroup();
    const fault = { kind: 'field', keyword: 'fault' };
    expect(control.groupFilter({ name: 'slow' })).toEqual(fault);
    expect(control.groupFilter({ arn })).toEqual(fault);
    expect(control.groupFilter({ name: 'other' })).toBeUndefined();
    const all = control.groupFilter({ name: 'Default' });
    expect(all && printFilter(all)).toBe('ok OR !ok');
  });

  it('know when their filter changed after they were made', async () => {
    const { control, advance } = await withGroup();
    expect(control.groupChangedAt('slow')).toBeUndefined();
    advance(100);
    await control.updateGroup({ GroupName: 'slow', FilterExpression: 'fault' });
    expect(control.groupChangedAt('slow')).toBeUndefined();
    await control.updateGroup({ GroupName: 'slow', FilterExpression: 'error' });
    advance(100);
    await control.updateGroup({ GroupName: 'slow', FilterExpression: 'error' });
    expect(control.groupChangedAt('slow')).toBe(START + 100);
    expect(control.groupChangedAt('other')).toBeUndefined();
  });
});
