import { describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../src/local/store/store.ts';
import type { Segment } from '../../../../src/xray/segment.ts';
import { type MadeLocal, makeLocal, rootOf, traceIdOf } from '../make-local.ts';

/** On a minute, epoch seconds. */
const BEGIN = 1_700_000_040;
const WINDOW = { StartTime: BEGIN, EndTime: BEGIN + 120 };

/** What is done to a local X-Ray. With `fails`, the transaction that comes of it fails when all its work is done. */
type Step =
  | { readonly put: readonly Segment[]; readonly fails?: true }
  | { readonly waitMs: number; readonly fails?: true };

/** A store the next transaction of which fails at its commit, when told to. */
const makeFailing = () => {
  const store = openStore(undefined);
  let isDue = false;
  let failures = 0;
  const failing: Store = {
    ...store,
    transaction: (work) =>
      store.transaction(() => {
        const result = work();
        if (isDue) {
          isDue = false;
          failures += 1;
          throw new Error('disk full');
        }
        return result;
      }),
  };
  return {
    store: failing,
    failNext: () => {
      isDue = true;
    },
    failures: () => failures,
  };
};

/** All that is derived from documents, and the documents. */
const viewOf = async ({ api, store }: MadeLocal, traces: readonly number[]) => ({
  summaries: (await api.getTraceSummaries(WINDOW)).TraceSummaries,
  graph: await api.getServiceGraph(WINDOW),
  documents: (await api.batchGetTraces({ TraceIds: traces.map(traceIdOf) })).Traces,
  bytes: traces.map((number) => store.traces.get(traceIdOf(number))?.bytes),
});

const runFailing = async (steps: readonly Step[]) => {
  const { store, failNext, failures } = makeFailing();
  const local = makeLocal({ store });
  for (const step of steps) {
    if (step.fails) failNext();
    if ('waitMs' in step) await local.clock.advance(step.waitMs);
    else if (step.fails) await expect(local.put(...step.put)).rejects.toThrow('disk full');
    else await local.put(...step.put);
  }
  return { local, failures: failures() };
};

/** The same to one that does not fail, and is given what was acknowledged. */
const runFresh = async (steps: readonly Step[]): Promise<MadeLocal> => {
  const local = makeLocal();
  for (const step of steps) {
    if ('waitMs' in step) await local.clock.advance(step.waitMs);
    else if (!step.fails) await local.put(...step.put);
  }
  return local;
};

/** A call of trace number so and so into a service of its own. */
const callOf = (number: number, part: number, members: Partial<Segment> = {}): Segment => {
  const root = rootOf(number, BEGIN + number);
  const id = (number * 16 + part).toString(16).padStart(16, '0');
  return { ...root, id, parent_id: root.id, name: `service-${part}`, ...members };
};
const root = (number: number): Segment => rootOf(number, BEGIN + number);

const SCENARIOS: readonly (readonly [name: string, steps: readonly Step[]])[] = [
  [
    'a trace that came whole',
    [{ put: [root(1)] }, { put: [root(2)], fails: true }, { put: [root(3)] }],
  ],
  [
    'a trace that came whole, and came again',
    [{ put: [root(1)], fails: true }, { put: [root(1)] }],
  ],
  ['the beginning of a trace', [{ put: [callOf(1, 1)], fails: true }, { put: [callOf(2, 1)] }]],
  [
    'the beginning of a trace, which came again',
    [{ put: [callOf(1, 1)], fails: true }, { put: [callOf(1, 1)] }, { put: [root(1)] }],
  ],
  [
    'more of a trace that waits',
    [{ put: [callOf(1, 1)] }, { put: [callOf(1, 2, { fault: true })], fails: true }],
  ],
  [
    'the root of a trace that waits',
    [{ put: [root(2)] }, { put: [callOf(1, 1)] }, { put: [root(1)], fails: true }],
  ],
  [
    'the root of a trace that waits, which came again',
    [{ put: [callOf(1, 1)] }, { put: [root(1)], fails: true }, { put: [root(1)] }],
  ],
  [
    'more of a trace that was settled',
    [{ put: [root(1)] }, { put: [callOf(1, 1, { fault: true })], fails: true }],
  ],
  ['the settling of a trace', [{ put: [callOf(1, 1)] }, { waitMs: 1_000, fails: true }]],
  [
    'the settling of a trace among others',
    [
      { put: [root(2)] },
      { put: [callOf(1, 1), callOf(3, 1)] },
      { waitMs: 1_000, fails: true },
      { put: [root(1)] },
    ],
  ],
  [
    'the settling of a trace that had been settled and began earlier',
    [
      { put: [callOf(1, 1, { start_time: BEGIN + 70, end_time: BEGIN + 71 })] },
      { waitMs: 1_000 },
      { put: [root(1)] },
      { waitMs: 1_000, fails: true },
    ],
  ],
];

describe('summaries and the service graph', () => {
  it.each(SCENARIOS)('are right after the transaction failed of %s', async (_name, steps) => {
    const { local, failures } = await runFailing(steps);
    expect(failures).toBe(1);
    const fresh = await runFresh(steps);
    expect(await viewOf(local, [1, 2, 3])).toEqual(await viewOf(fresh, [1, 2, 3]));
  });

  it.each(SCENARIOS)('stay right when time goes on after %s', async (_name, steps) => {
    const later: readonly Step[] = [...steps, { waitMs: 9_000 }, { put: [root(4), callOf(1, 5)] }];
    const { local } = await runFailing(later);
    const fresh = await runFresh(later);
    expect(await viewOf(local, [1, 2, 3, 4])).toEqual(await viewOf(fresh, [1, 2, 3, 4]));
  });
});

describe('calls that could not be stored', () => {
  it('do not count towards what a trace may take', async () => {
    const metadata = { default: { text: 'x'.repeat(60_000) } };
    const large = Array.from({ length: 50 }, (_, part) => callOf(1, part + 1, { metadata }));
    const failed = Array.from({ length: 6 }, (): Step => ({ put: large, fails: true }));
    // The first waits on disk, so that the trace is pending; 6 x 3 MB fail; what comes then must be taken.
    const { local } = await runFailing([{ put: [callOf(1, 60)] }, ...failed, { put: large }]);
    const [trace] = (await local.api.batchGetTraces({ TraceIds: [traceIdOf(1)] })).Traces ?? [];
    expect(trace?.Segments).toHaveLength(51);
  });
});
