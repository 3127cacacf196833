/** How to draw, decided once from the terminal, the environment and the flags; a value, so that renderers stay pure. */
export interface Style {
  /** Cells a line may take. */
  readonly width: number;
  /** chalk's colour level: 0 none, 1 basic, 2 of 256, 3 true colour. */
  readonly color: 0 | 1 | 2 | 3;
  /** False draws with ASCII only. */
  readonly unicode: boolean;
}
