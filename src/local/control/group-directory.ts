import type { Group, GroupKey } from '../../xray/api/admin.ts';
import type { EpochSeconds } from '../../xray/api/traces.ts';
import type { FilterExpression } from '../../xray/filter/ast.ts';
import type { GroupLookup } from '../../xray/filter/group-lookup.ts';
import { findGroup, type GroupFinding, searchGroup } from './find-group.ts';
import { parseGroupFilter } from './group-filter.ts';
import { printGroup } from './group-store.ts';

/** Groups for those who answer questions about traces. */
export interface GroupDirectory {
  /** The group of a name or an ARN. Throws ApiError for both, for neither, and for one that is not there. */
  findGroup(key: GroupKey): Group;
  /** What `group.name` and `group.arn` in a filter stand for; undefined for a group that is not there. Default is all traces. */
  readonly groupFilter: GroupLookup;
  /** When the group's filter last changed after its creation; graphs over a window around that say ContainsOldGroupVersions. */
  groupChangedAt(groupName: string): EpochSeconds | undefined;
}

/** True of every trace: what the Default group, which has no expression, stands for in a filter. */
const EVERY_TRACE: FilterExpression = {
  kind: 'or',
  terms: [
    { kind: 'field', keyword: 'ok' },
    { kind: 'not', term: { kind: 'field', keyword: 'ok' } },
  ],
};

/** How groups are found by those who answer questions about traces. */
export const createGroupDirectory = (needs: GroupFinding): GroupDirectory => ({
  findGroup: (key) => printGroup(findGroup(needs, key), needs.names),
  groupFilter: ({ name = '', arn = '' }) => {
    const group = searchGroup(needs, name, arn);
    if (group?.filterExpression === undefined) return group && EVERY_TRACE;
    return parseGroupFilter(group.filterExpression);
  },
  groupChangedAt: (groupName) => needs.groups.get(groupName)?.changedAt,
});
