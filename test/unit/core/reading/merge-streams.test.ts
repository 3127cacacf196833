import { describe, expect, it } from 'vitest';
import { mergeStreams } from '../../../../src/core/reading/merge-streams.ts';

async function* valuesOf<Value>(...values: Value[]): AsyncGenerator<Value, void, undefined> {
  yield* values;
}

const drain = async <Value>(stream: AsyncIterable<Value>) => {
  const drained: Value[] = [];
  for await (const value of stream) drained.push(value);
  return drained;
};

describe('mergeStreams', () => {
  it('yields all that all of them yield', async () => {
    const merged = mergeStreams([() => valuesOf(1, 2), () => valuesOf(3), () => valuesOf()], 2);
    expect((await drain(merged)).sort()).toEqual([1, 2, 3]);
  });

  it('keeps their order when one is open at a time', async () => {
    const merged = mergeStreams([() => valuesOf(1, 2), () => valuesOf(3, 4)], 1);
    expect(await drain(merged)).toEqual([1, 2, 3, 4]);
  });

  it('takes no more than one value of a stream ahead of its reader', async () => {
    let made = 0;
    async function* counting(): AsyncGenerator<number, void, undefined> {
      while (made < 10) {
        made += 1;
        yield made;
      }
    }
    const merged = mergeStreams([counting], 1);
    await merged.next();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(made).toBe(1);
  });

  it('lets a quick stream overtake a slow one', async () => {
    let release: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* slow(): AsyncGenerator<string, void, undefined> {
      await gate;
      yield 'slow';
    }
    async function* quick(): AsyncGenerator<string, void, undefined> {
      yield 'quick 1';
      yield 'quick 2';
      release?.();
    }
    expect(await drain(mergeStreams<string>([slow, quick], 2))).toEqual([
      'quick 1',
      'quick 2',
      'slow',
    ]);
  });

  it('fails as the first of them fails', async () => {
    async function* failing(): AsyncGenerator<number, void, undefined> {
      yield 1;
      throw new Error('broke');
    }
    await expect(drain(mergeStreams([failing], 2))).rejects.toThrow('broke');
  });
});
