import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../src/xray/statistics/outcome-of.ts';
import { makeSegment } from '../../../support/make-segment.ts';

describe('outcomeOf', () => {
  it.each([
    [{}, 'ok'],
    [{ error: false, fault: false, throttle: false }, 'ok'],
    [{ error: true }, 'error'],
    [{ fault: true }, 'fault'],
    [{ throttle: true }, 'throttle'],
    [{ error: true, throttle: true }, 'throttle'],
    [{ error: true, fault: true }, 'fault'],
    [{ error: true, fault: true, throttle: true }, 'throttle'],
  ] as const)('reads %j as %s', (flags, outcome) => {
    expect(outcomeOf(flags)).toBe(outcome);
  });

  it('believes the flags, not the HTTP status', () => {
    const segment = makeSegment(1, [0, 1], { http: { response: { status: 503 } } });
    expect(outcomeOf(segment)).toBe('ok');
  });
});
