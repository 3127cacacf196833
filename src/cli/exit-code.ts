import type { ErrorKind } from '../std/xrayctl-error.ts';

/** Every exit code of every command; docs/exit-codes.md explains them. */
export const EXIT = {
  done: 0,
  finding: 1,
  usage: 2,
  access: 3,
  remote: 4,
  timeout: 5,
  internal: 70,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const exitCodeOf = (kind: ErrorKind): ExitCode => EXIT[kind];
