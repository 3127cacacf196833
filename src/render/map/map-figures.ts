import type { GraphReading, Traffic } from '../../xray/graph/graph-reading.ts';
import { durationText } from '../layout/duration-text.ts';
import type { Style } from '../style.ts';

/** What a cell without a value holds. */
const NONE = '-';

/** What rates of one map are counted by: one unit for all, so that they can be compared. */
export interface RateUnit {
  readonly seconds: number;
  readonly suffix: string;
}

const UNITS: readonly RateUnit[] = [
  { seconds: 1, suffix: '/s' },
  { seconds: 60, suffix: '/min' },
  { seconds: 3_600, suffix: '/h' },
];
const LONGEST: RateUnit = { seconds: 86_400, suffix: '/d' };

/** The shortest unit in which the busiest node or call comes to one at least. */
export const rateUnitOf = ({ nodes, edges }: Pick<GraphReading, 'edges' | 'nodes'>): RateUnit => {
  const busiest = [...nodes, ...edges].reduce(
    (most, { traffic }) => Math.max(most, traffic?.callsPerSecond ?? 0),
    0,
  );
  return UNITS.find(({ seconds }) => busiest * seconds >= 1) ?? LONGEST;
};

const threeDigits = (value: number): string => {
  if (value >= 99.95) return Math.round(value).toLocaleString('en-US');
  if (value > 0 && value < 0.01) return '<0.01';
  return value.toFixed(value >= 9.995 ? 1 : 2).replace(/[.]0+$|([.][0-9]*[1-9])0+$/, '$1');
};

/** Calls over time: `12.3/s`; where the graph is of no window of time, how many: `3`. */
export const rateText = (traffic: Traffic | undefined, unit: RateUnit): string => {
  if (traffic === undefined) return NONE;
  const { calls, callsPerSecond } = traffic;
  if (callsPerSecond === undefined) return calls.toLocaleString('en-US');
  return `${threeDigits(callsPerSecond * unit.seconds)}${unit.suffix}`;
};

/** A share of the whole: `0%` and `100%` are exact, what lies between never rounds to them. */
export const shareText = (share: number | undefined): string => {
  if (share === undefined) return NONE;
  if (share <= 0) return '0%';
  if (share >= 1) return '100%';
  const percent = share * 100;
  if (percent < 0.1) return '<0.1%';
  return `${Math.min(percent, 99.9).toFixed(1)}%`;
};

/** The duration that so many percent of calls did not exceed; a dash where there is no histogram. */
export const percentileText = (
  traffic: Traffic | undefined,
  name: 'p50' | 'p90' | 'p99',
  style: Style,
): string => {
  const seconds = traffic?.percentiles?.[name];
  return seconds === undefined ? NONE : durationText(seconds, style);
};

/** Outcomes other than ok that there were: `1.2% fault, 0.1% throttle`. Empty when all went well. */
const troubleText = (traffic: Traffic | undefined): string => {
  const shares = traffic?.shares;
  if (shares === undefined) return '';
  return (['fault', 'error', 'throttle'] as const)
    .filter((outcome) => shares[outcome] > 0)
    .map((outcome) => `${shareText(shares[outcome])} ${outcome}`)
    .join(', ');
};

/** A node or an edge in one line of a diagram: `1.7/s, 1.2% fault, p50 12ms, p99 900ms`, `3 calls, ...`. Empty without traffic. */
export const trafficText = (traffic: Traffic | undefined, unit: RateUnit, style: Style): string => {
  if (traffic === undefined || traffic.calls === 0) return '';
  const noun = traffic.calls === 1 ? ' call' : ' calls';
  const rate = rateText(traffic, unit) + (traffic.callsPerSecond === undefined ? noun : '');
  const percentiles = (['p50', 'p99'] as const).flatMap((name) =>
    traffic.percentiles === undefined ? [] : [`${name} ${percentileText(traffic, name, style)}`],
  );
  return [rate, troubleText(traffic), ...percentiles].filter((part) => part !== '').join(', ');
};
