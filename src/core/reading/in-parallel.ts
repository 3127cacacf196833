/**
 * `work` done for every item, at most `concurrency` at a time, results in the order of the items. The first failure
 * rejects at once and nothing further is begun.
 */
export const inParallel = async <Item, Value>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<Value>,
): Promise<readonly Value[]> => {
  const results = new Map<number, Value>();
  const queue = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failed) return;
      results.set(index, await work(item));
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  } catch (error) {
    failed = true;
    throw error;
  }
  return items.map((_, index) => results.get(index) as Value);
};
