/**
 * Bundles src/ into dist/, split per command, so that `--help` loads neither an SDK nor the store.
 * `--if-needed` skips the build when dist/ is newer than every source.
 */
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const newestIn = (folder) =>
  readdirSync(folder, { recursive: true }).reduce(
    (newest, name) => Math.max(newest, statSync(join(folder, name)).mtimeMs),
    0,
  );

const isFresh = () => {
  if (!existsSync('dist/main.js')) return false;
  const sources = Math.max(
    newestIn('src'),
    statSync('build.mjs').mtimeMs,
    statSync('package-lock.json').mtimeMs,
  );
  return statSync('dist/main.js').mtimeMs > sources;
};

/**
 * Loading string-width compiles the patterns of every emoji: 30 ms of each start, for widths that are nearly always
 * those of plain letters, which src/render/layout/width.ts counts by itself. Here it is loaded by its first call.
 */
const lazyStringWidth = {
  name: 'lazy-string-width',
  setup(build) {
    build.onResolve({ filter: /^string-width$/ }, ({ path, namespace }) =>
      namespace === 'lazy' ? undefined : { path, namespace: 'lazy' },
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({
      contents: `let load; export default (text) => (load ??= require('${path}').default)(text);`,
      resolveDir: import.meta.dirname,
    }));
  },
};

if (!(process.argv.includes('--if-needed') && isFresh())) {
  // Built aside and swapped in: a program that starts meanwhile finds the old dist/ or the new one, never half of it.
  const fresh = `node_modules/.xrayctl-build-${process.pid}`;
  const stale = `${fresh}-stale`;
  await build({
    // The demo's services are programs of their own: child processes of `xrayctl demo`.
    entryPoints: [
      'src/main.ts',
      'src/demo/user-management-service.ts',
      'src/demo/notification-service.ts',
    ],
    outbase: 'src',
    outdir: fresh,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minifySyntax: true,
    minifyWhitespace: true,
    keepNames: false,
    legalComments: 'none',
    external: ['libsql', 'aws-xray-sdk-core'],
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    plugins: [lazyStringWidth],
    logLevel: 'warning',
  });
  if (existsSync('dist')) renameSync('dist', stale);
  renameSync(fresh, 'dist');
  rmSync(stale, { recursive: true, force: true });
}
