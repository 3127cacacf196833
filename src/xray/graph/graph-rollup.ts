import type { Alias } from '../api/traces.ts';

/** Counts by number, keys rising, each key as its distance from the one before: [key, count, distance, count, ...]. */
export type PackedCounts = readonly number[];

/** ok, error, throttle, fault, and their time in microseconds. */
type PackedTally = readonly [number, number, number, number, number];

/** What node and edge have in common. */
export interface PackedSum {
  /** How many traces it is part of. */
  readonly n: number;
  /** Whole epoch seconds in which it started or, where that is another, ended, and how often. */
  readonly at: PackedCounts;
  readonly calls: PackedTally;
  /** Milliseconds of the calls. */
  readonly times: PackedCounts;
}

export interface PackedNode extends PackedSum {
  /** Name, type, account. */
  readonly id: readonly [string, string | null, string | null];
  /** In how many of the traces it was the entry, was reported active, was known as passive. */
  readonly as: readonly [number, number, number];
  /** Further names, and in how many traces. */
  readonly names?: readonly (readonly [string, number])[];
  /** What asynchronous work changes about `times` to make the histogram of whole durations. */
  readonly spans?: PackedCounts;
}

export interface PackedEdge extends PackedSum {
  /** Positions in {@link GraphRollup.nodes}. */
  readonly ends: readonly [number, number];
  readonly link?: true;
  readonly aliases?: readonly (readonly [Alias, number])[];
  /** Milliseconds messages waited. */
  readonly ages?: PackedCounts;
}

/** The service graph of many traces as compact JSON: to be stored, and merged with others. All counts in it are whole numbers. */
export interface GraphRollup {
  /** Version of this shape. */
  readonly v: 1;
  /** By name, type and account. */
  readonly nodes: readonly PackedNode[];
  readonly edges: readonly PackedEdge[];
}

/** Packs pairs of key and count, keys rising. */
export const packCounts = (pairs: Iterable<readonly [number, number]>): PackedCounts => {
  const packed: number[] = [];
  let before = 0;
  for (const [key, count] of pairs) {
    packed.push(key - before, count);
    before = key;
  }
  return packed;
};

/** Gives each key and count of {@link packCounts} to `take`. */
export const unpackCounts = (
  packed: PackedCounts,
  take: (key: number, count: number) => void,
): void => {
  let key = 0;
  for (let at = 0; at < packed.length; at += 2) {
    key += packed[at] as number;
    take(key, packed[at + 1] as number);
  }
};
