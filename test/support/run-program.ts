import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The program as users start it. */
export const XRAYCTL = `${ROOT}bin/xrayctl`;

export interface ProgramRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** An environment without the developer's AWS, colours or proxies. */
const cleanEnvironment = (env: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
  ...env,
});

const run = (
  command: string,
  args: readonly string[],
  { env, stdin }: RunOptions = {},
): Promise<ProgramRun> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: cleanEnvironment(env), cwd: ROOT });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(stdin ?? '');
  });

/** Runs bin/xrayctl to its end. Needs dist/ (test/support/build-once.ts). */
export const runProgram = (args: readonly string[], options?: RunOptions): Promise<ProgramRun> =>
  run(process.execPath, [XRAYCTL, ...args], options);

export interface LaunchedProgram {
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<ProgramRun>;
  /** The first line of stdout; rejects when the program ends without one. */
  readonly firstLine: Promise<string>;
}

/** Starts bin/xrayctl and lets it run. */
export const launchProgram = (
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): LaunchedProgram => {
  const child = spawn(process.execPath, [XRAYCTL, ...args], {
    env: cleanEnvironment(env),
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<ProgramRun>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const cut = stdout.indexOf('\n');
      if (cut >= 0) resolve(stdout.slice(0, cut));
    });
    void ended.then((run) => reject(new Error(`ended with ${run.code}: ${run.stderr}`)));
  });
  // Who does not ask for the line is not told that there was none.
  firstLine.catch(() => undefined);
  return { kill: (signal) => void child.kill(signal), ended, firstLine };
};

/** Runs a line of bash in which `xrayctl` is the program. */
export const runShell = (line: string, options?: RunOptions): Promise<ProgramRun> =>
  run('bash', ['-c', `xrayctl() { "${process.execPath}" "${XRAYCTL}" "$@"; }\n${line}`], options);
