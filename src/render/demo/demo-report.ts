import { Chalk } from 'chalk';
import type { ArrivalReport } from '../../core/arrivals/arrival.ts';
import type { DemoResult } from '../../core/demo/run-demo.ts';
import { readGraph } from '../../xray/graph/read-graph.ts';
import { neutralize } from '../layout/neutralize.ts';
import { renderMapTable } from '../map/map-table.ts';
import type { Style } from '../style.ts';
import { renderWaterfall } from '../trace/waterfall.ts';
import { renderTracesTable } from '../traces/traces-table.ts';

/** Of the traces the newest are shown: the last rounds, the invalid user and the notification. */
const TRACES_SHOWN = 10;

/** Of what did not arrive whole, at most so many lines, and a count of the rest. */
const TROUBLES_SHOWN = 20;

const title = (text: string, style: Style): string => {
  const rule = style.unicode ? '─' : '-';
  const { bold } = new Chalk({ level: style.color });
  return `${bold(text)}\n${rule.repeat(Math.min(text.length, style.width))}\n`;
};

/** The proof in one line, or what is missing from it. */
const renderProof = (report: ArrivalReport, style: Style): string => {
  const { green, red } = new Chalk({ level: style.color });
  const sentence = `${report.whole} of ${report.sent} requests arrived whole`;
  if (report.whole === report.sent) return `${green(style.unicode ? '✓' : 'ok:')} ${sentence}\n`;
  const troubles = report.arrivals.filter((arrival) => arrival.state !== 'whole');
  const lines = troubles.slice(0, TROUBLES_SHOWN).map(({ request, state, reasons }) => {
    return `  ${state} ${request.traceId} ${request.method} ${request.path}: ${reasons.join('; ')}\n`;
  });
  const rest = troubles.length - lines.length;
  const more = rest > 0 ? `  and ${rest} more\n` : '';
  return `${red(style.unicode ? '✗' : 'FAILED:')} ${sentence}\n${lines.join('')}${more}`;
};

/** What a newcomer sees at the end: traces, the slowest of them as a waterfall, the map, and the proof. */
export const renderDemoReport = (result: DemoResult, style: Style): string => {
  const { summaries, slowest, services, windowSeconds, arrivals } = result;
  const shown = summaries.slice(0, TRACES_SHOWN);
  const traces = renderTracesTable(shown, { annotations: false }, style);
  const under = traces.origin === '' ? '' : `, under ${neutralize(traces.origin, style.unicode)}`;
  const sections = [
    title(`Traces: the newest ${shown.length} of ${summaries.length}${under}`, style) + traces.text,
    slowest === undefined
      ? ''
      : title('The slowest of them, as a waterfall', style) +
        renderWaterfall(slowest.trace, slowest.analysis, {}, style),
    title('The map of services', style) + renderMapTable(readGraph(services, windowSeconds), style),
    title('The proof', style) + renderProof(arrivals, style),
  ];
  return sections.filter((section) => section !== '').join('\n');
};
