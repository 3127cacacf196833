import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Programs, RunningProgram } from '../../ports/programs.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';

/** How long a program may take to print its ready line, milliseconds; it takes about 200. */
const READY_WITHIN_MS = 15_000;

/** How long it may take to go once its standard input is closed, milliseconds. */
const GONE_WITHIN_MS = 3_000;

/** Of what it says on standard error this much is kept for the message. */
const KEPT_STDERR_CHARS = 2_000;

/** What a program needs of our environment; nothing else is passed on, credentials least of all. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot'];

const minimalEnvironment = (extra: Readonly<Record<string, string>>): Record<string, string> => {
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(inherited), ...extra };
};

/** The URL in a program's ready line; undefined for a line that is none. */
const urlIn = (line: string): string | undefined => {
  try {
    const { url } = JSON.parse(line) as { readonly url?: unknown };
    return typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
};

const readyUrl = (child: ChildProcess): Promise<string> => {
  return new Promise((resolve, reject) => {
    let said = '';
    let text = '';
    const fail = (what: string): void => {
      clearTimeout(timer);
      reject(new XrayctlError('remote', `${what}${said === '' ? '' : `: ${said.trim()}`}`));
    };
    const timer = setTimeout(
      () => fail(`it was not ready within ${READY_WITHIN_MS / 1000} s`),
      READY_WITHIN_MS,
    );
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-KEPT_STDERR_CHARS);
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (!text.includes('\n')) return;
      const url = urlIn(text);
      if (url === undefined) return fail('its first line is not that it is ready');
      clearTimeout(timer);
      resolve(url);
    });
    child.on('error', (error) => fail(error.message));
    child.on('exit', (code, signal) => fail(`it ended with ${signal ?? `exit code ${code}`}`));
  });
};

const stop = async (child: ChildProcess): Promise<void> => {
  const isGone = child.exitCode !== null || child.signalCode !== null;
  // Without a pid it was never there, and no exit will be told.
  if (isGone || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), GONE_WITHIN_MS);
  await gone;
  clearTimeout(timer);
};

/** Programs from `folder` (a file: URL ending in `/`), run by the same node as this process. */
export const createPrograms = (folder: URL): Programs => {
  return {
    async start(name, env): Promise<RunningProgram> {
      const file = fileURLToPath(new URL(`${name}.js`, folder));
      const child = spawn(process.execPath, [file], {
        env: minimalEnvironment(env),
        stdio: ['pipe', 'pipe', 'pipe'],
        // Ctrl-C in a terminal goes to its whole group: these end when they are told to, by their standard input.
        detached: true,
        windowsHide: true,
      });
      try {
        const url = await readyUrl(child);
        return { url, stop: () => stop(child) };
      } catch (error) {
        await stop(child);
        const why = error instanceof Error ? error.message : String(error);
        throw new XrayctlError('remote', `${name} did not start: ${why}`, { cause: error });
      }
    },
  };
};
