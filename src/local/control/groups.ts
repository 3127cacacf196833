import type { InsightsConfiguration } from '../../xray/api/admin.ts';
import type { EpochSeconds } from '../../xray/api/traces.ts';
import { LIMITS } from '../../xray/limits.ts';
import { invalidRequest } from '../invalid-request.ts';
import { findGroup, type GroupFinding } from './find-group.ts';
import { checkGroupFilter } from './group-filter.ts';
import {
  DEFAULT_GROUP_NAME,
  type GroupStore,
  groupResource,
  NO_INSIGHTS,
  printGroup,
  type StoredGroup,
} from './group-store.ts';
import type { Handlers } from './handlers.ts';
import type { TagStore } from './tags.ts';

/** What the operations on groups need. */
interface GroupsNeeds extends GroupFinding {
  readonly tags: TagStore;
  /** Whole epoch seconds. */
  readonly now: () => EpochSeconds;
  readonly makeId: () => string;
}

type GroupHandlers = Handlers<
  'GetGroups' | 'GetGroup' | 'CreateGroup' | 'UpdateGroup' | 'DeleteGroup'
>;

const GROUP_NAME = /^[A-Za-z0-9-]+$/;

const mergeInsights = (
  old: Required<InsightsConfiguration>,
  change: InsightsConfiguration = {},
): Required<InsightsConfiguration> => {
  const merged = { ...old, ...change };
  if (merged.NotificationsEnabled && !merged.InsightsEnabled) {
    throw invalidRequest('Notifications can only be enabled on a group with insights enabled');
  }
  return merged;
};

/** Refuses a name a new group cannot have, or one group too many. */
const checkNewGroup = (groups: GroupStore, name: string): void => {
  if (!GROUP_NAME.test(name)) {
    throw invalidRequest('Group names may hold letters, numbers and hyphens');
  }
  if (name === DEFAULT_GROUP_NAME) throw invalidRequest('Default is a reserved group name');
  if (groups.get(name)) throw invalidRequest(`${name} already exists`);
  if (groups.all().length >= LIMITS.groups) {
    throw invalidRequest(
      `The limit of ${LIMITS.groups} groups, Default included, has been reached`,
    );
  }
};

/** Create, read, update and delete of groups. */
export const createGroups = (needs: GroupsNeeds): GroupHandlers => {
  const { groups, tags, names, now, makeId } = needs;
  return {
    GetGroups: ({ NextToken }) => {
      if (NextToken !== undefined) throw invalidRequest('Next Token not supported');
      return { Groups: groups.all().map((group) => printGroup(group, names)) };
    },

    GetGroup: (key) => ({ Group: printGroup(findGroup(needs, key), names) }),

    CreateGroup: ({ GroupName, FilterExpression = '', InsightsConfiguration, Tags = [] }) => {
      checkNewGroup(groups, GroupName);
      const group: StoredGroup = {
        name: GroupName,
        id: makeId(),
        filterExpression: FilterExpression,
        insights: mergeInsights(NO_INSIGHTS, InsightsConfiguration),
      };
      checkGroupFilter(group, groups, names);
      tags.assign(groupResource(group), Tags);
      groups.put(group);
      return { Group: printGroup(group, names) };
    },

    // The live service wants a filter in every update, even of insights alone; Default, which has none, is spared.
    UpdateGroup: ({ FilterExpression = '', InsightsConfiguration, ...key }) => {
      const old = findGroup(needs, key);
      const insights = mergeInsights(old.insights, InsightsConfiguration);
      if (old.name === DEFAULT_GROUP_NAME) {
        if (FilterExpression !== '') {
          throw invalidRequest('The filter expression of the Default group cannot be changed');
        }
        groups.put({ ...old, insights });
        return { Group: printGroup({ ...old, insights }, names) };
      }
      const hasChanged = old.filterExpression !== FilterExpression;
      const group: StoredGroup = {
        ...old,
        filterExpression: FilterExpression,
        insights,
        ...(hasChanged && { changedAt: now() }),
      };
      checkGroupFilter(group, groups, names);
      groups.put(group);
      return { Group: printGroup(group, names) };
    },

    DeleteGroup: (key) => {
      const group = findGroup(needs, key);
      if (group.name === DEFAULT_GROUP_NAME) {
        throw invalidRequest('The Default group cannot be deleted');
      }
      groups.delete(group.name);
      tags.forget(groupResource(group));
      return {};
    },
  };
};
