import type { FilterExpression } from './ast.ts';

/** How the stored expression of a group is found, by one of the two; undefined when there is no such group. */
export type GroupLookup = (key: {
  readonly name?: string;
  readonly arn?: string;
}) => FilterExpression | undefined;
