/**
 * How fast `xrayctl local` takes segments to disk, what it needs of memory for it, and how that compares with moto, the
 * other stand-in for X-Ray people run.
 */
import { spawn } from 'node:child_process';
import { cpuSecondsOf, startLocalServer } from './support/local-server.mjs';
import { makeCallPool } from './support/make-calls.mjs';
import { connect } from './support/post.mjs';

const SEGMENTS_PER_CALL = 50;
const CONNECTIONS = 4;
const MILLION = 1_000_000;
/** Sent before the clock runs: both servers have their code warm then. */
const WARM_UP = 40_000;
/** Sent to each server by turns, so that a busy machine slows both. */
const ROUND = 20_000;
const ROUNDS = 5;

const RATE_TARGET = 20_000;
const MOTO_TARGET = 2.5;
const MEMORY_TARGET = 300;

const secondsNow = () => Date.now() / 1000;

/** Traces of the last minute, as they would arrive now. */
const makePool = () =>
  makeCallPool(200, SEGMENTS_PER_CALL, (index) => secondsNow() - 60 + index * 0.03);

/** Sends so many segments over all connections; segments a second. */
async function send(url, takeCall, segments) {
  const connections = Array.from({ length: CONNECTIONS }, () => connect(url));
  let left = segments / SEGMENTS_PER_CALL;
  const work = async ({ post }) => {
    while (left > 0) {
      left -= 1;
      const answer = await post('/TraceSegments', takeCall());
      if (JSON.parse(answer).UnprocessedTraceSegments?.length > 0) throw new Error(answer);
    }
  };
  const before = performance.now();
  await Promise.all(connections.map(work));
  const seconds = (performance.now() - before) / 1000;
  for (const { close } of connections) close();
  return segments / seconds;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** moto's server, or undefined where it is not installed. */
async function startMoto() {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  let failed = false;
  child.on('error', () => {
    failed = true;
  });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100 && !failed; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { post, close } = connect(url);
    const isUp = await post('/TraceSegments', makePool()()).then(
      () => true,
      () => false,
    );
    close();
    const cpuSeconds = () => cpuSecondsOf(child.pid);
    if (isUp) return { url, cpuSeconds, stop: () => child.kill('SIGTERM') };
    if (child.exitCode !== null) failed = true;
  }
  child.kill('SIGTERM');
  return undefined;
}

/** Both by turns: the median of each one's rates, and its CPU microseconds a segment. */
async function race(local, moto, takeCall) {
  const runners = [local, moto].map((server) => ({ server, rates: [], cpuSeconds: 0 }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const runner of runners) {
      const before = runner.server.cpuSeconds();
      runner.rates.push(await send(runner.server.url, takeCall, ROUND));
      runner.cpuSeconds += runner.server.cpuSeconds() - before;
    }
  }
  const [ours, theirs] = runners.map(({ rates, cpuSeconds }) => ({
    rate: median(rates),
    cpuMicros: (cpuSeconds * 1e6) / (ROUNDS * ROUND),
  }));
  return { ours, theirs };
}

const rounded = (value) => Math.round(value);

const RACE = 'PutTraceSegments against moto, same calls by turns';

const describeRace = ({ ours, theirs }) => {
  const target = `>= ${MOTO_TARGET}`;
  const rounds = `${ROUNDS} rounds of ${ROUND} segments, ${CONNECTIONS} connections`;
  const row = (what, ratio, how) => ({
    figure: `${RACE}, ${what}`,
    value: ratio.toFixed(1),
    unit: 'x',
    target,
    ok: ratio >= MOTO_TARGET,
    how,
  });
  const rates = `${rounded(ours.rate)}/s on disk against ${rounded(theirs.rate)}/s in memory`;
  const cpu = `${rounded(ours.cpuMicros)} µs a segment against ${rounded(theirs.cpuMicros)} µs`;
  return [
    row('rate', ours.rate / theirs.rate, `${rates}, median of ${rounds}`),
    row('segments for the same CPU', theirs.cpuMicros / ours.cpuMicros, `${cpu}, ${rounds}`),
  ];
};

const NOT_MEASURED = {
  figure: RACE,
  value: 'not measured',
  unit: '',
  target: `>= ${MOTO_TARGET}`,
  ok: true,
  how: 'moto_server is not on PATH',
};

export async function run() {
  const takeCall = makePool();
  const local = await startLocalServer();
  const moto = await startMoto();
  try {
    await send(local.url, takeCall, WARM_UP);
    if (moto !== undefined) await send(moto.url, takeCall, WARM_UP);
    const raced =
      moto === undefined ? [NOT_MEASURED] : describeRace(await race(local, moto, takeCall));
    moto?.stop();
    const alone = await send(local.url, takeCall, 10 * ROUND);
    const rest = MILLION - WARM_UP - ROUNDS * ROUND - 10 * ROUND;
    const long = await send(local.url, takeCall, rest);
    const { peak } = local.memory();
    return [
      {
        figure: 'segments of 1 KB through PutTraceSegments to disk',
        value: rounded(alone),
        unit: '/s',
        target: `>= ${RATE_TARGET}`,
        ok: alone >= RATE_TARGET,
        how: `${10 * ROUND} segments, ${SEGMENTS_PER_CALL} a call, ${CONNECTIONS} connections, sender on the same machine; over a million segments ${rounded(long)}/s`,
      },
      ...raced,
      {
        figure: 'resident memory at a million segments, highest',
        value: rounded(peak),
        unit: 'MiB',
        target: `<= ${MEMORY_TARGET}`,
        ok: peak <= MEMORY_TARGET,
        how: 'VmHWM of the server after all of the above',
      },
    ];
  } finally {
    moto?.stop();
    await local.stop();
  }
}
