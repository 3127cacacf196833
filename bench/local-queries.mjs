/**
 * How soon `xrayctl local` answers: a page of a filtered listing, whole traces, the service graph; warm, and for the
 * graph also just after the server was killed, when its statistics in memory are gone.
 */
import { startLocalServer } from './support/local-server.mjs';
import { makeTrace } from './support/make-calls.mjs';
import { connect } from './support/post.mjs';

const TRACES_PER_CALL = 10;
const MINUTES = 30;
const WINDOW_SECONDS = MINUTES * 60;
const RUNS = 15;

const LISTING_TARGET_MS = 50;
const BATCH_TARGET_MS = 5;
const GRAPH_TARGET_MS = 500;
const GROUP_TARGET_MS = 1_000;

/** So many traces, spread evenly over the half hour before `end`; their ids. */
async function fill({ post }, count, end) {
  const ids = [];
  for (let first = 0; first < count; first += TRACES_PER_CALL) {
    const traces = Array.from({ length: TRACES_PER_CALL }, (_, index) => {
      const number = first + index;
      return makeTrace(number, end - WINDOW_SECONDS + (number * WINDOW_SECONDS) / count);
    });
    ids.push(...traces.map(([document]) => JSON.parse(document).trace_id));
    await post('/TraceSegments', JSON.stringify({ TraceSegmentDocuments: traces.flat() }));
  }
  return ids;
}

async function timed(work) {
  const before = performance.now();
  const answer = await work();
  return { ms: performance.now() - before, answer };
}

/** The median of several runs, in milliseconds; `check` looks at each answer. */
async function medianMs(work, check) {
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { ms, answer } = await timed(() => work(run));
    check(JSON.parse(answer));
    times.push(ms);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)];
}

const expectThat = (condition, what) => {
  if (!condition) throw new Error(`the benchmark measures nothing: ${what}`);
};

const row = (figure, ms, target, how) => ({
  figure,
  value: ms.toFixed(ms < 10 ? 1 : 0),
  unit: 'ms',
  target: `<= ${target}`,
  ok: ms <= target,
  how,
});

async function measureListing(post, window, traces) {
  const query = { ...window, FilterExpression: 'service("service-3.example.com") { fault }' };
  const ms = await medianMs(
    () => post('/TraceSummaries', JSON.stringify(query)),
    ({ TraceSummaries }) => expectThat(TraceSummaries.length > 0, 'no summary'),
  );
  const how = `${query.FilterExpression}, median of ${RUNS} over HTTP`;
  return row(
    `first page of a filtered listing, 30 minutes with ${traces} traces`,
    ms,
    LISTING_TARGET_MS,
    how,
  );
}

async function measureBatch(post, ids) {
  const ms = await medianMs(
    (run) => post('/Traces', JSON.stringify({ TraceIds: ids.slice(run * 100, run * 100 + 5) })),
    ({ Traces }) => expectThat(Traces.length === 5, 'no traces'),
  );
  const how = `five traces of five segments, other ones each time, median of ${RUNS} over HTTP`;
  return row('BatchGetTraces of 5', ms, BATCH_TARGET_MS, how);
}

const checkGraph =
  (traces) =>
  ({ Services }) => {
    const root = Services.find(({ Root }) => Root === true);
    expectThat(root?.SummaryStatistics.TotalCount === traces, 'a graph that is not whole');
  };

async function measureGraph(post, window, traces) {
  const ask = () => post('/ServiceGraph', JSON.stringify(window));
  const ms = await medianMs(ask, checkGraph(traces));
  return row(
    `service graph of ${traces} traces`,
    ms,
    GRAPH_TARGET_MS,
    `median of ${RUNS} over HTTP`,
  );
}

async function measureGroup(post, window, traces) {
  const group = {
    GroupName: 'faults',
    FilterExpression: 'service("service-3.example.com") { fault }',
  };
  await post('/CreateGroup', JSON.stringify(group));
  const ask = () =>
    post('/ServiceGraph', JSON.stringify({ ...window, GroupName: group.GroupName }));
  const ms = await medianMs(ask, checkGraph(traces / 20));
  const figure = `service graph of a group that matches a twentieth of ${traces} traces`;
  return row(
    figure,
    ms,
    GROUP_TARGET_MS,
    `its filter is asked of every trace, median of ${RUNS} over HTTP`,
  );
}

/** Every minute of the window is changed once more, so that none of them is written when the server is killed. */
async function measureColdGraph(local, { window, end, traces }) {
  const { post: touch, close: closeTouch } = connect(local.url);
  const touched = await fill({ post: touch }, MINUTES, end);
  closeTouch();
  const again = await local.killAndRestart();
  const { post, close } = connect(again.url);
  try {
    const { ms, answer } = await timed(() => post('/ServiceGraph', JSON.stringify(window)));
    checkGraph(traces + touched.length)(JSON.parse(answer));
    const how = 'the first answer after kill -9 and a restart, over HTTP';
    return row(`service graph of ${traces} traces, statistics lost`, ms, GRAPH_TARGET_MS, how);
  } finally {
    close();
  }
}

export async function run() {
  const local = await startLocalServer();
  const { post, close } = connect(local.url);
  try {
    const end = Math.floor(Date.now() / 1000) - 60;
    const window = { StartTime: end - WINDOW_SECONDS - 1, EndTime: end + 1 };
    const ids = await fill({ post }, 10_000, end);
    const listing = await measureListing(post, window, 10_000);
    const batch = await measureBatch(post, ids);
    await fill({ post }, 10_000, end);
    const graph = await measureGraph(post, window, 20_000);
    const group = await measureGroup(post, window, 20_000);
    const cold = await measureColdGraph(local, { window, end, traces: 20_000 });
    return [listing, batch, graph, group, cold];
  } finally {
    close();
    await local.stop();
  }
}
