/** What is wrong with a filter expression, and where. */
export interface FilterProblem {
  /** A sentence without a position, fit to be shown alone; text of the expression in it is quoted and harmless to a terminal. */
  readonly message: string;
  /** Offset of the marked text, in UTF-16 units. */
  readonly position: number;
  /** Length of the marked text; 0 at the end of the expression. */
  readonly length: number;
  /** What could have stood there, in words or as it is written. */
  readonly expected: readonly string[];
  /** What to put in place of the marked text. */
  readonly suggestion?: string;
}
