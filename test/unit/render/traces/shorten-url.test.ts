import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../../../src/render/layout/width.ts';
import { shortenUrl } from '../../../../src/render/traces/shorten-url.ts';

const style = { width: 80, color: 0, unicode: true } as const;
const url = 'https://shop.example.com/orders/4711/items?page=2';

describe('shortenUrl', () => {
  it.each([
    [49, url],
    [48, 'shop.example.com/orders/4711/items?page=2'],
    [24, 'shop.exa…11/items?page=2'],
    [14, '/orders…page=2'],
    [1, '…'],
  ])('in %i cells is %s', (width, shown) => {
    expect(shortenUrl(url, width, style)).toBe(shown);
  });

  it('never takes more than it was given', () => {
    for (let width = 1; width < 60; width += 1) {
      expect(cellWidth(shortenUrl(url, width, style))).toBeLessThanOrEqual(width);
      expect(
        cellWidth(shortenUrl('http://例え.jp/日本語/リスト', width, style)),
      ).toBeLessThanOrEqual(width);
    }
  });
});
