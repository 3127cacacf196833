/** What is shown of a trace beyond its tree. Absent means no. */
export interface WaterfallOptions {
  /** The annotations of each node, one line each, beneath it. */
  readonly annotations?: boolean | undefined;
  /** The metadata of each node, beneath it. */
  readonly metadata?: boolean | undefined;
  /** The SQL of each query, beneath it. */
  readonly sql?: boolean | undefined;
  /** The whole stack of each exception instead of one line. */
  readonly stack?: boolean | undefined;
  /** Draws each of several identical siblings on a line of its own. */
  readonly expand?: boolean | undefined;
  /** Draws at most this many nodes: the failing, the critical and the longest; a line says how many are hidden. */
  readonly maxRows?: number | undefined;
}
