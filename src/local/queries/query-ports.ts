import type { Clock } from '../../ports/clock.ts';
import type { Account } from '../../xray/graph/node-identity.ts';
import type { GroupDirectory } from '../control/group-directory.ts';
import type { MinuteRollups } from '../graph/minute-rollups.ts';
import type { Store } from '../store/store.ts';

/** What answering questions about traces takes. */
export interface QueryPorts {
  readonly clock: Clock;
  readonly store: Store;
  readonly rollups: MinuteRollups;
  readonly groups: GroupDirectory;
  readonly account: Account;
  /** Brings summaries and statistics up to date with what has been acknowledged. */
  readonly settleAll: () => void;
}
