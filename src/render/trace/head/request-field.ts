import type { AnalyzedNode, NodeFlag } from '../../../core/traces/trace-analysis.ts';
import type { TraceNode } from '../../../xray/trace.ts';
import { nameText } from '../../layout/name-text.ts';
import type { Paint, TracePaint } from '../trace-paint.ts';
import type { TraceView } from '../trace-view.ts';
import type { HeadField } from './head-field.ts';

/** The colour of what a status or flags say, strongest first. */
const paintOf = (flags: readonly NodeFlag[], paint: TracePaint): Paint | undefined => {
  if (flags.includes('fault')) return paint.fault;
  if (flags.includes('throttle')) return paint.throttle;
  return flags.includes('error') ? paint.error : undefined;
};

const outcomeOf = (root: TraceNode, facts: AnalyzedNode | undefined): string => {
  const status = root.entity.http?.response?.status;
  const flags = facts?.flags ?? [];
  const words = (['fault', 'throttle', 'error'] as const).filter((flag) => flags.includes(flag));
  const outcome = words.length > 0 ? words.join(', ') : 'ok';
  if (status !== undefined) return `${status}${words.length > 0 ? ` ${outcome}` : ''}`;
  return root.end === undefined ? 'in progress' : outcome;
};

/** What was asked of the root, and what it answered. */
export const requestField = ({ trace, members, paint, style }: TraceView): HeadField => {
  const { root } = trace;
  if (root === undefined) {
    const text = trace.nodes.length === 0 ? 'nothing arrived' : 'the root segment never arrived';
    return { key: 'Request', parts: [{ text, paint: paint.error }] };
  }
  const { method, url } = root.entity.http?.request ?? {};
  const request = [method, url].filter((part) => part !== undefined).join(' ') || root.name;
  const facts = members.get(root)?.facts;
  const flagPaint = paintOf(facts?.flags ?? [], paint);
  return {
    key: 'Request',
    parts: [
      { text: nameText(request, style.unicode), paint: paint.strong },
      { text: outcomeOf(root, facts), paint: flagPaint },
    ],
  };
};
