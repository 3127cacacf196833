import type {
  Comparison,
  EqualityOperator,
  NumberOperator,
  Operator,
  StringOperator,
} from '../ast.ts';
import type { KeywordType } from '../keywords.ts';

const EQUALITY: readonly EqualityOperator[] = ['=', '!='];
const NUMERIC: readonly NumberOperator[] = ['=', '!=', '<', '<=', '>', '>='];
const TEXTUAL: readonly StringOperator[] = ['=', '!=', 'CONTAINS', 'BEGINSWITH', 'ENDSWITH'];

/** Operators by the type of value they compare. */
export const OPERATORS_OF: Readonly<Record<KeywordType, readonly Operator[]>> = {
  boolean: EQUALITY,
  number: NUMERIC,
  string: TEXTUAL,
};

/** Operators written in letters, canonically in capitals. */
export const WORD_OPERATORS = ['CONTAINS', 'BEGINSWITH', 'ENDSWITH'] as const;

const isAmong = <Choice extends Operator>(
  choices: readonly Choice[],
  operator: Operator,
): operator is Choice => choices.some((choice) => choice === operator);

/** The comparison, or undefined where the operator does not compare such values. */
export const comparisonOf = (
  operator: Operator,
  value: boolean | number | string,
): Comparison | undefined => {
  if (typeof value === 'boolean')
    return isAmong(EQUALITY, operator) ? { operator, value } : undefined;
  if (typeof value === 'number')
    return isAmong(NUMERIC, operator) ? { operator, value } : undefined;
  return isAmong(TEXTUAL, operator) ? { operator, value } : undefined;
};
