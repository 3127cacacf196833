import { describe, expect, it } from 'vitest';
import { planRetrievals } from '../../../../src/core/traces/plan-retrievals.ts';
import { makeTraceId, type TraceId } from '../../../../src/xray/ids.ts';

/** 2026-11-22T10:00:00Z. */
const NOW = Date.UTC(2026, 10, 22, 10) / 1000;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const KEPT = { start: NOW - 30 * DAY, end: NOW };

const idAt = (epoch: number, number = 1): TraceId =>
  makeTraceId(epoch, () => number.toString(16).padStart(24, '0'));

describe('planRetrievals', () => {
  it.each([
    [
      'around the time in an id',
      NOW - 5 * DAY,
      [{ start: NOW - 5 * DAY - HOUR, end: NOW - 4 * DAY }],
    ],
    ['not into the future', NOW - HOUR, [{ start: NOW - 2 * HOUR, end: NOW }]],
    ['around a time a slightly fast clock wrote', NOW + 60, [{ start: NOW + 60 - HOUR, end: NOW }]],
    ['in what is kept, for a time to come', NOW + 2 * HOUR, [KEPT]],
    ['in what is kept, for a time before X-Ray', 0x0af76519, [KEPT]],
    [
      'in both, for a time that may be old or chance',
      NOW - 90 * DAY,
      [{ start: NOW - 90 * DAY - HOUR, end: NOW - 89 * DAY }, KEPT],
    ],
  ])('looks %s', (_where, epoch, windows) => {
    const id = idAt(epoch);
    const rounds = [0, 1, 2].map((round) => planRetrievals([id], round, NOW));
    expect(rounds.flat()).toEqual(windows.map((window) => ({ ...window, ids: [id] })));
    expect(rounds.filter((plans) => plans.length > 0)).toHaveLength(windows.length);
  });

  it('looks for the traces of one day together, and for no more than a call takes', () => {
    const noon = NOW + 2 * HOUR - 10 * DAY;
    const sameDay = Array.from({ length: 101 }, (_, at) => idAt(noon + at, at));
    const another = idAt(noon + 3 * DAY);
    const plans = planRetrievals([...sameDay, another], 0, NOW);
    const window = { start: noon - HOUR, end: noon + 100 + DAY };
    expect(plans).toEqual([
      { ...window, ids: sameDay.slice(0, 100) },
      { ...window, ids: sameDay.slice(100) },
      { start: noon + 3 * DAY - HOUR, end: noon + 4 * DAY, ids: [another] },
    ]);
  });
});
