import type { EdgeReading, GraphReading } from '../../xray/graph/graph-reading.ts';
import { durationText } from '../layout/duration-text.ts';
import { nameText } from '../layout/name-text.ts';
import { wrapText } from '../layout/wrap.ts';
import type { Style } from '../style.ts';
import { percentileText, shareText } from './map-figures.ts';
import { arrowOf, nodeLabel } from './map-labels.ts';
import { mapPaint } from './map-paint.ts';

const cycleText = (cycle: readonly string[], style: Style): string => {
  const names = [...cycle, ...cycle.slice(0, 1)].map((name) => nameText(name, style.unicode));
  return `circular dependency: ${names.join(` ${arrowOf(style)} `)}`;
};

const hopText = (graph: GraphReading, hop: EdgeReading, style: Style): string => {
  const labelOf = (id: number): string => {
    const node = graph.nodes.find((one) => one.id === id);
    return node === undefined ? '?' : nodeLabel(node, style);
  };
  const mean = durationText(hop.traffic?.averageSeconds, style);
  const p99 =
    hop.traffic?.percentiles === undefined
      ? ''
      : `, p99 ${percentileText(hop.traffic, 'p99', style)}`;
  const network =
    hop.networkShare === undefined ? '' : `, ${shareText(hop.networkShare)} of it network`;
  return `slowest hop: ${labelOf(hop.from)} ${arrowOf(style)} ${labelOf(hop.to)}, mean ${mean}${p99}${network}`;
};

const danglingText = (count: number): string =>
  `${count} ${count === 1 ? 'call leads' : 'calls lead'} to services X-Ray did not name`;

/** Lines beneath a map: circular dependencies, the slowest hop, calls that lead nowhere. */
export const mapNotes = (graph: GraphReading, style: Style): readonly string[] => {
  const paint = mapPaint(style);
  const { cycles, slowestHop, danglingEdges } = graph;
  const wrap = (text: string): readonly string[] => wrapText(text, style.width);
  return [
    ...cycles.flatMap((cycle) => wrap(cycleText(cycle, style)).map((line) => paint.warning(line))),
    ...(slowestHop === undefined ? [] : wrap(hopText(graph, slowestHop, style))),
    ...(danglingEdges === 0 ? [] : wrap(danglingText(danglingEdges))),
  ];
};
