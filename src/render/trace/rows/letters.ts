import type { NodeFlag } from '../../../core/traces/trace-analysis.ts';

/** The letter of each state a reader has to see, in the order they are written. `inferred` is no trouble: no letter. */
const LETTERS: readonly (readonly [NodeFlag, string])[] = [
  ['error', 'E'],
  ['fault', 'F'],
  ['throttle', 'T'],
  ['in-progress', '~'],
  ['orphan', '?'],
  ['skew', '!'],
];

/** The flags of a node as letters: `E` error, `F` fault, `T` throttle, `~` in progress, `?` orphan, `!` skew. */
export const lettersOf = (flags: readonly NodeFlag[]): string =>
  flags.length === 0
    ? ''
    : LETTERS.map(([flag, letter]) => (flags.includes(flag) ? letter : '')).join('');
