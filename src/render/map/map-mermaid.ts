import type { GraphReading } from '../../xray/graph/graph-reading.ts';
import type { Style } from '../style.ts';
import { rateUnitOf, trafficText } from './map-figures.ts';
import { nodeLines } from './node-lines.ts';

/** Characters that end a quoted label, begin markup or an entity, each as mermaid's own entity code. */
const SPECIAL = /["#&<>`\\]/g;

const quote = (lines: readonly string[]): string => {
  const escaped = lines.map((line) =>
    line.replace(SPECIAL, (character) => `#${character.charCodeAt(0)};`),
  );
  return `"${escaped.join('<br/>')}"`;
};

/** The service map as a mermaid flowchart, to be pasted into Markdown. Labels are quoted; faults are drawn in red. */
export const renderMapMermaid = (graph: GraphReading, style: Style): string => {
  const unit = rateUnitOf(graph);
  const names = new Map(graph.nodes.map((node, index) => [node.id, `n${index}`]));
  const nodes = graph.nodes.map(
    (node) => `  ${names.get(node.id)}[${quote(nodeLines(node, unit, style))}]`,
  );
  const edges = graph.edges.map((edge) => {
    const text = trafficText(edge.traffic, unit, style);
    const arrow = edge.isLink ? '-.->' : '-->';
    const label = text === '' ? '' : `|${quote([text])}|`;
    return `  ${names.get(edge.from)} ${arrow}${label} ${names.get(edge.to)}`;
  });
  const faulty = graph.nodes.flatMap((node) =>
    (node.traffic?.shares.fault ?? 0) > 0 ? (names.get(node.id) ?? []) : [],
  );
  const classes =
    faulty.length === 0
      ? []
      : ['  classDef fault stroke:#c00,stroke-width:2px', `  class ${faulty.join(',')} fault`];
  return ['flowchart LR', ...nodes, ...edges, ...classes].map((line) => `${line}\n`).join('');
};
