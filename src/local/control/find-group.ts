import type { GroupKey } from '../../xray/api/admin.ts';
import { invalidRequest } from '../invalid-request.ts';
import { type GroupStore, groupResource, type StoredGroup } from './group-store.ts';
import type { ResourceNames } from './resource-names.ts';

/** Where groups are looked for. */
export interface GroupFinding {
  readonly groups: GroupStore;
  readonly names: ResourceNames;
}

/** The group of a name, or when that is empty of an ARN. */
export const searchGroup = (
  { groups, names }: GroupFinding,
  name: string,
  arn: string,
): StoredGroup | undefined =>
  name !== ''
    ? groups.get(name)
    : groups.all().find((group) => names.arnOf(groupResource(group)) === arn);

/** The group of a request that gives a name or an ARN, never both. Throws ApiError when there is none. */
export const findGroup = (needs: GroupFinding, key: GroupKey): StoredGroup => {
  const { GroupName = '', GroupARN = '' } = key;
  if ((GroupName === '') === (GroupARN === '')) {
    throw invalidRequest('Provide either GroupName or GroupARN');
  }
  const found = searchGroup(needs, GroupName, GroupARN);
  if (found === undefined) throw invalidRequest('Group not found');
  return found;
};
