import type { RootCauseSubject } from '../ast.ts';

/** The words that begin a root cause term, in lower case. */
export const ROOT_CAUSE_WORDS: ReadonlyMap<string, RootCauseSubject> = new Map<
  string,
  RootCauseSubject
>([
  ['rootcause.fault.service', { cause: 'fault', element: 'service' }],
  ['rootcause.fault.entity', { cause: 'fault', element: 'entity' }],
  ['rootcause.fault.exception', { cause: 'fault', element: 'exception' }],
  ['rootcause.error.service', { cause: 'error', element: 'service' }],
  ['rootcause.error.entity', { cause: 'error', element: 'entity' }],
  ['rootcause.error.exception', { cause: 'error', element: 'exception' }],
  ['rootcause.responsetime.service', { cause: 'responsetime', element: 'service' }],
  ['rootcause.responsetime.entity', { cause: 'responsetime', element: 'entity' }],
]);
