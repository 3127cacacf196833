import type { NodeFlag } from '../../../core/traces/trace-analysis.ts';
import type { TraceProblem } from '../../../xray/trace.ts';
import { countText } from '../../layout/count-text.ts';
import { durationText } from '../../layout/duration-text.ts';
import { nameText } from '../../layout/name-text.ts';
import { neutralize } from '../../layout/neutralize.ts';
import { wrapText } from '../../layout/wrap.ts';
import type { Style } from '../../style.ts';
import type { FlowPart } from '../flow-parts.ts';
import type { TraceView } from '../trace-view.ts';
import { criticalField } from './critical-field.ts';
import { drawField, type HeadField, KEY_CELLS, withKey } from './head-field.ts';
import { requestField } from './request-field.ts';

/** Services named in the head; of more, the number. */
const MOST_SERVICES = 12;

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

const countParts = ({ analysis, paint }: TraceView): readonly FlowPart[] => {
  const count = (flag: NodeFlag): number =>
    analysis.nodes.filter(({ flags }) => flags.includes(flag)).length;
  const parts: readonly (FlowPart & { readonly count: number })[] = [
    { count: count('fault'), text: countText(count('fault'), 'fault'), paint: paint.fault },
    { count: count('error'), text: countText(count('error'), 'error'), paint: paint.error },
    {
      count: count('throttle'),
      text: countText(count('throttle'), 'throttle'),
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
  // No length at all is no time but the lack of one, as long as something has not ended.
  const isUnknown = isOpen && analysis.duration <= 0;
  const duration = durationText(isUnknown ? undefined : analysis.duration, style);
  const total = isOpen ? `${duration} so far` : duration;
  return {
    key: 'Total',
    parts: [
      { text: total, paint: paint.strong },
      {
        text: `${countText(trace.nodes.length, 'node')} in ${countText(view.services.length, 'service')}`,
      },
      ...countParts(view),
    ],
  };
};

const servicesField = ({ services, paint, style }: TraceView): HeadField => {
  const parts: FlowPart[] = services.slice(0, MOST_SERVICES).map((name) => ({
    text: nameText(name, style.unicode),
    paint: paint.service(name),
  }));
  const more = services.length - parts.length;
  if (more > 0) parts.push({ text: `and ${more} more` });
  return { key: 'Services', parts };
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

const drawProblems = (view: TraceView): readonly string[] => {
  const { style, paint, analysis } = view;
  const lines = problemTexts(analysis.problems, style).flatMap((text) =>
    wrapText(text, style.width - KEY_CELLS).map((line) => paint.error(line)),
  );
  return withKey('Problems', lines, view);
};

/** The head: id and time, request and outcome, total and errors, services, who held it up, what is wrong with it. */
export const drawHead = (view: TraceView): readonly string[] => {
  const fields = [idField(view), requestField(view)];
  if (view.rows.length === 0) return fields.flatMap((field) => drawField(field, view));
  fields.push(totalField(view), servicesField(view));
  const critical = criticalField(view);
  if (critical.parts.length > 0) fields.push(critical);
  return [...fields.flatMap((field) => drawField(field, view)), ...drawProblems(view)];
};
