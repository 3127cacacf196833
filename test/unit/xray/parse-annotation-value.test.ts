import { describe, expect, it } from 'vitest';
import { parseAnnotationValue } from '../../../src/xray/parse-annotation-value.ts';

describe('parseAnnotationValue', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['42', 42],
    ['-1.5e3', -1500],
    ['0', 0],
    ['-0', 0],
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740993', '9007199254740993'],
    ['12345678901234567890', '12345678901234567890'],
    ['"42"', '42'],
    ['"true"', 'true'],
    ['007', '007'],
    ['+1', '+1'],
    ['1e999', '1e999'],
    ['0x10', '0x10'],
    ['Infinity', 'Infinity'],
    ['', ''],
    ['True', 'True'],
    ['12 apples', '12 apples'],
  ])('reads %s', (text, value) => {
    expect(parseAnnotationValue(text)).toBe(value);
  });
});
