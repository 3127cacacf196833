import type { TraceView } from './trace-view.ts';

/** Says how many rows `maxRows` leaves out, and how many of them failed; nothing when none. */
export const drawHidden = ({ choice, paint }: TraceView): readonly string[] => {
  const { hidden, hiddenFailing } = choice;
  if (hidden === 0) return [];
  const failing = hiddenFailing === 0 ? '' : `, ${hiddenFailing} of them failed`;
  return [paint.notice(`hidden: ${hidden} row${hidden === 1 ? '' : 's'}${failing}`)];
};
