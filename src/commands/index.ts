import type { CommandEntry } from '../cli/command.ts';

/** The idea, in the words that stand over `xrayctl --help`. */
export const IDEA =
  'Distributed tracing with AWS X-Ray from the command line: find traces, read them as waterfalls, see the map of ' +
  'services; against AWS, or against a whole X-Ray on this machine (xrayctl local).';

/** What `--version` runs. */
export const VERSION_COMMAND: CommandEntry = {
  name: 'version',
  group: 'rest',
  brief: 'Show the version of xrayctl',
  load: async () => (await import('./version.ts')).version,
};

/** Every command, in the order of `--help`. Each is loaded only when it is asked for. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'traces',
    group: 'read',
    brief: 'Find traces: a list of their summaries',
    load: async () => (await import('./traces.ts')).traces,
  },
  {
    name: 'trace',
    group: 'read',
    brief: 'Show a trace as a waterfall or a tree',
    load: async () => (await import('./trace.ts')).trace,
  },
  {
    name: 'map',
    group: 'read',
    brief: 'Show the services and who calls whom',
    load: async () => (await import('./map.ts')).map,
  },
  {
    name: 'local',
    group: 'local',
    brief: 'Run X-Ray on this machine: the API, the daemon, a store',
    load: async () => (await import('./local.ts')).local,
  },
  {
    name: 'demo',
    group: 'local',
    brief: 'See it all at work, without an AWS account',
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'send',
    group: 'local',
    brief: 'Send a segment, and see that it arrived',
    load: async () => (await import('./send.ts')).send,
  },
  {
    name: 'explain',
    group: 'rest',
    brief: 'Explain the filter language, exit codes and limits, offline',
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'completion',
    group: 'rest',
    brief: 'Print a completion script for a shell',
    load: async () => (await import('./completion.ts')).completion,
  },
  VERSION_COMMAND,
];
