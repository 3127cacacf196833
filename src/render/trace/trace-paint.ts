import { Chalk } from 'chalk';
import type { Style } from '../style.ts';

/** Colours plain text that already has its place and width. */
export type Paint = (text: string) => string;

/** The few colours of a trace. Red is for faults and nothing else; without colour every one returns the text as it is. */
export interface TracePaint {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly fault: Paint;
  readonly error: Paint;
  readonly throttle: Paint;
  readonly notice: Paint;
  /** The colour of a service: its own by name, another only where two of this trace would look alike. */
  readonly service: (name: string) => Paint;
  /** The same, for time it spends waiting. */
  readonly waiting: (name: string) => Paint;
}

/** Of the 256-colour palette: apart from one another on dark and light grounds, and none of them red or grey. */
const WIDE_PALETTE = [39, 41, 172, 135, 44, 107, 205, 69, 142, 31, 99, 36] as const;

/** Of the 16 basic colours those that are neither red, grey nor a warning's yellow. */
const BASIC_PALETTE = ['cyan', 'green', 'blue', 'magenta', 'cyanBright', 'greenBright'] as const;

/** FNV-1a, 32 bit: the same name has the same colour in every trace. */
const hashOf = (name: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
};

/** A place in the palette for each service, its own by name unless an earlier one of the trace has it. */
const placesOf = (services: readonly string[], colors: number): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of services) {
    let place = hashOf(name) % colors;
    if (taken.size === colors) taken.clear();
    while (taken.has(place)) place = (place + 1) % colors;
    taken.add(place);
    places.set(name, place);
  }
  return places;
};

/** The colours of one trace, whose services are given in the order they appear. */
export const createTracePaint = (
  services: readonly string[],
  style: Pick<Style, 'color'>,
): TracePaint => {
  const chalk = new Chalk({ level: style.color });
  const palette: readonly Paint[] =
    style.color > 1
      ? WIDE_PALETTE.map((code) => chalk.ansi256(code))
      : BASIC_PALETTE.map((name) => chalk[name]);
  const places = placesOf(services, palette.length);
  const service = (name: string): Paint =>
    palette[places.get(name) ?? hashOf(name) % palette.length] ?? ((text) => text);
  return {
    strong: chalk.bold,
    faint: chalk.dim,
    fault: chalk.red,
    error: chalk.yellow,
    throttle: chalk.magenta,
    notice: chalk.cyan,
    service,
    waiting: (name) => (text) => chalk.dim(service(name)(text)),
  };
};
