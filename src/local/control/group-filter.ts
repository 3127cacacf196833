import type { FilterExpression, GroupTerm, Logic, TraceTerm } from '../../xray/filter/ast.ts';
import { parseFilter } from '../../xray/filter/parse.ts';
import { invalidRequest } from '../invalid-request.ts';
import { type GroupStore, groupResource, type StoredGroup } from './group-store.ts';
import type { ResourceNames } from './resource-names.ts';

const groupTermsOf = (expression: Logic<TraceTerm>): readonly GroupTerm[] => {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.terms.flatMap(groupTermsOf);
    case 'not':
      return groupTermsOf(expression.term);
    case 'group':
      return [expression];
    default:
      return [];
  }
};

/** A group's expression as a value. Throws ApiError with what is wrong. */
export const parseGroupFilter = (text: string): FilterExpression => {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw invalidRequest(parsed.problem.message);
  return parsed.value;
};

/**
 * Refuses a group's filter expression that is empty, cannot be parsed, or comes back to its own group through
 * `group.name` or `group.arn`: it would never have a value.
 */
export const checkGroupFilter = (
  group: StoredGroup,
  groups: GroupStore,
  names: ResourceNames,
): void => {
  const others = groups.all().filter(({ name }) => name !== group.name);
  const visited = new Set<StoredGroup>();
  const isMeant = ({ by, value }: GroupTerm, one: StoredGroup): boolean =>
    value === (by === 'name' ? one.name : names.arnOf(groupResource(one)));
  const follow = (from: StoredGroup): void => {
    if (from.filterExpression === undefined || visited.has(from)) return;
    visited.add(from);
    for (const term of groupTermsOf(parseGroupFilter(from.filterExpression))) {
      if (isMeant(term, group)) {
        throw invalidRequest(`The filter expression of group ${group.name} refers to itself`);
      }
      const referred = others.find((other) => isMeant(term, other));
      if (referred !== undefined) follow(referred);
    }
  };
  if (group.filterExpression === undefined || group.filterExpression.trim() === '') {
    throw invalidRequest('Filter Expression is empty');
  }
  follow(group);
};
