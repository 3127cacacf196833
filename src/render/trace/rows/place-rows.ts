import type { RowChoice } from './choose-rows.ts';
import { isCritical, type TraceRow } from './trace-row.ts';

/** A row in its place: what the lines that lead to it look like. */
export interface PlacedRow {
  readonly row: TraceRow;
  readonly parent: PlacedRow | undefined;
  /** No sibling follows. */
  readonly last: boolean;
  readonly critical: boolean;
  /** A sibling that follows is on the critical path. */
  readonly criticalBelow: boolean;
  /** A child of it is drawn. */
  readonly open: boolean;
  /** A child of it on the critical path is drawn. */
  readonly openCritical: boolean;
  /** Direct children that are not drawn. */
  readonly hiddenChildren: number;
}

const placeSiblings = (
  rows: readonly TraceRow[],
  parent: PlacedRow | undefined,
  choice: RowChoice,
): readonly PlacedRow[] => {
  const lastCritical = rows.findLastIndex(isCritical);
  return rows.map((row, index) => {
    const children = row.children.filter(choice.shown);
    return {
      row,
      parent,
      last: index === rows.length - 1,
      critical: isCritical(row),
      criticalBelow: index < lastCritical,
      open: children.length > 0,
      openCritical: children.some(isCritical),
      hiddenChildren: choice.hiddenUnder(row),
    };
  });
};

/** The rows that are drawn, in the order they are drawn, parents before children. */
export const placeRows = (roots: readonly TraceRow[], choice: RowChoice): readonly PlacedRow[] => {
  const placed: PlacedRow[] = [];
  const open = placeSiblings(roots.filter(choice.shown), undefined, choice).toReversed();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    placed.push(at);
    const children = placeSiblings(at.row.children.filter(choice.shown), at, choice);
    for (const child of children.toReversed()) open.push(child);
  }
  return placed;
};
