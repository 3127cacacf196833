const MINUTE = 60;

/**
 * How often each whole second of the epoch was counted, by minute: the counts of its 60 seconds, and after them how many
 * of those are not 0. A window of hours is then a few hundred short arrays, far quicker than one large map.
 */
export type SecondCounts = Map<number, number[]>;

export const createSecondCounts = (): SecondCounts => new Map();

/** Adds `count` (negative to take away) to a second; what comes to nothing is forgotten. */
export const addToSecond = (counts: SecondCounts, second: number, count: number): void => {
  const minute = Math.floor(second / MINUTE);
  let seconds = counts.get(minute);
  if (seconds === undefined) {
    seconds = new Array<number>(MINUTE + 1).fill(0);
    counts.set(minute, seconds);
  }
  const place = second - minute * MINUTE;
  const before = seconds[place] as number;
  const after = before + count;
  seconds[place] = after;
  if (before !== 0 && after !== 0) return;
  const filled = (seconds[MINUTE] as number) + Number(after !== 0) - Number(before !== 0);
  if (filled === 0) counts.delete(minute);
  else seconds[MINUTE] = filled;
};

/** Pairs of second and count, seconds rising, no count 0. */
export const listSeconds = (counts: SecondCounts): readonly (readonly [number, number])[] => {
  const pairs: (readonly [number, number])[] = [];
  for (const minute of [...counts.keys()].sort((one, other) => one - other)) {
    const seconds = counts.get(minute) as number[];
    for (let place = 0; place < MINUTE; place += 1) {
      const count = seconds[place] as number;
      if (count !== 0) pairs.push([minute * MINUTE + place, count]);
    }
  }
  return pairs;
};

/** From the first second counted to the end of the last; `start` is Infinity where there is none. */
export const extentOfSeconds = (
  counts: SecondCounts,
): { readonly start: number; readonly end: number } => {
  let first = Infinity;
  let last = -Infinity;
  for (const minute of counts.keys()) {
    if (minute < first) first = minute;
    if (minute > last) last = minute;
  }
  const isCounted = (count: number, place: number): boolean => place < MINUTE && count !== 0;
  const firstSeconds = counts.get(first) ?? [];
  const lastSeconds = counts.get(last) ?? [];
  return {
    start: first * MINUTE + Math.max(0, firstSeconds.findIndex(isCounted)),
    end: last * MINUTE + lastSeconds.findLastIndex(isCounted) + 1,
  };
};
