import { nameText } from '../../layout/name-text.ts';
import type { FlowPart } from '../flow-parts.ts';
import type { TraceView } from '../trace-view.ts';
import type { HeadField } from './head-field.ts';

/** Shares below half a percent say nothing a reader could act on; how many are left out is said. */
const MIN_SHARE = 0.005;

/** Seconds of the critical path by the service whose time they are, longest first. */
const criticalSeconds = ({
  trace,
  analysis,
  serviceOf,
}: TraceView): readonly [string, number][] => {
  const nodes = new Map(trace.nodes.toReversed().map((node) => [node.id, node]));
  const seconds = new Map<string, number>();
  for (const { id, name, contribution } of analysis.criticalPath) {
    const node = nodes.get(id);
    const service = node === undefined ? name : serviceOf(node);
    seconds.set(service, (seconds.get(service) ?? 0) + contribution);
  }
  return [...seconds].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
};

/** The services that held the request up, and their shares of its time; without parts when nothing is known. */
export const criticalField = (view: TraceView): HeadField => {
  const { analysis, paint, style } = view;
  const all = criticalSeconds(view).filter(([, seconds]) => seconds > 0);
  const shown = all.filter(([, seconds]) => seconds >= analysis.duration * MIN_SHARE);
  const parts: FlowPart[] = shown.map(([name, seconds]) => ({
    text: `${nameText(name, style.unicode)} ${Math.round((100 * seconds) / analysis.duration)}%`,
    paint: paint.service(name),
  }));
  const hidden = all.length - shown.length;
  if (hidden > 0) parts.push({ text: `${hidden} more below 0.5%` });
  return { key: 'Critical', parts };
};
