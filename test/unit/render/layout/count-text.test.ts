import { describe, expect, it } from 'vitest';
import { countText } from '../../../../src/render/layout/count-text.ts';

describe('countText', () => {
  it.each([
    [0, '0 nodes'],
    [1, '1 node'],
    [999, '999 nodes'],
    [10_000, '10,000 nodes'],
  ])('says %i as %s', (count, text) => {
    expect(countText(count, 'node')).toBe(text);
  });
});
