import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../../src/local/store/store.ts';
import { makeIndependent, makeSegment } from '../../../support/make-segment.ts';
import { type MadeLocal, makeLocal, rootOf, traceIdOf } from '../make-local.ts';

const AGE_MS = 60_000;
const MB = 1_000_000;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xrayctl-retention-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Upkeep goes on in turns of its own; so many are enough for all of these. */
const letUpkeepRun = async ({ clock }: MadeLocal): Promise<void> => {
  await clock.advance(1_000);
  for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
};

const isKept = ({ store }: MadeLocal, number: number): boolean =>
  store.traces.get(traceIdOf(number)) !== undefined;

describe('retention by age', () => {
  it('counts from receipt, however long ago the trace began', async () => {
    const local = makeLocal({ retentionMs: AGE_MS });
    await local.put(rootOf(1, 1_000));
    await letUpkeepRun(local);
    expect(isKept(local, 1)).toBe(true);
    await local.clock.advance(AGE_MS);
    await letUpkeepRun(local);
    expect(isKept(local, 1)).toBe(false);
    expect(local.events).toEqual([{ kind: 'traces-removed', reason: 'retention', traces: 1 }]);
    const { Services } = await local.api.getServiceGraph({ StartTime: 900, EndTime: 1_100 });
    expect(Services).toEqual([]);
  });

  it('counts from the last change', async () => {
    const local = makeLocal({ retentionMs: AGE_MS });
    await local.put(makeSegment(1, [0, 1]));
    await local.clock.advance(AGE_MS / 2);
    await local.put(makeIndependent(2, 1, [0, 1]));
    await local.clock.advance(AGE_MS / 2 + 5_000);
    await letUpkeepRun(local);
    expect(local.store.traces.count()).toBe(1);
    expect(local.events).toEqual([]);
  });

  it('takes late documents along', async () => {
    const local = makeLocal({ retentionMs: AGE_MS });
    const late = makeIndependent(2, 1, [0, 1]);
    await local.put(makeSegment(1, [0, 1]));
    await local.put(late);
    await local.clock.advance(AGE_MS + 5_000);
    await letUpkeepRun(local);
    expect(local.store.traces.count()).toBe(0);
    expect(local.store.documents.ofTrace(late.trace_id)).toEqual([]);
  });
});

describe('retention by size', () => {
  const filling = { note: 'x'.repeat(20_000) };
  const fill = async (local: MadeLocal, from: number, count: number): Promise<void> => {
    for (let number = from; number < from + count; number += 1) {
      await local.put(rootOf(number, 1_000, 1, { metadata: filling }));
    }
  };

  it('lets the oldest go first, and says how many', async () => {
    const local = makeLocal({ maxBytes: 4 * MB });
    await fill(local, 1, 100);
    await letUpkeepRun(local);
    expect(local.events).toEqual([]);
    await local.clock.advance(1_000);
    await fill(local, 101, 100);
    await letUpkeepRun(local);
    const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
    const kept = numbers.filter((number) => isKept(local, number));
    expect(kept).toEqual(numbers.slice(-kept.length));
    const gone = numbers.length - kept.length;
    expect(local.events).toEqual([{ kind: 'traces-removed', reason: 'size', traces: gone }]);
    const { Services } = await local.api.getServiceGraph({ StartTime: 900, EndTime: 1_100 });
    expect(Services?.find(({ Root }) => Root === true)?.SummaryStatistics?.TotalCount).toBe(
      kept.length,
    );
  });

  it('lets no more go than has to, however large they are', async () => {
    const local = makeLocal({ maxBytes: 4 * MB });
    const large = { note: 'x'.repeat(60_000) };
    for (let number = 1; number <= 60; number += 1) {
      await local.put(rootOf(number, 1_000, 1, { metadata: large }));
    }
    await letUpkeepRun(local);
    // A quarter of the size is the log's: three megabytes hold some 45 of these.
    expect(local.store.traces.count()).toBeGreaterThan(40);
    expect(local.store.size().usedBytes).toBeLessThan(3 * MB);
  });

  it('keeps the folder within its size, its log included', async () => {
    const local = makeLocal({ maxBytes: 4 * MB, store: openStore(folder, MB) });
    for (let round = 0; round < 10; round += 1) {
      await fill(local, 1 + round * 100, 100);
      await letUpkeepRun(local);
    }
    const bytes = readdirSync(folder).reduce(
      (sum, name) => sum + statSync(join(folder, name)).size,
      0,
    );
    expect(bytes).toBeLessThan(4 * MB);
    local.stop();
    local.store.close();
    const closed = statSync(join(folder, 'xray.db')).size;
    expect(closed).toBeLessThan(4 * MB);
  });

  it('gives room back when the size was made smaller', async () => {
    const before = makeLocal({ store: openStore(folder) });
    await fill(before, 1, 800);
    before.stop();
    before.store.close();
    expect(statSync(join(folder, 'xray.db')).size).toBeGreaterThan(16 * MB);
    const after = makeLocal({ maxBytes: 8 * MB, store: openStore(folder) });
    for (let round = 0; round < 10; round += 1) await letUpkeepRun(after);
    after.stop();
    after.store.close();
    expect(statSync(join(folder, 'xray.db')).size).toBeLessThan(8 * MB);
  });

  it('does not let go what is about to become the newest', async () => {
    const local = makeLocal({ retentionMs: AGE_MS });
    await local.put(makeSegment(1, [0, 1]));
    await local.clock.advance(AGE_MS - 1_000);
    await local.put(makeIndependent(2, 1, [0, 1]));
    await local.clock.advance(2_000);
    await letUpkeepRun(local);
    expect(local.store.traces.count()).toBe(1);
    expect(local.events).toEqual([]);
  });
});

describe('upkeep that fails', () => {
  it('is told, and tried again', async () => {
    const local = makeLocal();
    await local.put(makeSegment(2, [0, 1], { parent_id: '0000000000000001' }));
    const { transaction } = local.store;
    Object.assign(local.store, {
      transaction: () => {
        throw new Error('disk full');
      },
    });
    await local.clock.advance(400);
    expect(local.events).toContainEqual({ kind: 'upkeep-failed', error: new Error('disk full') });
    expect(local.store.traces.count()).toBe(0);
    Object.assign(local.store, { transaction });
    await local.clock.advance(400);
    expect(local.store.traces.count()).toBe(1);
  });

  it('is told at the end, which it does not prevent, and made up for at the next start', async () => {
    const local = makeLocal();
    await local.put(makeSegment(2, [0, 1], { parent_id: '0000000000000001' }));
    const { transaction } = local.store;
    Object.assign(local.store, {
      transaction: () => {
        throw new Error('disk full');
      },
    });
    local.stop();
    expect(local.events).toEqual([{ kind: 'upkeep-failed', error: new Error('disk full') }]);
    Object.assign(local.store, { transaction });
    const next = makeLocal({ store: local.store });
    expect(next.store.traces.count()).toBe(1);
    expect(next.events).toEqual([{ kind: 'traces-recovered', traces: 1 }]);
  });
});
