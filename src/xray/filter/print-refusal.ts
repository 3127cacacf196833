import type { FilterProblem } from './filter-problem.ts';

/**
 * A problem in the words of the X-Ray API, as InvalidRequestException carries them: line and column count from 1,
 * and where the expression ends too early the symbol is the whole of it. [captured from the service, 2026-09]
 */
export const printRefusal = (
  text: string,
  { position, length }: Pick<FilterProblem, 'position' | 'length'>,
): string => {
  const lines = text.slice(0, position).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  const symbol = length === 0 ? text : text.slice(position, position + length);
  return `Error Location: line ${lines.length}, position ${column} : Invalid input symbol: '${symbol}'`;
};
