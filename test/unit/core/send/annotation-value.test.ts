import { describe, expect, it } from 'vitest';
import { annotationValue } from '../../../../src/core/send/annotation-value.ts';

describe('annotationValue', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['42', 42],
    ['-1.5e3', -1500],
    ['0', 0],
    ['"42"', '42'],
    ['"true"', 'true'],
    ['007', '007'],
    ['1e999', '1e999'],
    ['0x10', '0x10'],
    ['', ''],
    ['True', 'True'],
    ['12 apples', '12 apples'],
  ])('reads %s', (text, value) => {
    expect(annotationValue(text)).toBe(value);
  });
});
