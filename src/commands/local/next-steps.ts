import { LOCAL_ENDPOINT } from '../../cli/global-flags.ts';
import type { RunningLocal } from '../../local/start-local.ts';

/** What a newcomer does next, as lines to paste that find this very X-Ray. */
export const nextSteps = ({ http, udp }: Pick<RunningLocal, 'http' | 'udp'>): string => {
  const local = http === LOCAL_ENDPOINT ? '--local' : `--local=${http}`;
  // By itself send looks for the daemon where the API is.
  const to = http === `http://${udp}` ? '' : ` --to ${udp}`;
  return `In another terminal: xrayctl ${local} send${to} --wait, then xrayctl ${local} traces`;
};
