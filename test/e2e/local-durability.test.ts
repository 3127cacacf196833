import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from '../support/build-once.ts';
import { type LocalProgram, startLocalProgram } from '../support/local-program.ts';

const running: LocalProgram[] = [];
let folder = '';

beforeAll(async () => {
  buildOnce();
  folder = await mkdtemp(join(tmpdir(), 'xrayctl-durable-'));
}, 60_000);

afterEach(async () => {
  for (const local of running.splice(0)) await local.stop('SIGKILL');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const start = async (...args: readonly string[]): Promise<LocalProgram> => {
  const local = await startLocalProgram(...args);
  running.push(local);
  return local;
};

/** The document texts that were acknowledged, by trace and (sub)segment. */
type Acknowledged = Map<string, Map<string, string>>;

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** A trace of two services in two documents. */
const makeTrace = () => {
  const start = Date.now() / 1_000;
  const trace_id = `1-${Math.floor(start).toString(16)}-${hex(12)}`;
  const [rootId, callId] = [hex(8), hex(8)];
  const times = { start_time: start, end_time: start + 0.25 };
  const call = { id: callId, name: 'store', namespace: 'remote', ...times };
  return [
    { trace_id, id: rootId, name: 'front', ...times, subsegments: [call] },
    { trace_id, id: hex(8), parent_id: callId, name: 'store', ...times },
  ] as const;
};

/** Puts documents and notes them, once the answer says that they are accepted. */
const putAndNote = async (
  local: LocalProgram,
  documents: readonly { readonly trace_id: string; readonly id: string }[],
  acknowledged: Acknowledged,
): Promise<void> => {
  const texts = documents.map((document) => JSON.stringify(document));
  const { status, json } = await local.post('/TraceSegments', { TraceSegmentDocuments: texts });
  expect([status, json]).toEqual([200, { UnprocessedTraceSegments: [] }]);
  for (const [index, { trace_id, id }] of documents.entries()) {
    const known = acknowledged.get(trace_id) ?? new Map<string, string>();
    acknowledged.set(trace_id, known.set(id, texts[index] ?? ''));
  }
};

const isCut = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(String(error.code));

/** Puts traces, whole in one call or in two, until the other side is gone. */
const writeUntilKilled = async (
  local: LocalProgram,
  acknowledged: Acknowledged,
  isKilled: () => boolean,
): Promise<void> => {
  try {
    while (!isKilled()) {
      const traces = Array.from({ length: randomInt(1, 6) }, makeTrace);
      if (randomInt(2) === 0) {
        await putAndNote(local, traces.flat(), acknowledged);
        continue;
      }
      for (const part of [0, 1] as const) {
        const documents = traces.map((trace) => trace[part]);
        await putAndNote(local, documents, acknowledged);
      }
    }
  } catch (error) {
    // What is not answered is not acknowledged. Anything else, such as a refusal, is a failure.
    if (!isKilled() || !isCut(error)) throw error;
  }
};

const WRITERS = 4;

/** Kills the process, with no chance to tidy up, after so many milliseconds of load. */
const killUnderLoad = async (
  local: LocalProgram,
  acknowledged: Acknowledged,
  afterMs: number,
): Promise<void> => {
  let killed = false;
  const writers = Array.from({ length: WRITERS }, () =>
    writeUntilKilled(local, acknowledged, () => killed),
  );
  await delay(afterMs);
  killed = true;
  await local.stop('SIGKILL');
  await Promise.all(writers);
};

const window = () => ({
  StartTime: Date.now() / 1_000 - 600,
  EndTime: Date.now() / 1_000 + 60,
});

const listIds = async (local: LocalProgram): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  const range = window();
  let NextToken: string | undefined;
  do {
    const { json } = await local.post('/TraceSummaries', { ...range, NextToken });
    for (const { Id } of json.TraceSummaries) ids.add(Id);
    NextToken = json.NextToken ?? undefined;
  } while (NextToken !== undefined);
  return ids;
};

/** Segments by id, inferred ones left out. */
const readSegments = async (local: LocalProgram, ids: readonly string[]) => {
  const documents = new Map<string, object>();
  for (let at = 0; at < ids.length; at += 5) {
    const { json } = await local.post('/Traces', { TraceIds: ids.slice(at, at + 5) });
    for (const { Segments } of json.Traces) {
      for (const { Id, Document } of Segments) documents.set(Id, JSON.parse(Document));
    }
  }
  return documents;
};

const callsOf = async (local: LocalProgram): Promise<Readonly<Record<string, number>>> => {
  const { json } = await local.post('/ServiceGraph', window());
  return Object.fromEntries(
    json.Services.map(
      ({ Name, Type, SummaryStatistics }: Record<string, { TotalCount: number }>) => [
        Type === undefined ? Name : `${Name} ${Type}`,
        SummaryStatistics?.TotalCount ?? 0,
      ],
    ),
  );
};

/** Everything acknowledged is there: documents, summaries, and the graph that both add up to. */
const expectAll = async (local: LocalProgram, acknowledged: Acknowledged): Promise<void> => {
  const listed = await listIds(local);
  const missing = [...acknowledged.keys()].filter((id) => !listed.has(id));
  expect(missing).toEqual([]);
  const segments = await readSegments(local, [...listed]);
  for (const documents of acknowledged.values()) {
    for (const [id, text] of documents) expect(segments.get(id)).toEqual(JSON.parse(text));
  }
  const stored = [...segments.values()].filter((segment) => !('inferred' in segment));
  const roots = stored.filter((segment) => !('parent_id' in segment)).length;
  const calls = await callsOf(local);
  expect(calls['front'] ?? 0).toBe(roots);
  expect(calls['store'] ?? 0).toBe(stored.length - roots);
};

describe('what xrayctl local has acknowledged', () => {
  it('is there after every kill, whatever the moment', async () => {
    const dataDir = join(folder, 'kills');
    const acknowledged: Acknowledged = new Map();
    for (let round = 0; round < 6; round += 1) {
      const local = await start('--data-dir', dataDir);
      await expectAll(local, acknowledged);
      await killUnderLoad(local, acknowledged, randomInt(0, 500));
    }
    const last = await start('--data-dir', dataDir);
    await expectAll(last, acknowledged);
    expect(acknowledged.size).toBeGreaterThan(50);
  }, 60_000);

  it('is there after a kill while the one before was still being made up for', async () => {
    const dataDir = join(folder, 'twice');
    const acknowledged: Acknowledged = new Map();
    await killUnderLoad(await start('--data-dir', dataDir), acknowledged, 400);
    await (await start('--data-dir', dataDir)).stop('SIGKILL');
    const third = await start('--data-dir', dataDir);
    await expectAll(third, acknowledged);
    const { stderr } = await third.stop('SIGTERM');
    expect(stderr).toMatch(/^$|^recovered \d+ traces? that a killed process had stored/);
  }, 30_000);

  it('holds groups, rules, tags and policies too', async () => {
    const dataDir = join(folder, 'settings');
    const first = await start('--data-dir', dataDir);
    const group = { GroupName: 'slow', FilterExpression: 'duration > 5' };
    const made = await first.post('/CreateGroup', { ...group, Tags: [{ Key: 'a', Value: 'b' }] });
    await first.post('/UpdateSamplingRule', {
      SamplingRuleUpdate: { RuleName: 'Default', FixedRate: 0.25, ReservoirSize: 7 },
    });
    await first.post('/PutEncryptionConfig', { Type: 'KMS', KeyId: 'alias/mine' });
    await first.stop('SIGKILL');
    const second = await start('--data-dir', dataDir);
    const found = await second.post('/GetGroup', { GroupName: 'slow' });
    expect(found.json).toEqual(made.json);
    const tags = { ResourceARN: made.json.Group.GroupARN };
    expect((await second.post('/ListTagsForResource', tags)).json.Tags).toEqual([
      { Key: 'a', Value: 'b' },
    ]);
    const { json } = await second.post('/GetSamplingRules', {});
    expect(json.SamplingRuleRecords[0].SamplingRule).toMatchObject({
      FixedRate: 0.25,
      ReservoirSize: 7,
    });
    expect((await second.post('/EncryptionConfig', {})).json.EncryptionConfig.Type).toBe('KMS');
  });

  it('is there after a SIGTERM under load, which ends it with 0', async () => {
    const dataDir = join(folder, 'term');
    const acknowledged: Acknowledged = new Map();
    const local = await start('--data-dir', dataDir);
    let stopped = false;
    const writers = Array.from({ length: WRITERS }, () =>
      writeUntilKilled(local, acknowledged, () => stopped),
    );
    await delay(300);
    stopped = true;
    expect(await local.stop('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
    await Promise.all(writers);
    await expectAll(await start('--data-dir', dataDir), acknowledged);
  });

  it('is there when it came by UDP and a first signal ends it', async () => {
    const dataDir = join(folder, 'udp');
    const local = await start('--data-dir', dataDir);
    const { createUdpDatagrams } = await import('../../src/clients/node/datagrams.ts');
    const [host = '', port] = local.ready.udp.split(':');
    const traces = Array.from({ length: 50 }, makeTrace);
    const datagrams = createUdpDatagrams();
    for (const document of traces.flat()) {
      const text = `{"format":"json","version":1}\n${JSON.stringify(document)}`;
      await datagrams.send(host, Number(port), Buffer.from(text));
    }
    while ((await listIds(local)).size < traces.length) await delay(20);
    await local.stop('SIGINT');
    const ids = await listIds(await start('--data-dir', dataDir));
    expect([...ids].sort()).toEqual(traces.map(([{ trace_id }]) => trace_id).sort());
  });
});
