import type { Output } from '../ports/io.ts';
import type { Style } from '../render/style.ts';
import type { GlobalFlags } from './global-flags.ts';
import type { Environment } from './world.ts';

/** Cells a line takes when no terminal says otherwise. */
const PIPED_WIDTH = 100;
/** Narrower than this, columns can no longer be told apart. */
const LEAST_WIDTH = 20;

type StyleFlags = Pick<GlobalFlags, 'ascii' | 'color' | 'width'>;

/** How many colours the terminal says it has. */
const depthOf = (env: Environment): Style['color'] => {
  if (/^(?:truecolor|24bit)$/i.test(env['COLORTERM'] ?? '')) return 3;
  return /256(?:color)?$/i.test(env['TERM'] ?? '') ? 2 : 1;
};

/** FORCE_COLOR as chalk reads it: 0 to 3, or any other text for "yes". */
const forcedColor = (asked: string, env: Environment): Style['color'] => {
  if (/^(?:0|false)$/i.test(asked)) return 0;
  if (asked === '2') return 2;
  return asked === '3' ? 3 : depthOf(env);
};

const decideColor = (output: Output, flags: StyleFlags, env: Environment): Style['color'] => {
  if (flags.color === 'never') return 0;
  if (flags.color === 'always') return depthOf(env);
  // An empty NO_COLOR counts as unset [no-color.org].
  if (env['NO_COLOR']) return 0;
  if (env['FORCE_COLOR'] !== undefined) return forcedColor(env['FORCE_COLOR'], env);
  return output.isTTY && env['TERM'] !== 'dumb' ? depthOf(env) : 0;
};

/** The locale, in the order POSIX gives. None set at all is a container or a Mac, where all is UTF-8. */
const isUtf8 = (env: Environment): boolean => {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((one) => one);
  if (locale === undefined) return true;
  return /utf-?8/i.test(locale);
};

const widthFrom = (text: string | undefined): number | undefined =>
  /^[1-9]\d{0,4}$/.test(text ?? '') ? Math.max(Number(text), LEAST_WIDTH) : undefined;

/** How to draw on `output`. Flags beat the environment, which beats what the terminal says. */
export const decideStyle = (output: Output, flags: StyleFlags, env: Environment): Style => ({
  width: flags.width ?? widthFrom(env['COLUMNS']) ?? output.columns ?? PIPED_WIDTH,
  color: decideColor(output, flags, env),
  unicode: !flags.ascii && isUtf8(env),
});

/** The few marks the frame itself draws on stderr. Empty strings without colour. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly soft: (text: string) => string;
  readonly strong: (text: string) => string;
}

const painter =
  (on: boolean, open: number, close: number) =>
  (text: string): string =>
    on ? `\u001B[${open}m${text}\u001B[${close}m` : text;

/** Colours of the frame: help, errors, warnings. */
export const paintFor = (color: Style['color']): Paint => ({
  error: painter(color > 0, 31, 39),
  warning: painter(color > 0, 33, 39),
  soft: painter(color > 0, 2, 22),
  strong: painter(color > 0, 1, 22),
});

/** Takes a progress line off the terminal. */
export const ERASE_LINE = '\r\u001B[2K';
