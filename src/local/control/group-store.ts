import type { Group, InsightsConfiguration } from '../../xray/api/admin.ts';
import type { EpochSeconds } from '../../xray/api/traces.ts';
import type { Settings } from '../settings.ts';
import { createJsonStore } from './json-store.ts';
import type { ResourceNames } from './resource-names.ts';

/** The group every X-Ray has: all traces. */
export const DEFAULT_GROUP_NAME = 'Default';

/** One group as it is kept. */
export interface StoredGroup {
  readonly name: string;
  /** The last part of the ARN, new at each creation; Default has none. */
  readonly id?: string;
  /** Default has none. */
  readonly filterExpression?: string;
  readonly insights: Required<InsightsConfiguration>;
  /** When the filter expression last changed after creation. */
  readonly changedAt?: EpochSeconds;
}

/** The groups of this X-Ray. Default is always among them. */
export interface GroupStore {
  get(name: string): StoredGroup | undefined;
  /** Default first, then by name. */
  all(): readonly StoredGroup[];
  put(group: StoredGroup): void;
  delete(name: string): void;
}

/** Insights as they are until configured. */
export const NO_INSIGHTS: Required<InsightsConfiguration> = {
  InsightsEnabled: false,
  NotificationsEnabled: false,
};

const DEFAULT_GROUP: StoredGroup = { name: DEFAULT_GROUP_NAME, insights: NO_INSIGHTS };

/** Groups kept in settings. */
export const createGroupStore = (settings: Settings): GroupStore => {
  const groups = createJsonStore<StoredGroup>(settings, 'group');
  const get = (name: string): StoredGroup | undefined =>
    groups.get(name) ?? (name === DEFAULT_GROUP_NAME ? DEFAULT_GROUP : undefined);
  return {
    get,
    all: () =>
      [DEFAULT_GROUP_NAME, ...groups.names().filter((name) => name !== DEFAULT_GROUP_NAME)]
        .map(get)
        .filter((group) => group !== undefined),
    put: (group) => groups.put(group.name, group),
    delete: (name) => groups.delete(name),
  };
};

/** The settings resource of a group's ARN: `group/Default`, `group/NAME/ID`. */
export const groupResource = ({ name, id }: Pick<StoredGroup, 'name' | 'id'>): string =>
  id === undefined ? `group/${name}` : `group/${name}/${id}`;

/** The group as the API shows it. */
export const printGroup = (group: StoredGroup, names: ResourceNames): Group => ({
  GroupName: group.name,
  GroupARN: names.arnOf(groupResource(group)),
  ...(group.filterExpression !== undefined && { FilterExpression: group.filterExpression }),
  InsightsConfiguration: group.insights,
});
