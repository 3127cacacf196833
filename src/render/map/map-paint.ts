import { Chalk } from 'chalk';
import type { Style } from '../style.ts';

type Paint = (text: string) => string;

/** Colours of the map: X-Ray's own for outcomes, bold for services, dim for what is beside the point. */
export interface MapPaint {
  readonly header: Paint;
  readonly node: Paint;
  readonly soft: Paint;
  readonly warning: Paint;
  readonly outcome: Readonly<Record<'error' | 'throttle' | 'fault', Paint>>;
}

/** No colour at all where the style has none. */
export const mapPaint = (style: Style): MapPaint => {
  const chalk = new Chalk({ level: style.color });
  return {
    header: chalk.bold,
    node: chalk.bold,
    soft: chalk.dim,
    warning: chalk.yellow,
    outcome: { error: chalk.yellow, throttle: chalk.magenta, fault: chalk.red },
  };
};
