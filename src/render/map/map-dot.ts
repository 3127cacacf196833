import type { GraphReading } from '../../xray/graph/graph-reading.ts';
import type { Style } from '../style.ts';
import { rateUnitOf, trafficText } from './map-figures.ts';
import { nodeLines } from './node-lines.ts';

/** Graphviz reads escapes and HTML entities in labels: both are written as themselves. */
const escapeLine = (line: string): string =>
  line.replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"');

const quote = (lines: readonly string[]): string => `"${lines.map(escapeLine).join('\\n')}"`;

const attributes = (list: readonly string[]): string =>
  list.length === 0 ? '' : ` [${list.join(', ')}]`;

/** The service map as a Graphviz digraph: `xrayctl map -o dot | dot -Tsvg`. Labels are quoted; faults are drawn in red. */
export const renderMapDot = (graph: GraphReading, style: Style): string => {
  const unit = rateUnitOf(graph);
  const names = new Map(graph.nodes.map((node, index) => [node.id, `n${index}`]));
  const nodes = graph.nodes.map((node) => {
    const list = [
      `label=${quote(nodeLines(node, unit, style))}`,
      ...(node.isClient ? ['shape=ellipse'] : []),
      ...((node.traffic?.shares.fault ?? 0) > 0 ? ['color=red'] : []),
    ];
    return `  ${names.get(node.id)}${attributes(list)};`;
  });
  const edges = graph.edges.map((edge) => {
    const text = trafficText(edge.traffic, unit, style);
    const list = [
      ...(text === '' ? [] : [`label=${quote([text])}`]),
      ...(edge.isLink ? ['style=dashed'] : []),
      ...((edge.traffic?.shares.fault ?? 0) > 0 ? ['color=red'] : []),
    ];
    return `  ${names.get(edge.from)} -> ${names.get(edge.to)}${attributes(list)};`;
  });
  return [
    'digraph "service map" {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...nodes,
    ...edges,
    '}',
  ]
    .map((line) => `${line}\n`)
    .join('');
};
