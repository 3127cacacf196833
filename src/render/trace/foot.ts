import type { BarPiece } from '../layout/bars.ts';
import { drawBar } from '../layout/bars.ts';
import { durationText } from '../layout/duration-text.ts';
import { nameText } from '../layout/name-text.ts';
import { truncateMiddle } from '../layout/truncate.ts';
import { cellWidth, padEnd, padStart } from '../layout/width.ts';
import type { TraceView } from './trace-view.ts';

/** What took time by itself, all nodes of one name in one service together. */
interface SelfTime {
  readonly name: string;
  /** Where: the caller for a call, else the service whose time it is. */
  readonly where: string;
  /** The service whose time it is. */
  readonly service: string;
  readonly count: number;
  /** Seconds. */
  readonly self: number;
}

const TOP = 5;
const BAR_CELLS = 24;
/** What took less than half a percent is counted, not listed. */
const MIN_SHARE = 0.005;

const selfTimes = ({ members, serviceOf }: TraceView): readonly SelfTime[] => {
  const sums = new Map<string, SelfTime>();
  for (const { node, facts } of members.values()) {
    if (facts.selfTime === null || facts.selfTime <= 0) continue;
    const { name } = node;
    const service = serviceOf(node);
    const where = service === name ? node.service : service;
    const key = JSON.stringify([where, name]);
    const known = sums.get(key) ?? { name, where, service, count: 0, self: 0 };
    sums.set(key, { ...known, count: known.count + 1, self: known.self + facts.selfTime });
  }
  return [...sums.values()].sort(
    (a, b) => b.self - a.self || (a.name < b.name ? -1 : Number(a.name > b.name)),
  );
};

const labelOf = ({ name, where, count }: SelfTime, { style }: TraceView): string => {
  const place = name === where ? '' : ` in ${nameText(where, style.unicode)}`;
  const times = count > 1 ? ` ${style.unicode ? '×' : 'x'}${count}` : '';
  return nameText(name, style.unicode) + place + times;
};

/** The five names that took most time by themselves, with their share of all self time; the rest in one line. */
export const drawFoot = (view: TraceView): readonly string[] => {
  const { style, paint } = view;
  const all = selfTimes(view);
  const sum = all.reduce((seconds, { self }) => seconds + self, 0);
  if (all.length < 2) return [];
  const shown = all.slice(0, TOP).filter(({ self }) => self >= sum * MIN_SHARE);
  const labels = shown.map((entry) => labelOf(entry, view));
  const title = 'Top self time';
  const room = Math.min(
    Math.max(title.length, ...labels.map(cellWidth)),
    Math.floor(style.width / 2),
  );
  const barCells = Math.min(BAR_CELLS, style.width - room - 18);
  const lines = shown.map((entry, index) => {
    const share = entry.self / sum;
    const label = padEnd(truncateMiddle(labels[index] ?? '', room, style), room);
    const self = padStart(durationText(entry.self, style), 7);
    const percent = padStart(`${Math.round(share * 100)}%`, 5);
    const color = paint.service(entry.service);
    const piece: BarPiece = { from: 0, to: share, fill: 'critical' };
    const bar = drawBar([piece], Math.max(1, barCells), style)
      .map(({ text }) => text)
      .join('')
      .trimEnd();
    return `${color(label)} ${self} ${percent}  ${color(bar)}`;
  });
  const rest = all.slice(shown.length);
  const restSelf = durationText(
    rest.reduce((seconds, { self }) => seconds + self, 0),
    style,
  );
  const more = rest.length === 0 ? [] : [paint.faint(`and ${rest.length} more, ${restSelf}`)];
  return [paint.strong(title), ...lines, ...more];
};
