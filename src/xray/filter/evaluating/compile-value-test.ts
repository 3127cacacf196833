import type { Comparison } from '../ast.ts';
import type { Test } from './test.ts';

/**
 * Compiles what a term asks of a value. Only values of the comparison's own type can match, so a missing value
 * (undefined or null) never does, `!=` included. Without a comparison a value matches when it is there and not false.
 */
export const compileValueTest = (comparison: Comparison | undefined): Test<unknown> => {
  if (comparison === undefined) return isSet;
  if (typeof comparison.value === 'number')
    return compileNumberTest(comparison as NumberComparison);
  if (typeof comparison.value === 'string')
    return compileStringTest(comparison as StringComparison);
  const wanted = comparison.value === (comparison.operator === '=');
  return (value) => value === wanted;
};

type NumberComparison = Extract<Comparison, { readonly value: number }>;
type StringComparison = Extract<Comparison, { readonly value: string }>;

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== false;

const compileNumberTest = ({ operator, value: limit }: NumberComparison): Test<unknown> => {
  switch (operator) {
    case '=':
      return (value) => value === limit;
    case '!=':
      return (value) => typeof value === 'number' && value !== limit;
    case '<':
      return (value) => typeof value === 'number' && value < limit;
    case '<=':
      return (value) => typeof value === 'number' && value <= limit;
    case '>':
      return (value) => typeof value === 'number' && value > limit;
    case '>=':
      return (value) => typeof value === 'number' && value >= limit;
  }
};

const compileStringTest = ({ operator, value: text }: StringComparison): Test<unknown> => {
  switch (operator) {
    case '=':
      return (value) => value === text;
    case '!=':
      return (value) => typeof value === 'string' && value !== text;
    case 'CONTAINS':
      return (value) => typeof value === 'string' && value.includes(text);
    case 'BEGINSWITH':
      return (value) => typeof value === 'string' && value.startsWith(text);
    case 'ENDSWITH':
      return (value) => typeof value === 'string' && value.endsWith(text);
  }
};
