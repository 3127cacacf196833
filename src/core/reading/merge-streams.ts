type Source<Value> = AsyncGenerator<Value, void, undefined>;

/** What a stream came to: a value, its end, or a failure. */
type Arrival<Value> =
  | { readonly source: Source<Value>; readonly result: IteratorResult<Value, void> }
  | { readonly source: Source<Value>; readonly error: unknown };

/** Arrivals in the order they come; at most one of each stream at a time. */
const createArrivals = <Value>() => {
  const ready: Arrival<Value>[] = [];
  let wake: (() => void) | undefined;
  const push = (arrival: Arrival<Value>): void => {
    ready.push(arrival);
    wake?.();
  };
  return {
    /** Asks a stream for its next value. */
    advance: (source: Source<Value>): void => {
      source.next().then(
        (result) => push({ source, result }),
        (error: unknown) => push({ source, error }),
      );
    },
    // Not Promise.race: a slow stream's promise would hold on to every value that overtook it.
    take: async (): Promise<Arrival<Value>> => {
      for (let first = ready.shift(); ; first = ready.shift()) {
        if (first !== undefined) return first;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
};

/**
 * What several streams yield, as it comes, at most `concurrency` of them open at a time and one value of each in
 * hand: a slow reader slows them all, so memory stays bounded. With a concurrency of 1 it is one after the other.
 */
export async function* mergeStreams<Value>(
  openers: readonly (() => Source<Value>)[],
  concurrency: number,
): Source<Value> {
  const queue = openers.values();
  const arrivals = createArrivals<Value>();
  let open = 0;
  const openNext = (): void => {
    const next = queue.next();
    if (next.done) return;
    open += 1;
    arrivals.advance(next.value());
  };
  for (let opened = 0; opened < concurrency; opened += 1) openNext();
  while (open > 0) {
    const arrival = await arrivals.take();
    if ('error' in arrival) throw arrival.error;
    if (arrival.result.done) {
      open -= 1;
      openNext();
    } else {
      yield arrival.result.value;
      arrivals.advance(arrival.source);
    }
  }
}
