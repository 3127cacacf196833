import type { NodeReading } from '../../xray/graph/graph-reading.ts';
import type { Style } from '../style.ts';
import { type RateUnit, trafficText } from './map-figures.ts';
import { nodeLabel, typeLabel } from './map-labels.ts';

/** What a box of a diagram says of a node, a line each: its name, its type where it has one, its traffic or nothing. */
export const nodeLines = (node: NodeReading, unit: RateUnit, style: Style): readonly string[] =>
  [
    nodeLabel(node, style),
    node.isClient || node.type === undefined ? '' : typeLabel(node, style),
    trafficText(node.traffic, unit, style),
  ].filter((line) => line !== '');
