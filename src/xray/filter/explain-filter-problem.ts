import type { FilterProblem } from './filter-problem.ts';
import { type ShownCharacter, showCharacter } from './shown-text.ts';

/** UTF-16 units of an expression that are shown; more of it is cut on both sides of the problem. */
const SHOWN_LENGTH = 120;
/** Of these, how many before the problem where the beginning is cut. */
const SHOWN_BEFORE = 40;

/**
 * A problem for people: what is wrong, the expression on one line with carets under the place, what could stand
 * there and what was probably meant. Widths are a terminal's; nothing in it can steer one.
 */
export const explainFilterProblem = (text: string, problem: FilterProblem): string => {
  const from = text.length > SHOWN_LENGTH ? Math.max(0, problem.position - SHOWN_BEFORE) : 0;
  const to = Math.min(text.length, from + SHOWN_LENGTH);
  const position = Math.min(problem.position, to);
  const end = Math.min(problem.position + problem.length, to);
  const before = `${from > 0 ? '...' : ''}${text.slice(from, position)}`;
  const marked = text.slice(position, end);
  const after = `${text.slice(end, to)}${to < text.length ? '...' : ''}`;
  const lines = [
    problem.message,
    `  ${showText(before)}${showText(marked)}${showText(after)}`.trimEnd(),
    `  ${' '.repeat(widthOf(before))}${'^'.repeat(Math.max(1, widthOf(marked)))}`,
  ];
  if (problem.expected.length > 0) lines.push(`Expected: ${problem.expected.join(', ')}`);
  if (problem.suggestion !== undefined) lines.push(`Did you mean: ${showText(problem.suggestion)}`);
  return lines.join('\n');
};

const charactersOf = (text: string): readonly ShownCharacter[] => [...text].map(showCharacter);

const showText = (text: string): string =>
  charactersOf(text)
    .map(({ shown }) => shown)
    .join('');

const widthOf = (text: string): number =>
  charactersOf(text).reduce((width, character) => width + character.width, 0);
