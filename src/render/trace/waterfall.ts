import type { CriticalStep, TraceAnalysis } from '../../core/traces/trace-analysis.ts';
import type { Trace } from '../../xray/trace.ts';
import { axisTicks, drawAxisLabels, tickCell } from '../layout/axis.ts';
import type { BarFill, BarRun } from '../layout/bars.ts';
import { padStart } from '../layout/width.ts';
import type { Style } from '../style.ts';
import { drawFoot } from './foot.ts';
import { guidesBeneath } from './guides.ts';
import { drawHead } from './head/head.ts';
import { drawHidden } from './hidden-line.ts';
import { drawLegend } from './legend.ts';
import { rowBar, type TimeScale } from './row-bar.ts';
import { barPaint, letterPaint, namePaint } from './row-colors.ts';
import { drawRowDetails } from './row-details.ts';
import { fitLabel } from './row-label.ts';
import { createTraceView, type TraceView } from './trace-view.ts';
import {
  mostLabelCells,
  type WaterfallColumns,
  type WaterfallLine,
  waterfallColumns,
  waterfallLines,
} from './waterfall-lines.ts';
import type { WaterfallOptions } from './waterfall-options.ts';

const scaleOf = ({ trace, analysis }: TraceView): TimeScale => {
  const steps = new Map<string, CriticalStep[]>();
  for (const step of analysis.criticalPath) {
    const known = steps.get(step.id);
    if (known === undefined) steps.set(step.id, [step]);
    else known.push(step);
  }
  // What has not ended may begin after all that has; and an axis needs a length, even when nothing has.
  const end = trace.nodes.reduce((latest, { start }) => Math.max(latest, start), trace.end);
  return {
    start: trace.start,
    duration: Math.max(end - trace.start, 1e-6),
    stepsOf: (id) => steps.get(id) ?? [],
  };
};

const blanks = (cells: number): string => ' '.repeat(Math.max(0, cells));

const drawAxis = (
  { style, paint }: TraceView,
  columns: WaterfallColumns,
  scale: TimeScale,
): readonly string[] => {
  const ticks = axisTicks(scale.duration, columns.bars, style);
  const left = blanks(columns.label + (columns.letters === 0 ? 0 : columns.letters + 1));
  const figures = `${padStart('total', columns.total)} ${padStart('self', columns.self)}`;
  const heading = `${left} ${figures}  ${drawAxisLabels(ticks, columns.bars)}`;
  const [line, mark] = style.unicode ? ['─', '┴'] : ['-', '+'];
  const marked = new Set(ticks.map((tick) => tickCell(tick, columns.bars)));
  const rule = Array.from({ length: columns.bars }, (_, cell) => (marked.has(cell) ? mark : line));
  return [
    paint.faint(heading),
    paint.faint(line.repeat(style.width - columns.bars) + rule.join('')),
  ];
};

const drawLetters = ({ letters }: WaterfallLine, cells: number, { paint }: TraceView): string => {
  if (cells === 0) return '';
  const painted = letters === '' ? '' : letterPaint(letters, paint)(letters);
  return ` ${painted}${blanks(cells - letters.length)}`;
};

const drawLine = (
  line: WaterfallLine,
  runs: readonly BarRun[],
  columns: WaterfallColumns,
  view: TraceView,
): string => {
  const { style, paint } = view;
  // A row without figures and bar has the whole line for its name.
  const isBare = line.placed.row.content.kind === 'missing-parent';
  const room = isBare ? style.width : columns.label;
  const label = fitLabel(line.guides, line.words, room, style);
  const name = namePaint(line.placed, view)(label.name);
  if (isBare) return name;
  const paintFill = barPaint(line.placed, view);
  const bar = runs.map(({ text, fill }) => (fill === undefined ? text : paintFill(fill)(text)));
  const text = [
    paint.faint(label.guides),
    name,
    paint.faint(label.rest),
    blanks(columns.label - label.cells),
    drawLetters(line, columns.letters, view),
    ` ${padStart(line.total, columns.total)} `,
    paint.faint(padStart(line.self, columns.self)),
    '  ',
    ...bar,
  ].join('');
  return text.trimEnd();
};

/**
 * One trace as a waterfall: head, axis, one line for each node with its bar, what was asked for beneath, legend, and
 * who took the time. Every line ends with a newline and takes at most `style.width` cells (40 or more).
 */
export const renderWaterfall = (
  trace: Trace,
  analysis: TraceAnalysis,
  options: WaterfallOptions,
  style: Style,
): string => {
  const view = createTraceView({ trace, analysis, options, style });
  const head = drawHead(view);
  if (view.rows.length === 0) return head.map((text) => `${text}\n`).join('');
  const lines = waterfallLines(view);
  const columns = waterfallColumns(lines, style);
  const scale = scaleOf(view);
  const fills = new Set<BarFill>();
  const screen = [...head, '', ...drawAxis(view, columns, scale)];
  for (const line of lines) {
    const runs = rowBar(line.placed.row, scale, columns.bars, style);
    for (const { fill } of runs) if (fill !== undefined) fills.add(fill);
    screen.push(drawLine(line, runs, columns, view));
    const beneath = () => guidesBeneath(line.placed, mostLabelCells(style), style);
    screen.push(...drawRowDetails(line.placed, beneath, view));
  }
  const foot = drawFoot(view);
  screen.push(...drawHidden(view), '');
  screen.push(...drawLegend(view.rows, fills, style).map((text) => view.paint.faint(text)));
  if (foot.length > 0) screen.push('', ...foot);
  return screen.map((text) => `${text}\n`).join('');
};
