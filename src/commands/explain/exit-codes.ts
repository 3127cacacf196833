import { EXIT } from '../../cli/exit-code.ts';
import { type Topic, tableOf } from './topic.ts';

const rows = [
  [EXIT.done, 'done; also "nothing found", and a first signal to what runs until stopped'],
  [EXIT.finding, 'looked and found trouble: an id that is not there, a document refused'],
  [EXIT.usage, 'usage or configuration error: a flag, a file, an expression'],
  [EXIT.access, 'credentials missing or refused'],
  [EXIT.remote, 'the other side unreachable, throttling or in error'],
  [EXIT.timeout, 'a deadline of ours passed: --timeout, --wait'],
  [EXIT.internal, 'a bug in xrayctl: please report it'],
  [EXIT.interrupted, 'interrupted by SIGINT (Ctrl-C)'],
  [EXIT.terminated, 'interrupted by SIGTERM'],
] as const;

export const exitCodes: Topic = {
  name: 'exit-codes',
  brief: 'what the exit code of every command means',
  text: `Exit codes, the same for every command and every output format:

${tableOf(rows.map(([code, meaning]) => [String(code), meaning]))}

A closed pipe (xrayctl traces | head) ends a reading command with 0.
Under -o json an error is one line of JSON on stderr:

  {"error":{"kind":"usage","message":"...","remedy":"..."}}

kind is finding, usage, access, remote, timeout, interrupted or internal.`,
};
