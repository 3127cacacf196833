import type { Style } from '../style.ts';
import { cellWidth } from './width.ts';

/** A round instant of an axis: where it stands (0 to 1 of the axis) and what is written there. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

interface Unit {
  readonly seconds: number;
  readonly name: string;
  /** Axes shorter than this many seconds read best in this unit. */
  readonly below: number;
}

const UNITS: readonly Unit[] = [
  { seconds: 1e-6, name: 'µs', below: 1e-3 },
  { seconds: 1e-3, name: 'ms', below: 1 },
  { seconds: 1, name: 's', below: 120 },
  { seconds: 60, name: 'min', below: 7200 },
  { seconds: 3600, name: 'h', below: 172_800 },
  { seconds: 86_400, name: 'd', below: Number.POSITIVE_INFINITY },
];

const ROUND = [1, 2, 2.5, 5] as const;
const MIN_TICKS = 3;
const MAX_TICKS = 6;

/** Steps of 1, 2, 2.5 or 5 times a power of ten that cut `length` into 3 to 6 ticks, finest first; at least one exists. */
const roundSteps = (length: number): readonly number[] => {
  const power = Math.floor(Math.log10(length));
  const steps: number[] = [];
  for (const exponent of [power - 1, power]) {
    for (const round of ROUND) {
      // Dividing keeps 0.2 exact where multiplying by 0.1 would not.
      const step = exponent < 0 ? round / 10 ** -exponent : round * 10 ** exponent;
      const ticks = Math.floor(length / step + 1e-9) + 1;
      if (ticks >= MIN_TICKS && ticks <= MAX_TICKS) steps.push(step);
    }
  }
  return steps;
};

const unitOf = (seconds: number): Unit =>
  UNITS.find((unit) => seconds < unit.below) ?? { seconds: 1, name: 's', below: 0 };

const ticksAt = (length: number, step: number, unit: string): readonly Tick[] => {
  const count = Math.floor(length / step + 1e-9);
  const digits = (String(step).split('.')[1] ?? '').length;
  return Array.from({ length: count + 1 }, (_, index) => ({
    at: Math.min(1, (index * step) / length),
    text: index === 0 ? '0' : `${Number((index * step).toFixed(digits))}${unit}`,
  }));
};

/** The unit written once, where every label having it leaves no room between them. */
const unitAtLast = (ticks: readonly Tick[], unit: string): readonly Tick[] =>
  ticks.map((tick, index) =>
    index === ticks.length - 1 ? tick : { at: tick.at, text: tick.text.replace(unit, '') },
  );

/** Cell of a tick on an axis of `width` cells. */
export const tickCell = (tick: Tick, width: number): number =>
  Math.min(width - 1, Math.max(0, Math.round(tick.at * width)));

const labelsFit = (ticks: readonly Tick[], width: number, gap: number): boolean =>
  ticks.every((tick, index) => {
    const next = ticks[index + 1];
    if (next === undefined) return true;
    const room = Math.min(tickCell(next, width), width - cellWidth(next.text));
    return tickCell(tick, width) + cellWidth(tick.text) + gap <= room;
  });

/**
 * 3 to 6 round ticks, all in one unit, for an axis of `seconds` drawn in `width` cells: as many as can be labelled
 * without touching, the unit on the last alone where it has to be. An axis without length is read as a millisecond.
 */
export const axisTicks = (
  seconds: number,
  width: number,
  style: Pick<Style, 'unicode'>,
): readonly Tick[] => {
  const length = seconds > 0 && Number.isFinite(seconds) ? seconds : 1e-3;
  const unit = unitOf(length);
  const name = style.unicode ? unit.name : unit.name.replace('µ', 'u');
  const choices = roundSteps(length / unit.seconds).map((step) =>
    ticksAt(length / unit.seconds, step, name),
  );
  const bare = choices.map((ticks) => unitAtLast(ticks, name));
  return (
    choices.find((ticks) => labelsFit(ticks, width, 2)) ??
    bare.find((ticks) => labelsFit(ticks, width, 1)) ??
    bare.at(-1) ??
    []
  );
};

/** The labels of an axis in at most `width` cells, each beginning at its tick; what has no room beside the last is left out. */
export const drawAxisLabels = (ticks: readonly Tick[], width: number): string => {
  const startOf = (tick: Tick): number =>
    Math.min(tickCell(tick, width), width - cellWidth(tick.text));
  const last = ticks.at(-1);
  let line = '';
  for (const tick of ticks) {
    const start = startOf(tick);
    const end = tick === last || last === undefined ? width : startOf(last) - 1;
    const free = line === '' ? 0 : cellWidth(line) + 1;
    if (start < free || start + cellWidth(tick.text) > end) continue;
    line += ' '.repeat(start - cellWidth(line)) + tick.text;
  }
  return line;
};
