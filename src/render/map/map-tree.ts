import type { EdgeReading, GraphReading, NodeReading } from '../../xray/graph/graph-reading.ts';
import { ellipsisOf, truncateEnd, truncateMiddle } from '../layout/truncate.ts';
import { cellWidth } from '../layout/width.ts';
import type { Style } from '../style.ts';
import { callsByCaller } from './calls-by-caller.ts';
import { type RateUnit, rateUnitOf, shareText, trafficText } from './map-figures.ts';
import { nodeLabel, typeLabel } from './map-labels.ts';
import { mapNotes } from './map-notes.ts';
import { type MapPaint, mapPaint } from './map-paint.ts';

interface Guides {
  readonly branch: string;
  readonly last: string;
  readonly pass: string;
  readonly blank: string;
  readonly cycle: string;
}

const UNICODE: Guides = { branch: '├─ ', last: '└─ ', pass: '│  ', blank: '   ', cycle: '↻' };
const ASCII: Guides = { branch: '|- ', last: '`- ', pass: '|  ', blank: '   ', cycle: '^' };

/** A node to be drawn, and how it was come by. */
interface Visit {
  readonly node: NodeReading;
  readonly edge: EdgeReading | undefined;
  /** Guides before the children's own. */
  readonly indent: string;
  readonly guide: string;
  /** Undefined for a root. */
  readonly parent: Visit | undefined;
}

interface Drawing {
  readonly style: Style;
  readonly paint: MapPaint;
  readonly unit: RateUnit;
  readonly guides: Guides;
  readonly nodes: ReadonlyMap<number, NodeReading>;
  readonly calls: ReadonlyMap<number, readonly EdgeReading[]>;
  readonly drawn: Set<number>;
  readonly lines: string[];
}

const networkPart = (edge: EdgeReading | undefined): string =>
  edge?.networkShare === undefined ? '' : `network ${shareText(edge.networkShare)}`;

const isBeneathItself = (visit: Visit): boolean => {
  for (let above = visit.parent; above !== undefined; above = above.parent) {
    if (above.node.id === visit.node.id) return true;
  }
  return false;
};

/** Why a node that was reached again is not drawn with all beneath it. */
const repeatMark = (visit: Visit, { drawn, guides, calls }: Drawing): string => {
  const { node } = visit;
  if (!drawn.has(node.id)) return '';
  if (isBeneathItself(visit)) return `${guides.cycle} circular`;
  return calls.has(node.id) ? '(calls shown above)' : '';
};

/** What stands beside a name: all of it, or where that is too long all but the type, or as much as there is room for. */
const besideName = (visit: Visit, room: number, { style, unit }: Drawing): string => {
  const { node, edge } = visit;
  const traffic = trafficText(edge === undefined ? node.traffic : edge.traffic, unit, style);
  const figures = [traffic, networkPart(edge)].filter((part) => part !== '').join(', ');
  const type = node.type === undefined ? [] : [typeLabel(node, style)];
  const whole = [...type, figures]
    .filter((part) => part !== '')
    .map((part) => `  ${part}`)
    .join('');
  if (cellWidth(whole) <= room) return whole;
  return figures === ''
    ? truncateEnd(whole, room, style)
    : truncateEnd(`  ${figures}`, room, style);
};

/** Guides in half a line at most: of a deeper node the nearest are drawn. */
const fitGuide = (guide: string, style: Style): string => {
  const room = Math.floor(style.width / 2);
  if (guide.length <= room) return guide;
  const mark = ellipsisOf(style);
  return mark + guide.slice(mark.length - room);
};

const drawVisit = (visit: Visit, drawing: Drawing): void => {
  const { style, paint, lines } = drawing;
  const { node } = visit;
  const guide = fitGuide(visit.guide, style);
  const mark = repeatMark(visit, drawing);
  const told = mark === '' ? '' : `  ${mark}`;
  const roomForName = Math.max(1, style.width - cellWidth(guide) - cellWidth(told));
  const name = truncateMiddle(nodeLabel(node, style), roomForName, style);
  const room = roomForName - cellWidth(name);
  lines.push(
    `${paint.soft(guide)}${paint.node(name)}${told}${besideName(visit, room, drawing)}`.trimEnd(),
  );
};

const childrenOf = (visit: Visit, drawing: Drawing): readonly Visit[] => {
  const { node, indent } = visit;
  const calls = drawing.calls.get(node.id) ?? [];
  const { guides } = drawing;
  return calls.flatMap((edge, index) => {
    const callee = drawing.nodes.get(edge.to);
    if (callee === undefined) return [];
    const isLast = index === calls.length - 1;
    return [
      {
        node: callee,
        edge,
        guide: indent + (isLast ? guides.last : guides.branch),
        indent: indent + (isLast ? guides.blank : guides.pass),
        parent: visit,
      },
    ];
  });
};

/** Draws a node and what it calls, without recursion: maps may be deep. Each node's calls are drawn once. */
const drawFrom = (root: NodeReading, drawing: Drawing): void => {
  const pending: Visit[] = [
    { node: root, edge: undefined, indent: '', guide: '', parent: undefined },
  ];
  for (let visit = pending.pop(); visit !== undefined; visit = pending.pop()) {
    drawVisit(visit, drawing);
    const isNew = !drawing.drawn.has(visit.node.id);
    drawing.drawn.add(visit.node.id);
    if (isNew) pending.push(...childrenOf(visit, drawing).toReversed());
  }
};

/**
 * The service map as a tree from where requests enter: a line for each call, with what the caller saw of it. A node
 * reached again is drawn without its calls; one that calls back to what called it is marked circular. Clients are left
 * out: they stand above every entry. Empty for a map without nodes.
 */
export const renderMapTree = (graph: GraphReading, style: Style): string => {
  if (graph.nodes.length === 0) return '';
  const drawing: Drawing = {
    style,
    paint: mapPaint(style),
    unit: rateUnitOf(graph),
    guides: style.unicode ? UNICODE : ASCII,
    nodes: new Map(graph.nodes.map((node) => [node.id, node])),
    calls: callsByCaller(graph.edges),
    drawn: new Set(),
    lines: [],
  };
  const services = graph.nodes.filter((node) => !node.isClient);
  const called = new Set(
    graph.edges
      .filter(({ from }) => drawing.nodes.get(from)?.isClient !== true)
      .map(({ to }) => to),
  );
  // Entries first, then what nobody calls, then what only circles reach.
  const roots = [
    ...services.filter((node) => node.isEntry),
    ...services.filter((node) => !node.isEntry && !called.has(node.id)),
    ...services.filter((node) => !node.isEntry && called.has(node.id)),
  ];
  for (const root of roots) if (!drawing.drawn.has(root.id)) drawFrom(root, drawing);
  const notes = mapNotes(graph, style);
  return [...drawing.lines, ...(notes.length === 0 ? [] : ['', ...notes])]
    .map((line) => `${line}\n`)
    .join('');
};
