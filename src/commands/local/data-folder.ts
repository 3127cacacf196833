import { XrayctlError } from '../../std/xrayctl-error.ts';

/** Where a local X-Ray keeps its traces when not told: `$XDG_DATA_HOME/xrayctl`, or where that is by default. */
export const defaultDataFolder = (env: Readonly<Record<string, string | undefined>>): string => {
  // A relative XDG_DATA_HOME is invalid and ignored. [XDG Base Directory 0.8]
  const data = env['XDG_DATA_HOME'];
  if (data?.startsWith('/')) return `${data.replace(/\/+$/, '')}/xrayctl`;
  const home = env['HOME'] || env['USERPROFILE'];
  if (home) return `${home.replace(/[\\/]+$/, '')}/.local/share/xrayctl`;
  throw new XrayctlError('usage', 'there is no home folder to keep traces in', {
    remedy: 'Name a folder with --data-dir, or keep nothing with --memory.',
  });
};
