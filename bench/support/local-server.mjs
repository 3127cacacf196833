import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const XRAYCTL = new URL('../../bin/xrayctl', import.meta.url).pathname;

const firstLine = (child) =>
  new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`xrayctl local ended with ${code}`)));
  });

const start = async (folder) => {
  const ports = ['--udp', '127.0.0.1:0', '--http', '127.0.0.1:0'];
  const child = spawn(process.execPath, [XRAYCTL, 'local', ...ports, '--data-dir', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { http } = JSON.parse(await firstLine(child));
  return { child, http };
};

const end = (child, signal) => {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  child.kill(signal);
  return new Promise((resolve) => child.once('exit', resolve));
};

/** CPU seconds a process has used, in Linux's ticks of 10 ms: precise over a few seconds. [proc(5), fields 14 and 15] */
export const cpuSecondsOf = (pid) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

/** `xrayctl local` on free ports over a folder of its own, deleted with it. */
export async function startLocalServer() {
  const folder = mkdtempSync(join(tmpdir(), 'xrayctl-bench-'));
  let running = await start(folder);
  return {
    url: running.http,
    cpuSeconds: () => cpuSecondsOf(running.child.pid),
    /** Resident memory now and at its highest, MiB. [proc(5)] */
    memory: () => {
      const status = readFileSync(`/proc/${running.child.pid}/status`, 'utf8');
      const read = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
      return { now: read('VmRSS'), peak: read('VmHWM') };
    },
    /** Kills it and starts another over the same folder, on another port. */
    killAndRestart: async () => {
      await end(running.child, 'SIGKILL');
      running = await start(folder);
      return { url: running.http };
    },
    stop: async () => {
      await end(running.child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
