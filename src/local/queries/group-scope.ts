import type { GroupKey } from '../../xray/api/admin.ts';
import type { TraceFacts } from '../../xray/trace-facts.ts';
import type { Window } from '../check-window.ts';
import { compileExpression } from './compile-expression.ts';
import type { QueryPorts } from './query-ports.ts';

/** The traces a question is about. */
export interface GroupScope {
  /** Undefined where all are meant. */
  readonly matches: ((facts: TraceFacts) => boolean) | undefined;
  /** Whether the group's filter changed after the window began. */
  readonly containsOldVersions: boolean;
}

/** The group a request names, or all traces where it names none or the default group. */
export const readGroupScope = (
  { groups }: QueryPorts,
  { GroupName, GroupARN }: GroupKey,
  { StartTime }: Window,
): GroupScope => {
  if (GroupName === undefined && GroupARN === undefined) {
    return { matches: undefined, containsOldVersions: false };
  }
  const group = groups.findGroup({
    ...(GroupName === undefined ? {} : { GroupName }),
    ...(GroupARN === undefined ? {} : { GroupARN }),
  });
  const { expression, matches } = compileExpression(group.FilterExpression, groups.groupFilter);
  const changedAt = groups.groupChangedAt(group.GroupName ?? '');
  return {
    matches: expression === undefined ? undefined : matches,
    containsOldVersions: changedAt !== undefined && changedAt > StartTime,
  };
};
