import type { Style } from '../style.ts';
import type { PlacedRow } from './rows/place-rows.ts';

/** Cells of one level of the tree. */
const LEVEL = 3;

/** Lines into a row by [line goes on below][critical above or here, below, here]; heavy lines lead to the critical path. */
const JOINTS = {
  unicode: {
    last: ['└─ ', '┗━ '],
    middle: ['├─ ', '┡━ ', '┠─ ', '┣━ '],
    pass: ['│  ', '┃  '],
    elided: '┄',
  },
  ascii: {
    last: ['`- ', '`= '],
    middle: ['|- ', '|= ', '|- ', '|= '],
    pass: ['|  ', '|  '],
    elided: '~',
  },
} as const;

const jointsOf = (style: Pick<Style, 'unicode'>) => (style.unicode ? JOINTS.unicode : JOINTS.ascii);

const jointOf = (placed: PlacedRow, style: Pick<Style, 'unicode'>): string => {
  const joints = jointsOf(style);
  if (placed.last) return joints.last[placed.critical ? 1 : 0];
  if (placed.criticalBelow) return joints.middle[placed.critical ? 3 : 2];
  return joints.middle[placed.critical ? 1 : 0];
};

const passOf = (placed: PlacedRow, style: Pick<Style, 'unicode'>): string =>
  placed.last ? '   ' : jointsOf(style).pass[placed.criticalBelow ? 1 : 0];

/** Digits kept for the number of levels left out, so that lines stay in line up to depth 999. */
const DEPTH_DIGITS = 3;

/** How deep guides are drawn in a label of `room` cells: they never take more than half of it. */
const drawnLevels = (room: number): number => Math.max(1, Math.floor(room / 2 / LEVEL));

/**
 * The last levels of a row's guides; where the tree is deeper than there is room for, the number of levels left out
 * stands before them, so that depth 1,000 still leaves the name its half of the label.
 */
const levelsOf = (
  placed: PlacedRow,
  room: number,
  style: Pick<Style, 'unicode'>,
  own: (placed: PlacedRow) => string,
): string => {
  const { depth } = placed.row;
  if (depth === 0) return '';
  const most = drawnLevels(room);
  const left = depth > most ? depth - Math.max(1, most - 2) : 0;
  let guides = own(placed);
  let at = placed.parent;
  for (let level = 1; level < depth - left && at !== undefined; level += 1, at = at.parent) {
    guides = passOf(at, style) + guides;
  }
  if (left === 0) return guides;
  return `${jointsOf(style).elided}${String(left).padEnd(DEPTH_DIGITS)} ${guides}`;
};

/** The lines of the tree that lead to a row, for labels of at most `room` cells. */
export const guidesTo = (placed: PlacedRow, room: number, style: Pick<Style, 'unicode'>): string =>
  levelsOf(placed, room, style, (one) => jointOf(one, style));

/** The lines of the tree beside text that stands beneath a row, as wide as those of the row's children. */
export const guidesBeneath = (
  placed: PlacedRow,
  room: number,
  style: Pick<Style, 'unicode'>,
): string => {
  const children = placed.open ? jointsOf(style).pass[placed.openCritical ? 1 : 0] : '   ';
  return levelsOf(placed, room, style, (one) => passOf(one, style)) + children;
};
