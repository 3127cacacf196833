/** Chance. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** `bytes` random bytes as lowercase hex, twice as many digits. */
  hex(bytes: number): string;
}
