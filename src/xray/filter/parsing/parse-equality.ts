import type { EqualityOperator } from '../ast.ts';
import { acceptSymbol, type Cursor, failAt, peek } from './cursor.ts';

/** The operator of what can only be equal or not. */
export const parseEquality = (cursor: Cursor, label: string): EqualityOperator | undefined => {
  if (acceptSymbol(cursor, '=')) return '=';
  if (acceptSymbol(cursor, '!=')) return '!=';
  return failAt(cursor, peek(cursor), {
    message: `${label} is compared with = or != only.`,
    expected: ['=', '!='],
  });
};
