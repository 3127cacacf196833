/** A page of `xrayctl explain`. */
export interface Topic {
  readonly name: string;
  /** One line for the list of topics. */
  readonly brief: string;
  /** The page, without a trailing line break. */
  readonly text: string;
}

/** Two columns of a page. */
export const tableOf = (rows: readonly (readonly [left: string, right: string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
};
