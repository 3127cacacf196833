import type { AnalyzedNode, NodeFlag } from '../../core/traces/trace-analysis.ts';
import type { TraceNode, TraceProblem } from '../../xray/trace.ts';
import { durationText } from '../layout/duration-text.ts';
import { neutralize } from '../layout/neutralize.ts';
import { wrapText } from '../layout/wrap.ts';
import type { Style } from '../style.ts';
import { type FlowPart, flowParts } from './flow-parts.ts';
import type { Paint, TracePaint } from './trace-paint.ts';
import type { TraceView } from './trace-view.ts';

/** A line of the head: what it is about, and what is said, part by part. */
interface HeadField {
  readonly key: string;
  readonly parts: readonly FlowPart[];
}

const KEY_CELLS = 10;

/** Shares below half a percent say nothing a reader could act on; how many are left out is said. */
const MIN_SHARE = 0.005;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** `2026-11-22 10:30:00.100 UTC`; nothing for what is no time. */
const instantText = (epochSeconds: number): string => {
  const date = new Date(Math.round(epochSeconds * 1000));
  if (epochSeconds <= 0 || Number.isNaN(date.getTime())) return '';
  return `${date.toISOString().slice(0, -1).replace('T', ' ')} UTC`;
};

const idField = ({ trace, paint, style }: TraceView): HeadField => ({
  key: 'Trace',
  parts: [
    { text: neutralize(trace.id, style.unicode), paint: paint.strong },
    { text: instantText(trace.start) },
  ].filter(({ text }) => text !== ''),
});

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

const requestField = ({ trace, members, paint, style }: TraceView): HeadField => {
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
      { text: neutralize(request, style.unicode), paint: paint.strong },
      { text: outcomeOf(root, facts), paint: flagPaint },
    ],
  };
};

const countParts = ({ analysis, paint }: TraceView): readonly FlowPart[] => {
  const count = (flag: NodeFlag): number =>
    analysis.nodes.filter(({ flags }) => flags.includes(flag)).length;
  const parts: readonly (FlowPart & { readonly count: number })[] = [
    { count: count('fault'), text: plural(count('fault'), 'fault'), paint: paint.fault },
    { count: count('error'), text: plural(count('error'), 'error'), paint: paint.error },
    {
      count: count('throttle'),
      text: plural(count('throttle'), 'throttle'),
      paint: paint.throttle,
    },
    {
      count: count('in-progress'),
      text: `${count('in-progress')} in progress`,
      paint: paint.notice,
    },
  ];
  const found = parts.filter((part) => part.count > 0);
  return found.length > 0 ? found : [{ text: 'no errors' }];
};

const totalField = (view: TraceView): HeadField => {
  const { trace, analysis, paint, style } = view;
  const isOpen = trace.nodes.some(({ end }) => end === undefined);
  const duration = durationText(analysis.duration, style);
  const total = isOpen ? `${duration} so far` : duration;
  return {
    key: 'Total',
    parts: [
      { text: total, paint: paint.strong },
      {
        text: `${plural(trace.nodes.length, 'node')} in ${plural(view.services.length, 'service')}`,
      },
      ...countParts(view),
    ],
  };
};

const servicesField = ({ services, paint, style }: TraceView): HeadField => ({
  key: 'Services',
  parts: services.map((name) => ({
    text: neutralize(name, style.unicode),
    paint: paint.service(name),
  })),
});

/** Seconds of the critical path by the service whose time they are, longest first. */
export const criticalSeconds = ({
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

const criticalField = (view: TraceView): HeadField => {
  const { analysis, paint, style } = view;
  const all = criticalSeconds(view).filter(([, seconds]) => seconds > 0);
  const shown = all.filter(([, seconds]) => seconds >= analysis.duration * MIN_SHARE);
  const parts: FlowPart[] = shown.map(([name, seconds]) => ({
    text: `${neutralize(name, style.unicode)} ${Math.round((100 * seconds) / analysis.duration)}%`,
    paint: paint.service(name),
  }));
  const hidden = all.length - shown.length;
  if (hidden > 0) parts.push({ text: `${hidden} more below 0.5%` });
  return { key: 'Critical', parts };
};

/** One text for each kind of problem: the only one, or the first of several and their number. */
const problemTexts = (problems: readonly TraceProblem[], style: Style): readonly string[] => {
  const kinds = [...new Set(problems.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const alike = problems.filter((problem) => problem.kind === kind);
    const first = neutralize(alike[0]?.message ?? '', style.unicode);
    return alike.length === 1 ? first : `${first} (${kind}; and ${alike.length - 1} more)`;
  });
};

const withKey = (key: string, lines: readonly string[], { paint }: TraceView): readonly string[] =>
  lines.map((line, index) => paint.faint((index === 0 ? key : '').padEnd(KEY_CELLS)) + line);

const drawField = ({ key, parts }: HeadField, view: TraceView): readonly string[] => {
  const { style, paint } = view;
  const separator = paint.faint(style.unicode ? ' · ' : ', ');
  return withKey(key, flowParts(parts, separator, style.width - KEY_CELLS, style), view);
};

const drawProblems = (view: TraceView): readonly string[] => {
  const { style, paint, analysis } = view;
  const lines = problemTexts(analysis.problems, style).flatMap((text) =>
    wrapText(text, style.width - KEY_CELLS).map((line) => paint.error(line)),
  );
  return withKey('Problems', lines, view);
};

/** The head: id and time, request and outcome, total and errors, services, who held it up, what is wrong with it. */
export const drawHead = (view: TraceView): readonly string[] => {
  const fields = [idField(view), requestField(view), totalField(view), servicesField(view)];
  const critical = criticalField(view);
  if (critical.parts.length > 0) fields.push(critical);
  return [...fields.flatMap((field) => drawField(field, view)), ...drawProblems(view)];
};
