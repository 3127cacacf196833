import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../../src/local/store/store.ts';
import type { TraceSummary } from '../../../../src/xray/api/traces.ts';
import { makeIndependent, makeSegment, TRACE_ID } from '../../../support/make-segment.ts';
import { type MadeLocal, makeLocal, rootOf, traceIdOf } from '../make-local.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xrayctl-ingest-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the store knows of a trace without being asked: nothing while it waits to be settled. */
const storedSummary = ({ store }: MadeLocal, id: string): TraceSummary | undefined => {
  const row = store.traces.get(id);
  return row === undefined ? undefined : (JSON.parse(row.summary) as TraceSummary);
};

describe('a trace that comes whole', () => {
  it('is summarised in the transaction that stores it', async () => {
    const local = makeLocal();
    await local.put(rootOf(1, 100));
    expect(storedSummary(local, traceIdOf(1))).toMatchObject({ Id: traceIdOf(1), Revision: 1 });
    expect(local.store.documents.lastSeq()).toBe(0);
  });

  it('takes more that comes later', async () => {
    const local = makeLocal();
    await local.put(makeSegment(1, [0, 1]));
    await local.put(makeIndependent(2, 1, [0.1, 0.2], { fault: true }));
    await local.clock.advance(1_000);
    expect(storedSummary(local, TRACE_ID)).toMatchObject({ Revision: 2 });
    const { Traces: [trace] = [] } = await local.api.batchGetTraces({ TraceIds: [TRACE_ID] });
    expect(JSON.parse(trace?.Segments?.[0]?.Document ?? '')).toMatchObject({
      subsegments: [{ fault: true }],
    });
  });
});

describe('a trace that comes in parts', () => {
  const child = makeSegment(2, [0.1, 0.2], { parent_id: '0000000000000001' });
  const sibling = makeSegment(3, [0.3, 0.4], { parent_id: '0000000000000001' });

  it('is summarised when it has been quiet for a while', async () => {
    const local = makeLocal();
    await local.put(child);
    await local.clock.advance(200);
    expect(storedSummary(local, TRACE_ID)).toBeUndefined();
    await local.put(sibling);
    await local.clock.advance(200);
    expect(storedSummary(local, TRACE_ID)).toBeUndefined();
    await local.clock.advance(200);
    expect(storedSummary(local, TRACE_ID)).toMatchObject({ Revision: 2, IsPartial: true });
  });

  it('is summarised after two seconds even if it is never quiet', async () => {
    const local = makeLocal();
    for (let number = 2; number < 14; number += 1) {
      await local.put({ ...child, id: number.toString(16).padStart(16, '0') });
      await local.clock.advance(200);
    }
    expect(storedSummary(local, TRACE_ID)).toBeDefined();
  });

  it('is summarised at once when its root comes', async () => {
    const local = makeLocal();
    await local.put(child);
    await local.put(makeSegment(1, [0, 1]));
    expect(storedSummary(local, TRACE_ID)).toMatchObject({ Revision: 2, IsPartial: false });
  });

  it('is summarised at once when somebody asks', async () => {
    const local = makeLocal();
    await local.put(child);
    const { TraceSummaries } = await local.api.getTraceSummaries({
      StartTime: child.start_time - 1,
      EndTime: child.start_time + 1,
    });
    expect(TraceSummaries).toMatchObject([{ Id: TRACE_ID, IsPartial: true }]);
  });
});

describe('what is sent again', () => {
  it('changes nothing, and is not kept', async () => {
    const local = makeLocal();
    await local.put(makeSegment(1, [0, 1]));
    await local.put(makeSegment(1, [0, 9], { name: 'changed' }));
    await local.clock.advance(1_000);
    expect(local.store.traces.get(TRACE_ID)).toMatchObject({ revision: 1, end: 1_700_000_001 });
    expect(local.store.documents.ofTrace(TRACE_ID)).toEqual([]);
  });

  it('replaces what was in progress', async () => {
    const local = makeLocal();
    await local.put(makeSegment(1, [0]));
    await local.put(makeSegment(1, [0]));
    await local.put(makeSegment(1, [0, 2]));
    expect(storedSummary(local, TRACE_ID)).toMatchObject({ Revision: 3, Duration: 2 });
  });
});

describe('one call', () => {
  it('is stored with all others of the same turn', async () => {
    const local = makeLocal();
    await Promise.all([
      local.put(rootOf(1, 100)),
      local.put(rootOf(2, 100)),
      local.put(rootOf(3, 100)),
    ]);
    expect(local.store.traces.count()).toBe(3);
  });

  it('is rejected when it could not be stored, and leaves nothing behind', async () => {
    const local = makeLocal();
    await local.put(makeSegment(2, [0.1, 0.2], { parent_id: '0000000000000001' }));
    const broken = local.store.documents.append;
    Object.assign(local.store.documents, {
      append: () => {
        throw new Error('disk full');
      },
    });
    await expect(
      local.put(makeSegment(3, [0, 1], { parent_id: '0000000000000001' })),
    ).rejects.toThrow('disk full');
    Object.assign(local.store.documents, { append: broken });
    await local.put(makeSegment(1, [0, 1]));
    const { Traces: [trace] = [] } = await local.api.batchGetTraces({ TraceIds: [TRACE_ID] });
    expect(trace?.Segments?.map(({ Id }) => Id)).toEqual(['0000000000000001', '0000000000000002']);
    await local.clock.advance(3_000);
    expect(local.store.traces.get(TRACE_ID)).toMatchObject({ revision: 2 });
  });

  it('is refused what would make a trace endless, and told so', async () => {
    const local = makeLocal();
    const filling = { note: 'x'.repeat(60_000) };
    const fill = (number: number) =>
      JSON.stringify(
        makeSegment(number, [0, 1], { parent_id: '00000000000000ff', metadata: filling }),
      );
    let refused: readonly { ErrorCode?: string }[] = [];
    for (let call = 0; refused.length === 0 && call < 20; call += 1) {
      const documents = Array.from({ length: 50 }, (_, index) => fill(1 + call * 50 + index));
      const answer = await local.api.putTraceSegments({ TraceSegmentDocuments: documents });
      refused = answer.UnprocessedTraceSegments ?? [];
    }
    expect(refused[0]).toMatchObject({ ErrorCode: 'TraceSizeExceeded' });
    const { Traces: [trace] = [] } = await local.api.batchGetTraces({ TraceIds: [TRACE_ID] });
    expect(trace?.LimitExceeded).toBe(true);
  });
});

describe('a document by UDP', () => {
  it('is stored like any other', async () => {
    const local = makeLocal();
    local.offerDocument(JSON.stringify(rootOf(1, 100)));
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(local.store.traces.count()).toBe(1);
    expect(local.events).toEqual([]);
  });

  it('is told of by its code alone when it is refused', async () => {
    const local = makeLocal();
    for (const text of ['secret', 'secret', JSON.stringify(rootOf(1, 100)), '{"secret":1}']) {
      local.offerDocument(text);
    }
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(local.events).toEqual([
      { kind: 'packets-rejected', reason: 'ParseError', count: 2 },
      { kind: 'packets-rejected', reason: 'MissingId', count: 1 },
    ]);
    expect(local.store.traces.count()).toBe(1);
  });

  it('is stored before all else stops', () => {
    const local = makeLocal();
    local.offerDocument(JSON.stringify(makeSegment(2, [0, 1], { parent_id: '0000000000000001' })));
    local.stop();
    expect(local.store.traces.count()).toBe(1);
  });
});

describe('a process that was killed', () => {
  it('finds what it acknowledged and had not summarised', async () => {
    const store = openStore(folder);
    const first = makeLocal({ store });
    await first.put(rootOf(1, 100));
    await first.put(makeSegment(2, [0.1, 0.2], { parent_id: '0000000000000001' }));
    await first.put(makeSegment(3, [0.3, 0.4], { parent_id: '0000000000000001' }));
    expect(storedSummary(first, TRACE_ID)).toBeUndefined();
    // Nothing of the first is told to stop: only its lock is taken away.
    store.close();
    const second = makeLocal({ store: openStore(folder) });
    expect(second.events).toEqual([{ kind: 'traces-recovered', traces: 1 }]);
    expect(storedSummary(second, TRACE_ID)).toMatchObject({ Revision: 2 });
    expect(second.store.traces.count()).toBe(2);
    second.stop();
    second.store.close();
    const third = makeLocal({ store: openStore(folder) });
    expect(third.events).toEqual([]);
    third.store.close();
  });
});
