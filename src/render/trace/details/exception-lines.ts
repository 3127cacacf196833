import type { ExceptionBlock, StackFrame } from '../../../xray/segment.ts';
import type { TraceNode } from '../../../xray/trace.ts';
import { neutralize } from '../../layout/neutralize.ts';
import type { Style } from '../../style.ts';
import type { Paint } from '../trace-paint.ts';
import type { DetailLine } from './detail-line.ts';
import type { NodeException, NodeExceptions } from './find-exceptions.ts';
import { sameness, type Thrown } from './thrown.ts';

interface Counted {
  readonly exception: NodeException;
  readonly count: number;
}

/** How exceptions are told. */
export interface ExceptionContext {
  /** Frames too. */
  readonly stack: boolean;
  readonly style: Style;
  readonly paint: Paint;
  readonly serviceOf: (node: TraceNode) => string;
}

const markOf = (style: Pick<Style, 'unicode'>): string => (style.unicode ? '✗ ' : 'x ');

/** `notification › SES`, the place that threw; what was called when only its caller told of it. */
const placeOf = ({ node, exception }: Thrown, { serviceOf, style }: ExceptionContext): string => {
  const called = serviceOf(node);
  if (exception.remote === true && called !== node.service) {
    return `from ${called} via ${node.service}`;
  }
  if (node.kind === 'segment' || node.name === node.service) return `from ${node.service}`;
  return `from ${node.service} ${style.unicode ? '›' : '>'} ${node.name}`;
};

/** `Type: message`; the type is not said twice where the message begins with it. */
const headlineOf = ({ type, message, id }: ExceptionBlock): string => {
  const short = type?.split('.').at(-1) ?? '';
  if (type === undefined || type === '') return message ?? `exception ${id}`;
  if (message === undefined || message === '') return type;
  const repeated = [type, short].find((name) => message.startsWith(`${name}:`));
  const rest = repeated === undefined ? message : message.slice(repeated.length + 1).trimStart();
  return `${type}: ${rest}`;
};

const frameText = ({ label, path, line }: StackFrame): string => {
  const place = [path, line].filter((part) => part !== undefined).join(':');
  return `at ${label ?? 'unknown'}${place === '' ? '' : ` (${place})`}`;
};

const stackTexts = ({ stack, truncated, skipped }: ExceptionBlock): readonly string[] => [
  ...(stack ?? []).map(frameText),
  ...(truncated === undefined || truncated === 0
    ? []
    : [`(${truncated} more frames not recorded)`]),
  ...(skipped === undefined || skipped === 0
    ? []
    : [`(${skipped} exceptions between not recorded)`]),
];

/** The exceptions of all members, equal ones counted. */
const countAlike = (found: readonly NodeExceptions[]): readonly Counted[] => {
  const counted = new Map<string, Counted>();
  for (const exception of found.flatMap(({ exceptions }) => exceptions)) {
    const key = sameness(exception.thrown) + sameness(exception.origin);
    const known = counted.get(key);
    counted.set(key, { exception: known?.exception ?? exception, count: (known?.count ?? 0) + 1 });
  }
  return [...counted.values()];
};

const exceptionLine = (
  { exception: { thrown, origin }, count }: Counted,
  context: ExceptionContext,
): DetailLine => {
  const { stack, style, paint } = context;
  const prefix = thrown.isCause ? 'caused by ' : '';
  const times = count > 1 ? ` ${style.unicode ? '×' : 'x'}${count}` : '';
  return {
    tag: markOf(style),
    text: neutralize(prefix + headlineOf(thrown.exception), style.unicode) + times,
    tail: neutralize(placeOf(origin, context), style.unicode),
    cut: !stack,
    paint,
  };
};

/**
 * What went wrong in a node: one line for each exception with its type, message and first thrower, and with `stack` the
 * frames beneath. A reference to an exception that is not in the trace is named as such.
 */
export const exceptionLines = (
  found: readonly NodeExceptions[],
  context: ExceptionContext,
): readonly DetailLine[] => {
  const { stack, style, paint } = context;
  const lines: DetailLine[] = [];
  for (const counted of countAlike(found)) {
    lines.push(exceptionLine(counted, context));
    if (!stack) continue;
    for (const text of stackTexts(counted.exception.thrown.exception)) {
      lines.push({ tag: '    ', text: neutralize(text, style.unicode) });
    }
  }
  const unresolved = new Set(found.flatMap(({ unresolved: id }) => id ?? []));
  for (const id of unresolved) {
    const text = `exception ${id}, recorded in a part of the trace that never arrived`;
    lines.push({ tag: markOf(style), text: neutralize(text, style.unicode), cut: !stack, paint });
  }
  return lines;
};
