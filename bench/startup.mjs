/**
 * How soon xrayctl answers: the CPU of `--help` against an empty Node.js, and the wall time of listing a hundred
 * summaries against the AWS CLI asking the same stub. Each pair takes turns, so that a busy machine slows both.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const RUNS = 15;
const XRAYCTL = new URL('../bin/xrayctl', import.meta.url).pathname;

/** `--help` may cost 2.1 times what Node.js costs itself: about 23 ms of ours on the machine it was set on. */
const HELP_TARGET = 2.1;
/** Listing traces may take 0.45 of the AWS CLI's time. */
const TRACES_TARGET = 0.45;

/** The environment without NODE_* variables, some of which cost every start of Node.js tens of milliseconds. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('NODE_')),
);

const runOnce = (command, args, env) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...environment, ...env }, stdio: 'ignore' });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}`));
    });
  });

/** CPU seconds of all children so far, in Linux's ticks of 10 ms: precise over many runs. [proc(5), fields 16 and 17] */
const childCpuSeconds = () => {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
};

const wallSeconds = () => performance.now() / 1000;

/** Mean cost of two commands by `clock`, taking turns. */
async function compare(clock, ours, theirs) {
  const total = { ours: 0, theirs: 0 };
  const timed = async (name, work) => {
    const before = clock();
    await work();
    total[name] += clock() - before;
  };
  await ours();
  await theirs();
  for (let run = 0; run < RUNS; run += 1) {
    await timed('ours', ours);
    await timed('theirs', theirs);
  }
  return { ours: total.ours / RUNS, theirs: total.theirs / RUNS };
}

const milliseconds = (seconds) => `${(seconds * 1000).toFixed(1)} ms`;

async function measureHelp() {
  const { ours, theirs } = await compare(
    childCpuSeconds,
    () => runOnce(process.execPath, [XRAYCTL, '--help']),
    () => runOnce(process.execPath, ['-e', '0']),
  );
  const ratio = ours / theirs;
  return {
    figure: 'xrayctl --help against node -e 0, CPU',
    value: Number(ratio.toFixed(2)),
    unit: 'x',
    target: `<= ${HELP_TARGET}`,
    ok: ratio <= HELP_TARGET,
    how: `${milliseconds(ours)} against ${milliseconds(theirs)}, mean of ${RUNS} runs in turns, no NODE_* variable set`,
  };
}

const summaryOf = (index) => ({
  Id: `1-6b02d1a8-${index.toString(16).padStart(24, '0')}`,
  StartTime: 1795341600 + index / 10,
  Duration: 0.25,
  ResponseTime: 0.24,
  HasFault: index % 10 === 0,
  HasError: false,
  HasThrottle: false,
  IsPartial: false,
  Http: { HttpURL: `http://shop.example/cart/${index}`, HttpStatus: 200, HttpMethod: 'GET' },
  Annotations: { customer: [{ AnnotationValue: { StringValue: String(index) }, ServiceIds: [] }] },
  Users: [],
  ServiceIds: [{ Name: 'web', Names: ['web'], Type: 'AWS::EC2::Instance' }],
  EntryPoint: { Name: 'web', Names: ['web'], Type: 'AWS::EC2::Instance' },
  Revision: 1,
});

/** An X-Ray that knows a hundred summaries, whatever is asked. */
const startStub = () => {
  const body = JSON.stringify({
    TraceSummaries: Array.from({ length: 100 }, (_, index) => summaryOf(index)),
    ApproximateTime: 1795341600,
    TracesProcessedCount: 100,
  });
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ server, url: `http://127.0.0.1:${server.address().port}` });
    });
  });
};

const hasAws = () =>
  runOnce('aws', ['--version']).then(
    () => true,
    () => false,
  );

async function measureTraces() {
  const figure = 'xrayctl traces against aws xray get-trace-summaries, 100 summaries, wall';
  const target = `<= ${TRACES_TARGET}`;
  if (!(await hasAws())) {
    const how = 'aws is not on PATH';
    return { figure, value: 'not measured', unit: '', target, ok: true, how };
  }
  const { server, url } = await startStub();
  const credentials = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  const range = ['--start-time', '1795341000', '--end-time', '1795342000'];
  const aws = ['xray', 'get-trace-summaries', '--region', 'us-east-1', '--endpoint-url', url];
  try {
    const { ours, theirs } = await compare(
      wallSeconds,
      () => runOnce(process.execPath, [XRAYCTL, 'traces', `--local=${url}`, '--since', '5m']),
      () => runOnce('aws', [...aws, ...range], credentials),
    );
    const ratio = ours / theirs;
    return {
      figure,
      value: Number(ratio.toFixed(2)),
      unit: 'x',
      target,
      ok: ratio <= TRACES_TARGET,
      how: `${milliseconds(ours)} against ${milliseconds(theirs)}, mean of ${RUNS} runs in turns, the same stub on loopback`,
    };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export async function run() {
  return [await measureHelp(), await measureTraces()];
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const { ok, value, unit, target, figure, how } of await run()) {
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${value}${unit} (${target})  ${figure} (${how})`);
  }
}
