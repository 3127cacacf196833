type Source<Value> = AsyncGenerator<Value, void, undefined>;

interface Arrival<Value> {
  readonly source: Source<Value>;
  readonly result: IteratorResult<Value, void>;
}

const nextOf = async <Value>(source: Source<Value>): Promise<Arrival<Value>> => ({
  source,
  result: await source.next(),
});

/**
 * What several streams yield, as it comes, at most `concurrency` of them open at a time and one value of each in
 * hand: a slow reader slows them all, so memory stays bounded. With a concurrency of 1 it is one after the other.
 */
export async function* mergeStreams<Value>(
  openers: readonly (() => Source<Value>)[],
  concurrency: number,
): Source<Value> {
  const queue = openers.values();
  const pending = new Map<Source<Value>, Promise<Arrival<Value>>>();
  const advance = (source: Source<Value>): void => {
    const arrival = nextOf(source);
    // A failure is thrown where it is raced; here it must only not count as unhandled when another came first.
    arrival.catch(() => undefined);
    pending.set(source, arrival);
  };
  const openNext = (): void => {
    const next = queue.next();
    if (!next.done) advance(next.value());
  };
  for (let opened = 0; opened < concurrency; opened += 1) openNext();
  while (pending.size > 0) {
    const { source, result } = await Promise.race(pending.values());
    if (result.done) {
      pending.delete(source);
      openNext();
    } else {
      yield result.value;
      advance(source);
    }
  }
}
