import type { Positional } from './command.ts';

const printPositional = ({ name, required, repeated }: Positional): string => {
  const shown = repeated ? `${name}...` : name;
  return required ? shown : `[${shown}]`;
};

/** `xrayctl trace [ID...] [options]`: how a command line looks. */
export const usageLine = (name: string, positionals: readonly Positional[]): string =>
  ['xrayctl', name, ...positionals.map(printPositional), '[options]'].join(' ');
