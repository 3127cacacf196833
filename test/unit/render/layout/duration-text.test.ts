import { describe, expect, it } from 'vitest';
import { durationText } from '../../../../src/render/layout/duration-text.ts';

const style = { unicode: true };

describe('durationText', () => {
  it.each([
    [0, '0ms'],
    [0.0000852, '85.2µs'],
    [0.0009, '900µs'],
    [0.001, '1ms'],
    [0.0015, '1.5ms'],
    [0.0999, '99.9ms'],
    [0.1, '100ms'],
    [0.4, '400ms'],
    [0.41249, '412ms'],
    [0.9994, '999ms'],
    [0.9996, '1s'],
    [1.24, '1.24s'],
    [10, '10s'],
    [12.44, '12.4s'],
    [59.94, '59.9s'],
    [59.96, '1m00s'],
    [123, '2m03s'],
    [3599.6, '1h00m'],
    [3723, '1h02m'],
    [90_000, '1d01h'],
    [-0.004, '-4ms'],
  ])('%d s is %s', (seconds, text) => {
    expect(durationText(seconds, style)).toBe(text);
  });

  it('is a dash, never zero, when the duration is not known', () => {
    expect(durationText(undefined, style)).toBe('—');
    expect(durationText(null, { unicode: false })).toBe('-');
    expect(durationText(Number.NaN, style)).toBe('—');
  });

  it('writes micro as u in ASCII', () => {
    expect(durationText(0.00012, { unicode: false })).toBe('120us');
  });
});
