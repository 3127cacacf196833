import type {
  EdgeReading,
  GraphReading,
  NodeReading,
  Traffic,
} from '../../xray/graph/graph-reading.ts';
import { type Cell, type Column, fitColumns, renderColumns } from '../layout/columns.ts';
import { durationText } from '../layout/duration-text.ts';
import { truncateMiddle } from '../layout/truncate.ts';
import type { Style } from '../style.ts';
import { callsByCaller } from './calls-by-caller.ts';
import { percentileText, rateText, rateUnitOf, shareText } from './map-figures.ts';
import { arrowOf, nodeLabel, shortenType, typeLabel } from './map-labels.ts';
import { mapNotes } from './map-notes.ts';
import { type MapPaint, mapPaint } from './map-paint.ts';
import { orderNodes } from './order-nodes.ts';

/** A line of the map: a node, or beneath it one of its calls. */
interface Row {
  readonly name: Cell;
  readonly type: Cell;
  readonly traffic: Traffic | undefined;
  /** Cells of the last column: what of a call the network took, or how long a message waited. */
  readonly network: string;
}

const INDENT = '  ';

/** How the map is squeezed into a line, from the roomiest way to the tightest. */
interface Layout {
  readonly gap: number;
  readonly headers: 'long' | 'short';
  readonly leastNode: number;
  readonly leastType: number;
}

const LAYOUTS: readonly Layout[] = [
  { gap: 2, headers: 'long', leastNode: 32, leastType: 18 },
  { gap: 1, headers: 'long', leastNode: 32, leastType: 18 },
  { gap: 1, headers: 'short', leastNode: 20, leastType: 14 },
  { gap: 1, headers: 'short', leastNode: 18, leastType: 9 },
];

const nameColumns = ({ leastNode, leastType }: Layout): readonly [Column, Column] => [
  { header: 'NODE', minWidth: leastNode, shrinkOrder: 1, shorten: truncateMiddle },
  { header: 'TYPE', minWidth: leastType, shorten: shortenType },
];

const STACKED: Layout = { gap: 1, headers: 'short', leastNode: 12, leastType: 8 };

const nodeRow = (node: NodeReading, style: Style, paint: MapPaint): Row => ({
  name: { text: nodeLabel(node, style), paint: paint.node },
  type: { text: typeLabel(node, style), paint: paint.soft },
  traffic: node.traffic,
  network: '',
});

const networkText = (edge: EdgeReading, style: Style): string =>
  edge.isLink && edge.averageWaitSeconds !== undefined
    ? `+${durationText(edge.averageWaitSeconds, style)}`
    : shareText(edge.networkShare);

const edgeRow = (edge: EdgeReading, callee: NodeReading | undefined, style: Style): Row => ({
  name: {
    text: `${INDENT}${arrowOf(style)} ${callee === undefined ? '?' : nodeLabel(callee, style)}`,
  },
  type: { text: '' },
  traffic: edge.traffic,
  network: networkText(edge, style),
});

const rowsOf = (graph: GraphReading, style: Style, paint: MapPaint): readonly Row[] => {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const calls = callsByCaller(graph.edges);
  return orderNodes(graph).flatMap((node) => [
    nodeRow(node, style, paint),
    ...(calls.get(node.id) ?? []).map((edge) => edgeRow(edge, nodes.get(edge.to), style)),
  ]);
};

interface Figure {
  readonly column: Column;
  readonly cell: (row: Row) => Cell;
}

const shareFigure = (
  header: string,
  outcome: 'ok' | 'error' | 'fault' | 'throttle',
  paint: MapPaint,
): Figure => ({
  column: { header, align: 'right' },
  cell: ({ traffic }) => {
    const share = traffic?.calls === 0 ? undefined : traffic?.shares[outcome];
    const trouble = outcome !== 'ok' && share !== undefined && share > 0;
    return { text: shareText(share), paint: trouble ? paint.outcome[outcome] : undefined };
  },
});

const percentileFigure = (name: 'p50' | 'p90' | 'p99', style: Style): Figure => ({
  column: { header: name.toUpperCase(), align: 'right' },
  cell: ({ traffic }) => ({ text: percentileText(traffic, name, style) }),
});

/** `short` headers are for narrow terminals. */
const figuresOf = (
  graph: GraphReading,
  style: Style,
  paint: MapPaint,
  headers: Layout['headers'],
): readonly Figure[] => {
  const unit = rateUnitOf(graph);
  const timed = graph.nodes.some(({ traffic }) => traffic?.callsPerSecond !== undefined);
  const [error, fault, throttle, network] =
    headers === 'long' ? ['ERROR', 'FAULT', 'THROTTLE', 'NETWORK'] : ['ERR', 'FLT', 'THR', 'NET'];
  return [
    {
      column: { header: timed ? 'RATE' : 'CALLS', align: 'right' },
      cell: ({ traffic }) => ({ text: rateText(traffic, unit) }),
    },
    shareFigure('OK', 'ok', paint),
    shareFigure(error, 'error', paint),
    shareFigure(fault, 'fault', paint),
    shareFigure(throttle, 'throttle', paint),
    percentileFigure('p50', style),
    percentileFigure('p90', style),
    percentileFigure('p99', style),
    {
      column: { header: network, align: 'right' },
      cell: (row) => ({ text: row.network }),
    },
  ];
};

const renderLines = (graph: GraphReading, style: Style, paint: MapPaint): string | undefined => {
  const rows = rowsOf(graph, style, paint);
  for (const layout of LAYOUTS) {
    const { gap, headers } = layout;
    const figures = figuresOf(graph, style, paint, headers);
    const columns = [...nameColumns(layout), ...figures.map((figure) => figure.column)];
    const cells = rows.map((row) => [row.name, row.type, ...figures.map(({ cell }) => cell(row))]);
    if (fitColumns(columns, cells, style.width, gap).fits) {
      return renderColumns(columns, cells, style, { gap, paintHeader: paint.header });
    }
  }
  return undefined;
};

/** Two lines a node or call, for narrow terminals: who, then the figures. */
const renderStacked = (graph: GraphReading, style: Style, paint: MapPaint): string => {
  const rows = rowsOf(graph, style, paint);
  const figures = figuresOf(graph, style, paint, STACKED.headers);
  const split = (text: string): readonly string[] => text.trimEnd().split('\n');
  const options = { gap: STACKED.gap, paintHeader: paint.header };
  const who = split(
    renderColumns(
      nameColumns(STACKED),
      rows.map((row) => [row.name, row.type]),
      style,
      options,
    ),
  );
  const what = split(
    renderColumns(
      figures.map((figure) => figure.column),
      rows.map((row) => figures.map(({ cell }) => cell(row))),
      { ...style, width: style.width - INDENT.length },
      options,
    ),
  );
  return who.map((line, index) => `${line}\n${INDENT}${what[index] ?? ''}\n`).join('');
};

/**
 * The service map for a terminal: a line for each node with its type, rate, outcomes and percentiles, beneath it one
 * for each call as the caller saw it, with the share the network took (`+2s`: a message waited that long); then
 * circular dependencies and the slowest hop. Empty for a map without nodes.
 */
export const renderMapTable = (graph: GraphReading, style: Style): string => {
  if (graph.nodes.length === 0) return '';
  const paint = mapPaint(style);
  const body = renderLines(graph, style, paint) ?? renderStacked(graph, style, paint);
  const notes = mapNotes(graph, style).map((note) => `${note}\n`);
  return [body, ...(notes.length === 0 ? [] : ['\n', ...notes])].join('');
};
