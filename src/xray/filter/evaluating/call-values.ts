import type { Call } from '../../trace-facts.ts';
import { EDGE_KEYWORDS, type EdgeKeyword, type Keyword } from '../keywords.ts';

/** What one call answers: a node's own, or an edge's as its caller saw it. Seconds; `duration` counts the asynchronous work a call set off, `responsetime` does not. */
export const CALL_VALUES: Readonly<Record<EdgeKeyword, (call: Call) => unknown>> = {
  ok: ({ outcome }) => outcome === 'ok',
  error: ({ outcome }) => outcome === 'error',
  throttle: ({ outcome }) => outcome === 'throttle',
  fault: ({ outcome }) => outcome === 'fault',
  partial: ({ duration }) => typeof duration !== 'number',
  responsetime: ({ duration }) => duration,
  duration: ({ duration, span }) => span ?? duration,
};

/** Whether a keyword is asked of a call, rather than of the node it belongs to. */
export const isCallKeyword = (keyword: Keyword): keyword is EdgeKeyword => keyword in EDGE_KEYWORDS;

/** Stands in where a block asks nothing of calls, so that nodes without any (the client) can satisfy it. */
const NO_CALL: readonly Call[] = [{ outcome: 'ok', duration: undefined }];

/** The calls a block is tried on. */
export const callsFor = (calls: readonly Call[], asksOfCalls: boolean): readonly Call[] =>
  asksOfCalls ? calls : NO_CALL;
