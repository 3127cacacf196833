import { describe, expect, it } from 'vitest';
import { inParallel } from '../../../../src/core/reading/in-parallel.ts';

describe('inParallel', () => {
  it('keeps the order of the items, whoever is done first', async () => {
    const done = await inParallel([3, 1, 2], 3, async (turns) => {
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      return turns * 10;
    });
    expect(done).toEqual([30, 10, 20]);
  });

  it('never works on more than it may', async () => {
    let busy = 0;
    let most = 0;
    await inParallel([1, 2, 3, 4, 5], 2, async () => {
      busy += 1;
      most = Math.max(most, busy);
      await Promise.resolve();
      busy -= 1;
    });
    expect(most).toBe(2);
  });

  it('begins nothing more after a failure', async () => {
    const begun: number[] = [];
    await expect(
      inParallel([1, 2, 3, 4], 1, async (item) => {
        begun.push(item);
        if (item === 2) throw new Error('broke');
      }),
    ).rejects.toThrow('broke');
    expect(begun).toEqual([1, 2]);
  });

  it('is done at once with nothing to do', async () => {
    expect(await inParallel([], 4, async () => 1)).toEqual([]);
  });
});
