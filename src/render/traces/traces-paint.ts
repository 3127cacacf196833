import { Chalk } from 'chalk';
import type { TraceSummary } from '../../xray/api/traces.ts';
import type { Style } from '../style.ts';

type Paint = (text: string) => string;

/** Colours of a listing: X-Ray's own for faults (red), errors (yellow) and throttles (magenta), else none. */
export interface TracesPaint {
  readonly header: Paint;
  readonly soft: Paint;
  readonly outcome: (summary: TraceSummary) => Paint | undefined;
}

/** No colour at all where the style has none. */
export const tracesPaint = (style: Style): TracesPaint => {
  const chalk = new Chalk({ level: style.color });
  return {
    header: chalk.bold,
    soft: chalk.dim,
    outcome: (summary) => {
      if (summary.HasFault === true) return chalk.red;
      if (summary.HasThrottle === true) return chalk.magenta;
      if (summary.HasError === true) return chalk.yellow;
      return undefined;
    },
  };
};
