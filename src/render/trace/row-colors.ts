import type { BarFill } from '../layout/bars.ts';
import type { PlacedRow } from './rows/place-rows.ts';
import type { Paint, TracePaint } from './trace-paint.ts';
import type { TraceView } from './trace-view.ts';

/** Colour of a name: its service's, red for a fault, bold on the critical path. */
export const namePaint = ({ row: { content }, critical }: PlacedRow, view: TraceView): Paint => {
  const { paint } = view;
  if (content.kind === 'gap') return paint.faint;
  if (content.kind === 'missing-parent') return paint.error;
  const color = content.letters.includes('F')
    ? paint.fault
    : paint.service(view.serviceOf(content.first.node));
  return critical ? (text) => paint.strong(color(text)) : color;
};

/** Colour of a row's letters: that of the gravest. */
export const letterPaint = (letters: string, paint: TracePaint): Paint => {
  if (letters.includes('F')) return paint.fault;
  if (letters.includes('T')) return paint.throttle;
  if (/[E?!]/.test(letters)) return paint.error;
  return letters.includes('~') ? paint.notice : paint.faint;
};

/** Colours of a row's bar: its service's, softer where it waits; red for a fault. */
export const barPaint = (
  { row: { content } }: PlacedRow,
  view: TraceView,
): ((fill: BarFill) => Paint) => {
  const { paint } = view;
  if (content.kind !== 'node') return () => paint.faint;
  const service = view.serviceOf(content.first.node);
  const isFault = content.letters.includes('F');
  const strong = isFault ? paint.fault : paint.service(service);
  const soft: Paint = isFault ? (text) => paint.faint(paint.fault(text)) : paint.waiting(service);
  return (fill) => {
    if (fill === 'queue') return paint.faint;
    return fill === 'waiting' || fill === 'critical-waiting' ? soft : strong;
  };
};
