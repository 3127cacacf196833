import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from '../support/build-once.ts';
import { type LocalProgram, startLocalProgram } from '../support/local-program.ts';

const running: LocalProgram[] = [];
let root = '';

beforeAll(async () => {
  buildOnce();
  root = await mkdtemp(join(tmpdir(), 'xrayctl-retention-'));
}, 60_000);

afterEach(async () => {
  for (const local of running.splice(0)) await local.stop('SIGKILL');
});

afterAll(() => rm(root, { recursive: true, force: true }));

const start = async (...args: readonly string[]): Promise<LocalProgram> => {
  const local = await startLocalProgram(...args);
  running.push(local);
  return local;
};

/** The number is the trace's name and its age: a greater one is newer. */
const makeDocument = (number: number, padding: number) => ({
  trace_id: `1-6553f100-${number.toString(16).padStart(24, '0')}`,
  id: number.toString(16).padStart(16, '0'),
  name: 'trace',
  start_time: Date.now() / 1_000 - 30,
  end_time: Date.now() / 1_000 - 29,
  annotations: { number },
  metadata: { default: { padding: 'x'.repeat(padding) } },
});

const put = async (local: LocalProgram, numbers: readonly number[], padding = 0): Promise<void> => {
  const texts = numbers.map((number) => JSON.stringify(makeDocument(number, padding)));
  const { json } = await local.post('/TraceSegments', { TraceSegmentDocuments: texts });
  expect(json).toEqual({ UnprocessedTraceSegments: [] });
};

const listNumbers = async (local: LocalProgram): Promise<readonly number[]> => {
  const numbers: number[] = [];
  const range = { StartTime: Date.now() / 1_000 - 600, EndTime: Date.now() / 1_000 };
  let NextToken: string | undefined;
  do {
    const { json } = await local.post('/TraceSummaries', { ...range, NextToken });
    for (const { Annotations } of json.TraceSummaries) {
      numbers.push(Annotations.number[0].AnnotationValue.NumberValue);
    }
    NextToken = json.NextToken ?? undefined;
  } while (NextToken !== undefined);
  return numbers.toSorted((one, other) => one - other);
};

const bytesOf = async (folder: string): Promise<number> => {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
};

/** Asks again until it is so; the test's own timeout is the end of its patience. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await delay(50);
};

describe('xrayctl local', () => {
  it('lets traces go after --retention, counted from their last change, and says so', async () => {
    const local = await start('--memory', '--retention', '4s');
    await put(local, [1, 2, 3]);
    expect(await listNumbers(local)).toEqual([1, 2, 3]);
    await delay(2_500);
    await put(local, [4]);
    await until(async () => !(await listNumbers(local)).includes(1));
    expect(await listNumbers(local)).toEqual([4]);
    const { json } = await local.post('/Traces', { TraceIds: [makeDocument(1, 0).trace_id] });
    expect(json.Traces).toEqual([]);
    const { stderr } = await local.stop('SIGTERM');
    expect(stderr).toMatch(/removed 3 traces older than 4s \(--retention\)/);
  });

  it('stays within --max-size, the oldest traces leaving first, and says so', async () => {
    const dataDir = join(root, 'full');
    const local = await start('--data-dir', dataDir, '--max-size', '4MB');
    const numbers = Array.from({ length: 400 }, (_, index) => index + 1);
    for (let at = 0; at < numbers.length; at += 20) {
      await put(local, numbers.slice(at, at + 20), 30_000);
    }
    await until(async () => (await bytesOf(dataDir)) <= 4_000_000);
    const kept = await listNumbers(local);
    expect(kept.length).toBeGreaterThan(50);
    expect(kept).toEqual(numbers.slice(-kept.length));
    const { stderr } = await local.stop('SIGTERM');
    expect(stderr).toMatch(/removed \d+ traces, the oldest, to stay under 4MB \(--max-size\)/);
    const again = await start('--data-dir', dataDir, '--max-size', '4MB');
    expect(await listNumbers(again)).toEqual(kept);
  });

  it('takes traces out of the service graph when they go', async () => {
    const local = await start('--memory', '--retention', '2s');
    await put(local, [1, 2]);
    const countNodes = async () => {
      const window = { StartTime: Date.now() / 1_000 - 600, EndTime: Date.now() / 1_000 };
      return (await local.post('/ServiceGraph', window)).json.Services.length;
    };
    expect(await countNodes()).toBe(2);
    await until(async () => (await countNodes()) === 0);
  });
});
