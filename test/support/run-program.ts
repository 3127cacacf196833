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
export const cleanEnvironment = (
  env: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
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

/** Runs a line of bash in which `xrayctl` is the program. */
export const runShell = (line: string, options?: RunOptions): Promise<ProgramRun> =>
  run('bash', ['-c', `xrayctl() { "${process.execPath}" "${XRAYCTL}" "$@"; }\n${line}`], options);
