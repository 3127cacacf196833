import { describe, expect, it } from 'vitest';
import { truncateEnd, truncateMiddle } from '../../../../src/render/layout/truncate.ts';
import { cellWidth } from '../../../../src/render/layout/width.ts';

const unicode = { unicode: true };
const ascii = { unicode: false };

describe('truncateEnd', () => {
  it('leaves what fits alone', () => {
    expect(truncateEnd('orders', 6, unicode)).toBe('orders');
  });

  it('marks what it left out', () => {
    expect(truncateEnd('orders-service', 8, unicode)).toBe('orders-…');
    expect(truncateEnd('orders-service', 8, ascii)).toBe('orders..');
  });

  it('never cuts a wide character in half', () => {
    expect(truncateEnd('日本語テスト', 6, unicode)).toBe('日本…');
    expect(cellWidth(truncateEnd('日本語テスト', 6, unicode))).toBeLessThanOrEqual(6);
  });

  it('never cuts an emoji family in half', () => {
    expect(truncateEnd('👩‍👩‍👧👩‍👩‍👧', 3, unicode)).toBe('👩‍👩‍👧…');
  });

  it.each([0, 1, 2, 3])('keeps to %i cells, however few', (width) => {
    expect(cellWidth(truncateEnd('abcdef', width, unicode))).toBeLessThanOrEqual(width);
    expect(cellWidth(truncateEnd('abcdef', width, ascii))).toBeLessThanOrEqual(width);
  });
});

describe('truncateMiddle', () => {
  it('keeps both ends', () => {
    expect(truncateMiddle('0123456789', 7, unicode)).toBe('012…789');
  });

  it('gives the head the share asked for', () => {
    expect(truncateMiddle('0123456789abcdefghij', 13, unicode, 1 / 3)).toBe('0123…cdefghij');
  });

  it('keeps to the width with wide characters on both sides', () => {
    const cut = truncateMiddle('日本語テスト文字列', 9, unicode);
    expect(cut).toContain('…');
    expect(cellWidth(cut)).toBeLessThanOrEqual(9);
  });
});
