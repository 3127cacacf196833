/**
 * Streaming a large window: 100,000 summaries from an HTTP stub, in a process of its own, through `traces -o ndjson`.
 * What is measured is the peak of resident memory of xrayctl, which must not grow with the size of the result.
 */
import { fork, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const SUMMARIES = 100_000;
const PAGE = 500;
const TARGET_MIB = 200;
const SAMPLE_MS = 20;

const XRAYCTL = new URL('../bin/xrayctl', import.meta.url).pathname;
const BEGIN = 1_795_300_000;

const service = (name) => ({
  Name: name,
  Names: [name],
  AccountId: '123456789012',
  Type: 'AWS::EKS::Container',
});

/** As large as summaries of a traced system are: about a kilobyte and a half, root causes included. */
const summaryOf = (number) => ({
  Id: `1-6b02d1a8-${number.toString(16).padStart(24, '0')}`,
  StartTime: BEGIN + number / 10,
  Duration: 0.412,
  ResponseTime: 0.4,
  HasFault: number % 50 === 0,
  HasError: false,
  HasThrottle: false,
  IsPartial: false,
  Http: {
    HttpURL: `http://shop.example.com/orders/${number}/items?page=2`,
    HttpStatus: number % 50 === 0 ? 503 : 200,
    HttpMethod: 'GET',
    UserAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
    ClientIp: '203.0.113.7',
  },
  Annotations: {
    customer: [{ AnnotationValue: { StringValue: String(number) }, ServiceIds: [service('shop')] }],
  },
  Users: [{ UserName: `user-${number % 1000}`, ServiceIds: [service('shop')] }],
  ServiceIds: ['shop', 'orders', 'payments', 'stock'].map(service),
  ResourceARNs: [],
  InstanceIds: [{ Id: 'i-0123456789abcdef0' }],
  AvailabilityZones: [{ Name: 'eu-west-1a' }],
  EntryPoint: service('shop'),
  FaultRootCauses: [],
  ErrorRootCauses: [],
  ResponseTimeRootCauses: [
    {
      Services: [
        { ...service('shop'), EntityPath: [{ Name: 'shop', Coverage: 1, Remote: false }] },
      ],
    },
  ],
  Revision: 1,
});

/** Answers every GetTraceSummaries with the next page; the token is the number of the next summary. */
function serveStub() {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { NextToken } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const from = Number(NextToken ?? 0);
      const to = Math.min(from + PAGE, SUMMARIES);
      const page = Array.from({ length: to - from }, (_, index) => summaryOf(from + index));
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          TraceSummaries: page,
          TracesProcessedCount: page.length,
          ...(to < SUMMARIES ? { NextToken: String(to) } : {}),
        }),
      );
    });
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
}

const startStub = () =>
  new Promise((resolve, reject) => {
    const stub = fork(fileURLToPath(import.meta.url), ['--stub']);
    stub.once('message', (port) => resolve({ stub, port }));
    stub.once('error', reject);
    stub.once('exit', (code) => reject(new Error(`the stub ended with ${code}`)));
  });

/** Peak of resident memory so far, MiB, as the kernel keeps it. [proc(5), VmHWM] */
const peakMib = (pid) => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    // It has ended: the last sample stands.
    return 0;
  }
};

function stream(port) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(
      XRAYCTL,
      ['traces', `--local=http://127.0.0.1:${port}`, '--since', '1h', '-o', 'ndjson', '-q'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let lines = 0;
    let peak = 0;
    const sampler = setInterval(() => {
      peak = Math.max(peak, peakMib(child.pid));
    }, SAMPLE_MS);
    child.stdout.on('data', (chunk) => {
      for (const byte of chunk) if (byte === 10) lines += 1;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(sampler);
      if (code !== 0) reject(new Error(`xrayctl traces ended with ${code}`));
      else resolve({ lines, peak, seconds: (performance.now() - began) / 1000 });
    });
  });
}

/** Rows of the benchmark table: `{ figure, value, unit, target, ok, how }`. */
export async function run() {
  const { stub, port } = await startStub();
  try {
    const { lines, peak, seconds } = await stream(port);
    const how = `xrayctl traces -o ndjson against an HTTP stub in pages of ${PAGE}; VmHWM, sampled every ${SAMPLE_MS} ms; ${lines} lines in ${seconds.toFixed(1)} s`;
    return [
      {
        figure: `peak memory streaming ${SUMMARIES.toLocaleString('en-US')} summaries`,
        value: Math.round(peak),
        unit: 'MiB',
        target: `<= ${TARGET_MIB}`,
        ok: peak > 0 && peak <= TARGET_MIB && lines === SUMMARIES,
        how,
      },
    ];
  } finally {
    stub.removeAllListeners('exit');
    stub.kill();
  }
}

if (process.argv[2] === '--stub') {
  serveStub();
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { ok, value, unit, target, figure, how } of await run()) {
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${value}${unit} (${target})  ${figure} (${how})`);
  }
}
