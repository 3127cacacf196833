import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds dist/ when it is older than the sources; for tests that start the program. */
export const buildOnce = (): void => {
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  execFileSync(process.execPath, ['build.mjs', '--if-needed'], { cwd, stdio: 'inherit' });
};
